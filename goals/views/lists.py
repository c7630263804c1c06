"""All goals: as a tree from the purpose downward, as a list, and over time."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts.models import Team
from core.http import Request, page
from goals.models import Goal, Purpose
from goals.selectors import goals, timeline
from goals.selectors.found import found, named, teams_with_goals
from goals.selectors.wish import Wish, read_wish
from goals.views.loading import load_goal, page_number


@require_safe
def index(request: Request) -> HttpResponse:
    """Show the tree; whoever looks for something in particular gets a list."""
    wish, view = read_wish(request.GET), request.GET.get("view")
    if view != "tree" and (wish.is_particular or view == "list"):
        return listing(request, wish)
    team = team_of(request, wish)
    number, others = page_number(request.GET, "page"), page_number(request.GET, "teams")
    leaf = goals.tree(viewer=request.user, number=number, team=team.pk if team else None)
    purposes = Purpose.objects.visible_to(request.user).of(team)
    context = {
        "leaf": leaf,
        "nodes": leaf.rows,
        "team": team,
        "groups": None if team else goals.groups(viewer=request.user, number=others),
        "purpose": purposes.values_list("text", flat=True).first(),
    }
    return page(request, "goals/index.html", context, fragment="found")


def team_of(request: Request, wish: Wish) -> Team | None:
    """Return the team whose tree is asked for, None for that of everybody."""
    teams = Team.objects.visible_to(request.user)
    return get_object_or_404(teams, pk=wish.team) if wish.team else None


def listing(request: Request, wish: Wish) -> HttpResponse:
    """Show the goals somebody looks for."""
    number, today = page_number(request.GET, "page"), timezone.localdate()
    listed = found(wish, viewer=request.user, number=number, on=today)
    context = {
        "found": listed,
        "leaf": listed.leaf,
        "nodes": listed.leaf.rows,
        **looking(request, wish),
    }
    return page(request, "goals/list.html", context, fragment="found")


@require_safe
def over_time(request: Request) -> HttpResponse:
    """Show the goals somebody looks for as bars from start to due day."""
    wish, today = read_wish(request.GET), timezone.localdate()
    asked = request.GET
    window = timeline.window_of(asked.get("scale", ""), asked.get("from", ""), today=today)
    context = {
        "line": timeline.timeline(
            wish, window, viewer=request.user, number=page_number(asked, "page"), today=today
        ),
        **looking(request, wish),
    }
    return page(request, "goals/timeline.html", context, fragment="found")


@require_safe
def branch(request: Request, pk: UUID) -> HttpResponse:
    """Show the open sub-goals of one goal: opened in the tree, or a page of its own."""
    goal = load_goal(request, pk)
    number = page_number(request.GET, "page")
    context = {"goal": goal, "leaf": goals.branch(goal.pk, viewer=request.user, number=number)}
    return page(request, "goals/branch.html", context, fragment="branch")


def looking(request: Request, wish: Wish) -> dict[str, Any]:
    """Return what the form that narrows a view shows."""
    return {
        "wish": wish,
        "named": named(wish, request.user),
        "teams": [("", _("Any team")), *teams_with_goals(request.user)],
        "choices": choices(),
    }


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return the words for what can be looked for."""
    return {
        "state": [
            ("open", _("Open")),
            ("proposed", _("Proposed")),
            ("active", _("Agreed")),
            ("achieved", _("Achieved")),
            ("let_go", pgettext("goal", "Let go")),
            ("ended", _("Ended")),
            ("all", _("All")),
        ],
        "kind": [
            ("", _("Collective and personal")),
            (Goal.Kind.COLLECTIVE.value, _("Collective")),
            (Goal.Kind.PERSONAL.value, _("Personal")),
        ],
        "work": [
            ("", _("Routine and change")),
            (Goal.Work.ROUTINE.value, _("Routine work")),
            (Goal.Work.CHANGE.value, pgettext("kind of work", "Change")),
        ],
        "aim": [
            ("", _("Learning and performing")),
            (Goal.Aim.LEARNING.value, _("Learning")),
            (Goal.Aim.PERFORMING.value, _("Performing")),
        ],
        **orders(),
    }


def orders() -> dict[str, list[tuple[str, str]]]:
    """Return the words for when goals are due, and how they are sorted."""
    return {
        "due": [
            ("", _("Due on any day")),
            ("30", _("Due within 30 days")),
            ("90", _("Due within 90 days")),
            ("past", _("Due day has passed")),
            ("none", _("Without a due day")),
        ],
        "sort": [
            ("", _("Newest first, or best match")),
            ("oldest", _("Oldest first")),
            ("title", _("By title")),
            ("due", _("By due day")),
        ],
    }
