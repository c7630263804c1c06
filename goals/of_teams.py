"""The goals of a team, for its page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person, Team
from core.sections import Line, Section
from goals.models import Goal

SHOWN = 8


def goals_of_team(team: Team, viewer: Person) -> Section:
    """Return the open goals that this team carries, and where all of them are."""
    found = list(
        Goal.objects.visible_to(viewer).open().filter(team=team).newest_first()[: SHOWN + 1]
    )
    is_group = team.kind == Team.Kind.GROUP
    words = _("Propose a goal of this group") if is_group else _("Propose a goal of this team")
    propose = Line(words, f"{reverse('goal_propose')}?team={team.pk}")
    words = _("All goals of this group") if is_group else _("All goals of this team")
    every = Line(words, f"{reverse('goals')}?team={team.pk}")
    return Section(
        code="goals",
        title=_("Goals"),
        lines=tuple(line_of(goal) for goal in found[:SHOWN]),
        note=_("No open goal names it yet."),
        more=every if len(found) > SHOWN else propose,
    )


def line_of(goal: Goal) -> Line:
    return Line(goal.title, reverse("goal", args=[goal.pk]), str(goal.state.label).capitalize())
