"""What a goal hangs on. The graph of goals has no cycles."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from core.errors import RuleError
from goals.models import Goal, Parentage

MOST = 20


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
    refuse_too_many(wanted)
    if goal.pk in Parentage.objects.goals_above(wanted):
        sentence = _("Choose another goal above this one. It hangs on this goal itself.")
        raise GoesInCircles(sentence, fields={"parents": sentence})
    refuse_odd_kinds(goal, wanted)
    goal.parentages.exclude(parent__in=wanted).delete()
    there = set(goal.parentages.values_list("parent", flat=True))
    Parentage.objects.bulk_create(
        [Parentage(goal=goal, parent_id=pk) for pk in sorted(wanted - there)]
    )


def refuse_too_many(wanted: set[UUID]) -> None:
    if len(wanted) > MOST:
        sentence = _("Choose at most %(most)s goals above this one.") % {"most": MOST}
        raise TooManyParents(sentence, fields={"parents": sentence})


def refuse_odd_kinds(goal: Goal, wanted: set[UUID]) -> None:
    """Keep every collective goal reachable from the purpose by collective goals alone."""
    personal = Goal.objects.filter(pk__in=wanted, kind=Goal.Kind.PERSONAL)
    if goal.kind == Goal.Kind.COLLECTIVE and personal.exists():
        sentence = _("Choose collective goals above a collective one, or make it personal.")
        raise HangsOnPersonalGoal(sentence, fields={"parents": sentence})
    below = Goal.objects.filter(parentages__parent=goal, kind=Goal.Kind.COLLECTIVE)
    if goal.kind == Goal.Kind.PERSONAL and below.exists():
        sentence = _("Keep this goal collective. Collective goals hang on it.")
        raise HangsOnPersonalGoal(sentence, fields={"kind": sentence})
