"""One goal: its page, its owners' answers, and its end."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Person
from core.guide import Hint
from core.http import Request, page, see_other
from core.toasts import say
from goals.forms import CommentForm, EndForm, VersionForm, sent
from goals.models import Goal
from goals.selectors.goal_page import GoalPage, goal_page
from goals.selectors.guide import hints_on_standing_goal
from goals.services import goals, owners
from goals.views.loading import allow_steering, goal_url, load_goal, page_number

ENDINGS: Mapping[str, Callable[..., Goal]] = {"achieve": goals.achieve, "let_go": goals.let_go}


@require_safe
def goal(request: Request, pk: UUID) -> HttpResponse:
    """Show everything about a goal on one page."""
    return goal_answer(request, load_goal(request, pk))


def goal_answer(
    request: Request, found: Goal, *, comment_form: CommentForm | None = None
) -> HttpResponse:
    """Show the page of a goal; with a form that was sent, what is to be corrected in it."""
    said_page = page_number(request.GET, "said")
    shown = goal_page(found, viewer=request.user, said_page=said_page)
    context: dict[str, Any] = {
        "shown": shown,
        "goal": found,
        "said_page": said_page,
        "hints": hints_for_owner(found, shown, viewer=request.user),
        "comment_form": comment_form or CommentForm(),
    }
    if shown.part.owns:
        context["achieve_form"] = EndForm(auto_id="achieve_%s")
        context["let_go_form"] = EndForm(auto_id="let_go_%s")
    return page(request, "goals/goal.html", context, status=422 if comment_form else 200)


def hints_for_owner(found: Goal, shown: GoalPage, *, viewer: Person) -> tuple[Hint, ...]:
    """Return what the writing guide asks, as long as the goal is open and the viewer owns it."""
    if not (found.is_open and shown.part.owns):
        return ()
    return hints_on_standing_goal(found, owner=viewer, metrics=len(shown.metrics))


@require_POST
def agree(request: Request, pk: UUID) -> HttpResponse:
    """Say yes to owning a goal as it is worded now."""
    found = load_goal(request, pk)
    owners.agree(found, by=request.user, at=timezone.now(), version=version_read(request))
    say(request, _("You said yes"))
    return see_other(request, goal_url(found))


@require_POST
def decline(request: Request, pk: UUID) -> HttpResponse:
    """Say no to owning a goal."""
    found = load_goal(request, pk)
    owners.decline(found, by=request.user, at=timezone.now(), version=version_read(request))
    say(request, _("You said no"))
    return see_other(request, goal_url(found))


def version_read(request: Request) -> int | None:
    """Return the version that was on the page, if the form tells it."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else None


@require_http_methods(["GET", "HEAD", "POST"])
def achieve(request: Request, pk: UUID) -> HttpResponse:
    """Ask what was learnt, and mark the goal as achieved."""
    return end(request, pk, verb="achieve")


@require_http_methods(["GET", "HEAD", "POST"])
def let_go(request: Request, pk: UUID) -> HttpResponse:
    """Ask what was learnt, and let the goal go."""
    return end(request, pk, verb="let_go")


def end(request: Request, pk: UUID, *, verb: str) -> HttpResponse:
    """Ask on a page of its own what the dialog asks, and end the goal in one of the two ways."""
    found = load_goal(request, pk)
    allow_steering(request, found)
    form = EndForm(request.POST if request.method == "POST" else None)
    at = timezone.now()

    def act() -> str:
        ENDINGS[verb](found, learnt=form.cleaned_data["learnt"], by=request.user, at=at)
        return goal_url(found)

    if url := sent(form, by=request.user, at=at, act=act):
        return see_other(request, url)
    context: dict[str, Any] = {"goal": found, "form": form, "verb": verb}
    return page(request, "goals/end.html", context, status=422 if form.is_bound else 200)
