"""What a goal hangs on. The graph of goals has no cycles."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from core.errors import RuleError
from goals.models import Goal, Parentage

MOST = 20
NAMED = 6  # titles in a sentence


class GoesInCircles(RuleError):
    """A goal would hang on itself, directly or through others."""


class TooManyParents(RuleError):
    """More parents than anybody could read."""


class HangsOnPersonalGoal(RuleError):
    """A collective goal hangs on the purpose or on collective goals."""


def lock_graph() -> None:
    """Wait until nobody else changes what hangs on what.

    A cycle can come from two changes far apart that are each fine alone, so rows are not enough.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('goals.parents'))")


def hang(goal: Goal, *, parents: Sequence[Goal]) -> None:
    """Let the goal hang on exactly these parents; without any it hangs on the purpose."""
    lock_graph()
    wanted = {parent.pk for parent in parents}
    refuse_odd_parents(goal, wanted, kind=goal.kind)
    goal.parentages.exclude(parent__in=wanted).delete()
    there = set(goal.parentages.values_list("parent", flat=True))
    Parentage.objects.bulk_create(
        [Parentage(goal=goal, parent_id=pk) for pk in sorted(wanted - there)]
    )


def refuse_odd_parents(goal: Goal, wanted: Collection[UUID], *, kind: str) -> None:
    """Refuse too many parents, a circle, and a collective goal on a personal one."""
    if len(wanted) > MOST:
        sentence = _("Choose at most %(most)s goals above this one.") % {"most": MOST}
        raise TooManyParents(sentence, fields={"parents": sentence})
    if goal.pk in Parentage.objects.goals_above(wanted):
        sentence = _(
            "Choose another goal above this one. It hangs on this goal itself: %(circle)s."
        ) % {"circle": circle(goal, wanted)}
        raise GoesInCircles(sentence, fields={"parents": sentence})
    refuse_odd_kinds(goal, wanted, kind)


def circle(goal: Goal, wanted: Collection[UUID]) -> str:
    """Name the goals of a circle in order, each hanging on the next."""
    way = [goal.pk, *Parentage.objects.way_up(wanted, to=goal.pk)]
    titles = {one.pk: one.title for one in Goal.objects.filter(pk__in=way)}
    named = [_("“%(title)s”") % {"title": titles[pk]} for pk in way]
    shown = [*named[: NAMED - 1], "…", named[-1]] if len(named) > NAMED else named
    return " → ".join(shown)


def refuse_odd_kinds(goal: Goal, wanted: Collection[UUID], kind: str) -> None:
    """Keep every collective goal reachable from the purpose by collective goals alone."""
    personal = Goal.objects.filter(pk__in=wanted, kind=Goal.Kind.PERSONAL)
    if kind == Goal.Kind.COLLECTIVE and personal.exists():
        sentence = _("Choose collective goals above a collective one, or make it personal.")
        raise HangsOnPersonalGoal(sentence, fields={"parents": sentence})
    below = Goal.objects.filter(parentages__parent=goal, kind=Goal.Kind.COLLECTIVE)
    if kind == Goal.Kind.PERSONAL and below.exists():
        sentence = _("Keep this goal collective. Collective goals hang on it.")
        raise HangsOnPersonalGoal(sentence, fields={"kind": sentence})
