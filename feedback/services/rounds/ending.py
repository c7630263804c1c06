"""What comes of a round, and its end: a goal, a commitment, or "nothing this time"."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from feedback.models import Round, RoundOutcome
from feedback.services.rounds.errors import NothingCameOfIt
from feedback.services.rounds.locks import lock_in
from goals.models import Goal

RELEASED = (Round.State.RELEASED, Round.State.ENDED)


@transaction.atomic
def end(about: Round, *, nothing: bool = False, by: Person, at: datetime) -> Round:
    """End the round once something came of it, or say "nothing this time". Both are fine."""
    return finish(lock_in(about, Round.State.RELEASED, by=by), nothing=nothing, by=by, at=at)


def finish(locked: Round, *, nothing: bool, by: Person, at: datetime) -> Round:
    """End a round that is locked and released."""
    came = locked.outcomes.filter(talk__isnull=True).exists()
    if not came and not nothing:
        sentence = _(
            "Start a goal or make a commitment first, or say “nothing this time”. That is an "
            "answer too."
        )
        raise NothingCameOfIt(sentence, fields={"nothing": sentence})
    if came and nothing:
        sentence = _("Something came of it already. End the round with that.")
        raise NothingCameOfIt(sentence, fields={"nothing": sentence})
    locked.ended_at, locked.ended_by = at, by
    locked.nothing_at = at if nothing else None
    locked.save(update_fields=["ended_at", "ended_by", "nothing_at"])
    audit.record(by=by, action="round.end", on=locked, at=at)
    return locked


def add_goal(about: Round, *, goal: Goal, by: Person, at: datetime) -> RoundOutcome:
    """Keep that a goal was started from the report, or picks it up. Its subject alone sees it."""
    if not Goal.objects.visible_to(by).filter(pk=goal.pk).exists():
        raise PermissionDenied
    return add(about, RoundOutcome(goal=goal), by=by, at=at)


def add_commitment(about: Round, *, commitment: UUID, by: Person, at: datetime) -> RoundOutcome:
    """Keep that a commitment was made from the report; the app above knows which."""
    return add(about, RoundOutcome(commitment=commitment), by=by, at=at)


def add_talk(about: Round, *, talk: UUID, by: Person, at: datetime) -> RoundOutcome:
    """Keep that a talk was planned from the report; the app above knows which."""
    return add(about, RoundOutcome(talk=talk), by=by, at=at)


@transaction.atomic
def add(about: Round, outcome: RoundOutcome, *, by: Person, at: datetime) -> RoundOutcome:
    """Write down what came of it; the same twice is once. It can be added after the end too."""
    return put(lock_in(about, *RELEASED, by=by), outcome, by=by, at=at)


def put(locked: Round, outcome: RoundOutcome, *, by: Person, at: datetime) -> RoundOutcome:
    """Write it down for a round that is locked and released."""
    same = {"goal": outcome.goal_id, "commitment": outcome.commitment, "talk": outcome.talk}
    named = {name: value for name, value in same.items() if value}
    if there := locked.outcomes.filter(**named).first():
        return there
    outcome.round, outcome.added_at, outcome.added_by = locked, at, by
    outcome.save(force_insert=True)
    audit.record(by=by, action="round.add_outcome", on=locked, at=at)
    return outcome
