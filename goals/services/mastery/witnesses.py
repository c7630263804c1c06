"""Ask others to say what they saw; they answer, or decline without anybody knowing."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals.models import Evidence, Level, Mastery, WitnessRequest
from goals.policies import mastery as policies
from goals.services.mastery.aims import refuse_level_of_another, to_write
from goals.services.words import day_of, needed, short_enough
from notifications.services.notify import notify, settle

MOST = 20
ASKED, ANSWERED = "mastery.witness_asked", "mastery.witness_answered"


class CannotAsk(RuleError):
    """Nobody, oneself, somebody who has left, or somebody who is asked already."""


class NotAskedAnyMore(RuleError):
    """It was taken back, or answered before."""


@transaction.atomic
def ask(
    mastery: Mastery, *, people: Sequence[Person], question: str = "", by: Person, at: datetime
) -> list[WitnessRequest]:
    """Ask people what they saw. They learn the capability and the question, not the level."""
    mastery = to_write(mastery, by=by)
    people = list({person.pk: person for person in people}.values())
    text = short_enough(question, field="question", longest=2000)
    refuse_odd_witnesses(mastery, people)
    return [ask_one(mastery, person, text, by=by, at=at) for person in people]


def ask_one(
    mastery: Mastery, person: Person, question: str, *, by: Person, at: datetime
) -> WitnessRequest:
    """Write down one question and tell the asked."""
    asked = WitnessRequest.objects.create(
        mastery=mastery, asked=person, question=question, asked_at=at
    )
    audit.record(by=by, action="witness.ask", on=asked, at=at)
    url = reverse("witness", args=[asked.pk])
    notify([person], kind=ASKED, subject=asked.pk, url=url, by=by, at=at)
    return asked


def refuse_odd_witnesses(mastery: Mastery, people: Sequence[Person]) -> None:
    """Refuse nobody, too many, oneself, those who left, and those who are asked already."""
    open_ones = mastery.witness_requests.unanswered().values_list("asked", flat=True)
    asked = set(open_ones)
    sentence = "" if people else _("Choose whom to ask.")
    if len(people) + len(asked) > MOST:
        sentence = _("Ask at most %(most)s people at a time.") % {"most": MOST}
    for person in people:
        sentence = sentence or about_one(mastery, person, is_asked=person.pk in asked)
    if sentence:
        raise CannotAsk(sentence, fields={"people": sentence})


def about_one(mastery: Mastery, person: Person, *, is_asked: bool) -> str:
    """Return why this person cannot be asked, or nothing."""
    if person.pk == mastery.person_id:
        return _("Choose somebody else. Your own view is on the page already.")
    if person.has_left:
        return _("Choose somebody else. %(name)s has left.") % {"name": person.name}
    if is_asked:
        return _("You have asked %(name)s already.") % {"name": person.name}
    return ""


@transaction.atomic
def answer(
    asked: WitnessRequest, *, level: Level, words: str, by: Person, at: datetime
) -> Evidence:
    """Say what one saw, and which level's behaviour that was."""
    asked = locked(asked, by=by)
    refuse_level_of_another(asked.mastery.capability, level, field="level")
    sentence = _("Write what you saw. One moment is enough.")
    text = needed(words, field="words", longest=10_000, sentence=sentence)
    said = Evidence.objects.create(
        mastery=asked.mastery,
        kind=Evidence.Kind.WITNESS,
        level=level,
        by=by,
        words=text,
        said_on=day_of(at, by),
        added_at=at,
    )
    asked.answer, asked.answered_at, asked.declined_at = said, at, None
    asked.save(update_fields=["answer", "answered_at", "declined_at"])
    audit.record(by=by, action="witness.answer", on=asked, at=at)
    settle(asked.pk, kinds=[ASKED], at=at, person=by)
    mastery = asked.mastery
    url = reverse("mastery", args=[mastery.pk])
    notify([mastery.person], kind=ANSWERED, subject=said.pk, url=url, by=by, at=at)
    return said


@transaction.atomic
def decline(asked: WitnessRequest, *, by: Person, at: datetime) -> None:
    """Leave it unanswered for good. Nobody is told, and it looks like a question not yet read."""
    asked = locked(asked, by=by)
    asked.declined_at = asked.declined_at or at
    asked.save(update_fields=["declined_at"])
    audit.record(by=by, action="witness.decline", on=asked, at=at)
    settle(asked.pk, kinds=[ASKED], at=at, person=by)


def locked(asked: WitnessRequest, *, by: Person) -> WitnessRequest:
    """Return it as it stands, if this person is asked and can still answer."""
    if not policies.can_answer_as_witness(by, asked):
        raise PermissionDenied
    rows = WitnessRequest.objects.select_for_update(of=("self",), no_key=True)
    asked = rows.select_related("mastery__person", "mastery__capability").get(pk=asked.pk)
    if asked.answered_at:
        raise NotAskedAnyMore(_("You answered this before. You can take your words back."))
    if not policies.is_open(asked):
        raise NotAskedAnyMore(_("This question was taken back. Nothing was sent."))
    return asked


@transaction.atomic
def withdraw(asked: WitnessRequest, *, by: Person, at: datetime) -> None:
    """Ask no more; what was answered before stays."""
    if not policies.can_keep(by, asked.mastery):
        raise PermissionDenied
    waiting = WitnessRequest.objects.unanswered().filter(pk=asked.pk)
    if waiting.update(withdrawn_at=at):
        audit.record(by=by, action="witness.withdraw", on=asked, at=at)
        settle(asked.pk, kinds=[ASKED], at=at)
