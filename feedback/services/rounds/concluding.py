"""The subject says what comes of a round: in one step, all of it or nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from feedback import outcomes, words
from feedback.models import Round, RoundOutcome
from feedback.services.rounds.ending import finish, put
from feedback.services.rounds.errors import NothingCameOfIt
from feedback.services.rounds.locks import lock_in


@dataclass(frozen=True)
class Conclusion:
    """What comes of it: a commitment in a talk with a coach, a talk about it, or nothing."""

    what: str = ""
    until: date | None = None
    talk: UUID | None = None
    brings_up: bool = False
    nothing: bool = False


@transaction.atomic
def conclude(about: Round, *, comes: Conclusion, by: Person, at: datetime) -> Round:
    """Make the commitment, put the report on the agenda of the talk, and end the round.

    What is written in the talk does not say that it comes of a round, but for the point on the
    agenda that the subject chooses to put there.
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
    return finish(locked, nothing=comes.nothing, by=by, at=at)


def check(comes: Conclusion) -> None:
    """Refuse a commitment without a talk, and one beside "nothing this time"."""
    promises = words.has_words(comes.what)
    if promises and comes.nothing:
        sentence = _("You wrote down a commitment. Keep it, or take its words away.")
        raise NothingCameOfIt(sentence, fields={"what": sentence})
    if (promises or comes.brings_up) and not comes.talk:
        sentence = _("Choose the talk with your coach in which it stands.")
        raise NothingCameOfIt(sentence, fields={"talk": sentence})
