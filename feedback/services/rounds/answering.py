"""Reviewers answer, read back and change what they wrote, or decline; until the round closes.

Of a confidential answer nothing is written but its own boxes: no audit line, no notification is
settled, no draft, no key of a form. Whoever adds a row here breaks the promise of the round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Person
from feedback import limits, words
from feedback.box import items as names
from feedback.models import Nomination, Round
from feedback.policies.rounds import is_asked
from feedback.rounds.items import NOT_SEEN, OF_A_CAPABILITY, Item, Part
from feedback.services.rounds import named, sealed
from feedback.services.rounds.errors import RoundIsClosed, WrongAnswer

NAMES: Final = {
    Part.TEXT: names.question,
    Part.SEEN: names.level,
    Part.KEEP: names.keep,
    Part.NEXT: names.next_time,
}
Answers = Mapping[Item, str]


@dataclass(frozen=True)
class Sheet:
    """What one reviewer wrote: texts, and for a behaviour the id of a level, or `NOT_SEEN`."""

    answers: Answers
    is_declined: bool


class Asked:
    """What a round asks, with the levels it was launched with."""

    def __init__(self, about: Round) -> None:
        self.about = about

    @cached_property
    def levels(self) -> dict[UUID, dict[str, int]]:
        """For each capability the position of each level, by the id of the level as text."""
        found = sorted(self.about.capabilities.all(), key=lambda one: one.position)
        return {one.pk: {str(row.pk): row.position for row in one.levels.all()} for one in found}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything that can be answered."""
        questions = sorted(self.about.questions.all(), key=lambda one: one.position)
        texts = [Item(question.pk, Part.TEXT) for question in questions]
        return (*texts, *(Item(pk, part) for pk in self.levels for part in OF_A_CAPABILITY))

    def sealed_value(self, item: Item, value: str) -> str:
        """Write a level as its position, which is the same for all who saw it."""
        if item.part == Part.SEEN and value not in ("", NOT_SEEN):
            return str(self.levels[item.of][value])
        return value

    def read_value(self, item: Item, value: str) -> str:
        """Read a position as the id of its level."""
        if item.part == Part.SEEN and value != NOT_SEEN:
            levels = self.levels[item.of]
            return next((pk for pk, position in levels.items() if str(position) == value), "")
        return value


def name_of(item: Item) -> str:
    """Return the name under which the box of an item is found."""
    return NAMES[item.part](item.of)


def reviewer_of(about: Round, person: Person) -> Nomination | None:
    """Return the invitation of this person; None for the subject, who answers about themselves."""
    if not is_asked(person, about):
        raise PermissionDenied
    if about.subject_id == person.pk:
        return None
    return Nomination.objects.select_related("round").get(round=about, person=person)


def answer(about: Round, *, answers: Answers, by: Person, at: datetime) -> None:
    """Save these answers of a reviewer, or of the subject; an empty one goes. Others stay."""
    save(about, reviewer_of(about, by), answers=answers, at=at)


def answer_as_partner(nomination: Nomination, *, answers: Answers, at: datetime) -> None:
    """The same, by the personal link of somebody outside."""
    save(nomination.round, nomination, answers=answers, at=at)


def save(about: Round, author: Nomination | None, *, answers: Answers, at: datetime) -> None:
    """Write by name or into the box, as the round promised; a decline is taken back with it."""
    fresh = require_open(about, at=at)
    asked = Asked(fresh)
    tidy = checked(answers, asked)
    if author is None or author.is_named:
        named.write(fresh, author, answers=tidy, at=at)
        return
    boxes: dict[str, str | None] = {
        name_of(item): asked.sealed_value(item, value) for item, value in tidy.items()
    }
    seal(fresh, author, {**boxes, names.DECLINED: None}, at=at)


def decline(about: Round, *, by: Person, at: datetime) -> None:
    """Say "not this time": what was written goes, and nobody is told."""
    say_no(about, reviewer_of(about, by), at=at)


def decline_as_partner(nomination: Nomination, *, at: datetime) -> None:
    """The same, by the personal link of somebody outside."""
    say_no(nomination.round, nomination, at=at)


def say_no(about: Round, author: Nomination | None, *, at: datetime) -> None:
    """Decline by name or in the box. The subject has nothing to decline."""
    if author is None:
        raise PermissionDenied
    fresh = require_open(about, at=at)
    if author.is_named:
        named.decline(fresh, author, at=at)
        return
    gone: dict[str, str | None] = {name_of(item): None for item in Asked(fresh).items}
    seal(fresh, author, {**gone, names.DECLINED: "1"}, at=at)


def take_back_decline(about: Round, *, by: Person, at: datetime) -> None:
    """Come back to it, as long as the round is open."""
    think_again(about, reviewer_of(about, by), at=at)


def take_back_decline_as_partner(nomination: Nomination, *, at: datetime) -> None:
    """The same, by the personal link of somebody outside."""
    think_again(nomination.round, nomination, at=at)


def think_again(about: Round, author: Nomination | None, *, at: datetime) -> None:
    """Take a decline away; where there is none, nothing happens."""
    save(about, author, answers={}, at=at)


def read_back(about: Round, author: Nomination | None) -> Sheet:
    """Return what an author wrote, for them alone: by name, or out of the box.

    After the release the box holds nothing.
    """
    if author is None or author.is_named:
        return Sheet(named.read(about, author), named.has_declined(author))
    asked = Asked(about)
    by_name = {name_of(item): item for item in asked.items}
    found = sealed.read(about, reviewer=author.pk, items=[*by_name, names.DECLINED])
    is_declined = found.pop(names.DECLINED, None) is not None
    answers = {by_name[name]: asked.read_value(by_name[name], text) for name, text in found.items()}
    return Sheet(answers, is_declined)


def seal(
    about: Round, author: Nomination, boxes: Mapping[str, str | None], *, at: datetime
) -> None:
    """Write into the box; it has its own look at whether the round is open."""
    try:
        sealed.write(about, reviewer=author.pk, answers=boxes, at=at)
    except sealed.Closed as error:
        raise RoundIsClosed(too_late()) from error


def require_open(about: Round, *, at: datetime) -> Round:
    """Return the round as it is now; raise `RoundIsClosed` unless it takes answers."""
    found = Round.objects.select_related("subject")
    fresh = found.prefetch_related("questions", "capabilities__levels").get(pk=about.pk)
    if fresh.cancelled_at or fresh.subject.has_left:
        raise RoundIsClosed(
            _("%(name)s has left, and nobody will read this round. Your answer is not needed.")
            % {"name": fresh.subject.called}
        )
    if not fresh.takes_answers(at):
        raise RoundIsClosed(too_late())
    return fresh


def too_late() -> str:
    """Say that late answers are refused, and what becomes of what was written before."""
    return _(
        "This round takes no answers now. What was saved before it closed stays as it was; late "
        "answers are taken from nobody."
    )


def checked(answers: Answers, asked: Asked) -> dict[Item, str]:
    """Return the answers as they can be kept; raise `WrongAnswer` for each that cannot."""
    tidy = {item: words.tidy(value) for item, value in answers.items()}
    mistakes = {
        f"{item.of}:{item.part.value}": sentence
        for item, value in tidy.items()
        if (sentence := mistake_in(item, value, asked))
    }
    if mistakes:
        raise WrongAnswer(next(iter(mistakes.values())), fields=mistakes)
    return {item: value if words.has_words(value) else "" for item, value in tidy.items()}


def mistake_in(item: Item, value: str, asked: Asked) -> str:
    """Return what keeps an answer from being kept, as a sentence."""
    if item not in asked.items:
        return _("This round does not ask that.")
    if item.part != Part.SEEN:
        return words.mistake_in(value, longest=limits.LONGEST_TEXT)
    known = value in ("", NOT_SEEN) or value in asked.levels[item.of]
    return "" if known else _("Choose what you have seen, or “not seen”.")
