"""A coachee asks the coaches of their choice for help, and a coach answers."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from core import audit
from core.errors import RuleError
from dialogue.models import HelpAsked, HelpWanted
from notifications.services.notify import notify, settle

ASKED, ANSWERED = "help.asked", "help.answered"
LONGEST = 300
LONGEST_ANSWER = 500
MOST_OPEN = 10


class NobodyToAsk(RuleError):
    """None of those named coaches the one who asks."""


class AnsweredBefore(RuleError):
    """The coach has answered already."""


def one_line(text: str, longest: int) -> str:
    """Return a line without breaks. Raises RuleError where it is too long."""
    line = " ".join(text.split())
    if len(line) > longest:
        raise RuleError(_("This is too long. One line is enough."))
    return line


@transaction.atomic
def ask_for_help(
    person: Person, *, by: Person, at: datetime, text: str, coaches: Collection[UUID]
) -> HelpWanted:
    """Show a line to some of one's coaches; each is told, without the words."""
    if by.pk != person.pk:
        raise PermissionDenied
    line = one_line(text, LONGEST)
    if not line:
        sentence = _("Write in a line what you would like help with.")
        raise RuleError(sentence, fields={"text": sentence})
    own = Coaching.objects.active().filter(coachee=person, coach__in=coaches)
    chosen = list(own.select_related("coach").select_for_update(of=("self",)))
    if not chosen or len(chosen) < len(set(coaches)):
        sentence = _("Choose whom to ask among those who coach you.")
        raise NobodyToAsk(sentence, fields={"coaches": sentence})
    waiting = HelpAsked.objects.unanswered().filter(wanted__person=person)
    if waiting.values("wanted").distinct().count() >= MOST_OPEN:
        raise RuleError(_("Ten questions are open. Take one back that has become clear."))
    wanted = HelpWanted.objects.create(person=person, text=line, asked_at=at)
    HelpAsked.objects.bulk_create(HelpAsked(wanted=wanted, coaching=one) for one in chosen)
    audit.record(by=by, action="help.ask", on=wanted, at=at)
    people = [one.coach for one in chosen]
    notify(people, kind=ASKED, subject=wanted.pk, url="/coach/", by=by, at=at)
    return wanted


@transaction.atomic
def take_help_back(wanted: HelpWanted, *, by: Person, at: datetime) -> None:
    """It has become clear; from the next request on nobody else reads it."""
    if by.pk != wanted.person_id:
        raise PermissionDenied
    still = HelpWanted.objects.standing().filter(pk=wanted.pk)
    if still.update(taken_back_at=at):
        audit.record(by=by, action="help.take_back", on=wanted, at=at)
        settle(wanted.pk, kinds=[ASKED], at=at)


@transaction.atomic
def answer_help(asked: HelpAsked, *, by: Person, at: datetime, text: str = "") -> HelpAsked:
    """Say that one will help, in a line or without words; whoever asked is told."""
    rows = HelpAsked.objects.select_related("coaching", "wanted__person")
    asked = rows.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.coaching.coach_id != by.pk:
        raise PermissionDenied
    if asked.answered_at:
        raise AnsweredBefore(_("You have answered this before."))
    asked.answered_at, asked.answer = at, one_line(text, LONGEST_ANSWER)
    asked.save(update_fields=["answered_at", "answer"])
    audit.record(by=by, action="help.answer", on=asked, at=at)
    settle(asked.wanted_id, kinds=[ASKED], at=at, person=by)
    people = [asked.wanted.person]
    notify(people, kind=ANSWERED, subject=asked.pk, url="/help/", by=by, at=at)
    return asked
