"""What comes of a round, and its end: a goal, a commitment, or "nothing this time"."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from feedback import outcomes, words
from feedback.models import Round, RoundOutcome
from feedback.services.rounds.errors import NothingCameOfIt
from feedback.services.rounds.locks import RELEASED, lock_in
from goals.models import Goal


@dataclass(frozen=True)
class Conclusion:
    """What comes of it: a commitment in a talk with a coach, a talk about it, or nothing."""

    what: str = ""
    until: date | None = None
    talk: UUID | None = None
    brings_up: bool = False
    nothing: bool = False


@transaction.atomic
def end(about: Round, *, comes: Conclusion, by: Person, at: datetime) -> Round:
    """Make the commitment, put the report on the agenda of the talk, and end the round.

    All of it or nothing. What is written in the talk does not say that it comes of a round, but
    for the point on the agenda that the subject chooses to put there.
    """
    locked = lock_in(about, Round.State.RELEASED, by=by)
    check(comes)
    if comes.talk and words.has_words(comes.what):
        made = outcomes.talks().promise(
            comes.talk, what=comes.what, until=comes.until, by=by, at=at
        )
        put(locked, RoundOutcome(commitment=made), by=by, at=at)
    if comes.talk and comes.brings_up:
        outcomes.talks().bring_up(comes.talk, text=_("My 360 report"), by=by, at=at)
        put(locked, RoundOutcome(talk=comes.talk), by=by, at=at)
    check_something_came(locked, nothing=comes.nothing)
    locked.ended_at, locked.ended_by = at, by
    locked.nothing_at = at if comes.nothing else None
    locked.save(update_fields=["ended_at", "ended_by", "nothing_at"])
    audit.record(by=by, action="round.end", on=locked, at=at)
    return locked


def check(comes: Conclusion) -> None:
    """Refuse a commitment without a talk, and one beside "nothing this time"."""
    promises = words.has_words(comes.what)
    if promises and comes.nothing:
        sentence = _("You wrote down a commitment. Keep it, or take its words away.")
        raise NothingCameOfIt(sentence, fields={"what": sentence})
    if (promises or comes.brings_up) and not comes.talk:
        sentence = _("Choose the talk with your coach in which it stands.")
        raise NothingCameOfIt(sentence, fields={"talk": sentence})


def check_something_came(locked: Round, *, nothing: bool) -> None:
    """Refuse an end without anything, and "nothing" beside something. A talk is no substitute."""
    came = locked.outcomes.filter(talk__isnull=True).exists()
    sentence = ""
    if not came and not nothing:
        sentence = _(
            "Start a goal or make a commitment first, or say “nothing this time”. That is an "
            "answer too."
        )
    if came and nothing:
        sentence = _("Something came of it already. End the round with that.")
    if sentence:
        raise NothingCameOfIt(sentence, fields={"nothing": sentence})


@transaction.atomic
def add_goal(about: Round, *, goal: Goal, by: Person, at: datetime) -> RoundOutcome:
    """Keep that a goal was started from the report, before its end or after.

    Its subject alone sees it.
    """
    if not Goal.objects.visible_to(by).filter(pk=goal.pk).exists():
        raise PermissionDenied
    return put(lock_in(about, *RELEASED, by=by), RoundOutcome(goal=goal), by=by, at=at)


def put(locked: Round, outcome: RoundOutcome, *, by: Person, at: datetime) -> RoundOutcome:
    """Write down what came of a round that is locked; the same twice is once."""
    same = {"goal": outcome.goal_id, "commitment": outcome.commitment, "talk": outcome.talk}
    named = {name: value for name, value in same.items() if value}
    if there := locked.outcomes.filter(**named).first():
        return there
    outcome.round, outcome.added_at, outcome.added_by = locked, at, by
    outcome.save(force_insert=True)
    audit.record(by=by, action="round.add_outcome", on=locked, at=at)
    return outcome
