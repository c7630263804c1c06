"""Feedback is given."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from core import audit
from core.errors import RuleError
from core.new_rows import add, in_one_go
from feedback import limits, words
from feedback.models import Feedback
from feedback.selectors.protection import slowed
from feedback.selectors.room import Room, room_for
from feedback.services.drafts import discard_draft
from feedback.services.learning import refuse_before_course
from feedback.services.links import check_links, check_talk, keep_values
from feedback.services.turns import take_turn
from goals.models import Capability, Goal, Value
from notifications.services.notify import Matter, notify_each


class IncompletePiece(RuleError):
    """Something that makes it usable is missing, or too long."""


class WrongRecipients(RuleError):
    """Nobody, oneself, too many, or somebody who has left."""


class EnoughForNow(RuleError):
    """The giver reached a limit that keeps feedback kind."""


class WrongMoment(RuleError):
    """It can go out within the next sixty days, and not before now."""


class AlreadySent(RuleError):
    """The draft was sent before, with other words."""


@dataclass(frozen=True)
class Piece:
    """What a giver writes; names as in the API."""

    kind: str
    readers: str
    behaviour: str
    situation: str = ""
    impact: str = ""
    recommendation: str = ""
    goal: Goal | None = None
    capability: Capability | None = None
    values: Sequence[Value] = ()
    checkin: UUID | None = None
    send_at: datetime | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in TEXTS}

    @property
    def tidied(self) -> "Piece":
        """The same with one kind of line break and no blanks around the texts."""
        return replace(
            self,
            situation=words.tidy(self.situation),
            behaviour=words.tidy(self.behaviour),
            impact=words.tidy(self.impact),
            recommendation=words.tidy(self.recommendation),
        )


TEXTS = ("situation", "behaviour", "impact", "recommendation")


@in_one_go()
def give(
    recipients: Sequence[Person],
    *,
    what: Piece,
    by: Person,
    at: datetime,
    draft: UUID | None = None,
    asked_at: datetime | None = None,
) -> list[Feedback]:
    """Give each of the recipients a copy, tell them, and return the copies in that order.

    `asked_at` is when the recipients asked for it: what somebody asked for is part of no pattern,
    does not wait, and reaches them whatever they pause.
    A draft is sent once: the same words again return the copies that went then; other words raise
    `AlreadySent`. Raises `IncompletePiece`, `WrongRecipients` and `EnoughForNow` with a sentence
    for each field concerned, and `CourseFirst` where the organisation asks for the course.
    """
    what, people = what.tidied, list({person.pk: person for person in recipients}.values())
    check_piece(what)
    check_links(capability=what.capability, values=what.values)
    check_talk(what.checkin, people, by=by)
    take_turn(by)
    room = room_for(by, people, at=at)
    check_recipients(people, by=by, most=room.pieces_of_a_giver)
    if draft and (sent := copies_of(draft, what=what, by=by)):
        return sent
    if what.kind == Feedback.Kind.IMPROVEMENT:
        refuse_before_course(by)
    check_limits(people, what=what, room=room)
    check_moment(what.send_at, at=at)
    copies = made_copies(people, what=what, by=by, at=at, batch=draft or uuid.uuid4())
    decide_arrival(copies, at=at, asked_at=asked_at, paused=room.paused)
    add(*copies, *(audit.line(by=by, action="feedback.give", on=one, at=at) for one in copies))
    keep_values(copies, what.values)
    tell(copies, by=by, at=at)
    if draft:
        discard_draft(draft, by=by)
    return copies


def made_copies(
    people: Sequence[Person], *, what: Piece, by: Person, at: datetime, batch: UUID
) -> list[Feedback]:
    """Make one row for each of the people."""
    return [
        Feedback(
            giver=by,
            recipient=person,
            batch=batch,
            kind=what.kind,
            readers=what.readers,
            goal=what.goal,
            capability=what.capability,
            checkin=what.checkin,
            given_at=at,
            send_at=what.send_at,
            written_at=at if what.send_at else None,
            **what.texts,
        )
        for person in people
    ]


def decide_arrival(
    copies: Sequence[Feedback], *, at: datetime, asked_at: datetime | None, paused: frozenset[UUID]
) -> None:
    """Say of each copy whether it waits for the weekly batch, or is kept aside.

    What goes out later waits for its moment, and this is decided then. Who pauses is asked every
    time, so that nobody can tell by the time it takes that somebody does.
    """
    people = [copy.recipient for copy in copies]
    improves = any(copy.is_improvement for copy in copies)
    slow = slowed(copies[0].giver, people, at=at) if improves else frozenset()
    for copy in copies:
        copy.asked_at = asked_at
        if copy.send_at:
            copy.held_until = copy.send_at
        if copy.send_at or asked_at:
            continue
        if copy.recipient_id in slow:
            copy.held_until = limits.next_batch(at)
        elif copy.recipient_id in paused:
            copy.kept_aside_at = at


def tell(copies: Sequence[Feedback], *, by: Person, at: datetime) -> None:
    """Tell recipients of what does not wait; what is kept aside has no reason to be told yet."""
    here = [copy for copy in copies if copy.held_until is None]
    matters = [Matter(copy.recipient, copy.pk, copy.get_absolute_url()) for copy in here]
    notify_each(matters, kind="feedback.received", by=by, at=at)


def copies_of(draft: UUID, *, what: Piece, by: Person) -> list[Feedback]:
    """Return what was sent from this draft before; raise `AlreadySent` if the words differ."""
    sent = list(Feedback.objects.filter(giver=by, batch=draft).with_links().order_by("pk"))
    if sent and any(getattr(sent[0], name) != text for name, text in what.texts.items()):
        raise AlreadySent(
            _("This draft was sent from another tab, with other words. Keep these as a new draft.")
        )
    return sent


def check_piece(what: Piece) -> None:
    """Raise `IncompletePiece` with a sentence for each field to be corrected."""
    missing = {
        name: sentence
        for name, sentence in required(what).items()
        if not words.has_words(getattr(what, name))
    }
    faulty = {
        name: sentence
        for name, text in what.texts.items()
        if (sentence := words.mistake_in(text, longest=limits.LONGEST_TEXT))
    }
    if mistakes := {**choices_to_correct(what), **missing, **faulty}:
        raise IncompletePiece(next(iter(mistakes.values())), fields=mistakes)


def required(what: Piece) -> dict[str, str]:
    """Return what must not be empty, each with what to say when it is (see `Feedback`)."""
    if what.kind != Feedback.Kind.IMPROVEMENT:
        return {"behaviour": _("Say what you saw or heard.")}
    return {
        "situation": _("Say when and where it was, so that it can be remembered."),
        "behaviour": _("Say what you saw or heard."),
        "impact": _("Say what it led to, so that it is clear why it matters."),
        "recommendation": _("Say one thing to try next time. An improvement needs it."),
    }


def choices_to_correct(what: Piece) -> dict[str, str]:
    """Return what is wrong with kind and readers, each as a sentence."""
    mistakes = {}
    if what.kind not in Feedback.Kind.values:
        mistakes["kind"] = _("Choose praise or improvement.")
    if what.readers not in Feedback.Readers.values:
        mistakes["readers"] = _("Choose who reads it.")
    elif what.readers == Feedback.Readers.EVERYONE and what.kind == Feedback.Kind.IMPROVEMENT:
        mistakes["readers"] = _("An improvement is never shown to everyone. Choose who reads it.")
    return mistakes


def check_recipients(people: Sequence[Person], *, by: Person, most: int) -> None:
    """Raise `WrongRecipients` unless these are colleagues who are here."""
    left = next((person for person in people if person.has_left), None)
    if not people:
        sentence = _("Choose who this is for.")
    elif len(people) > most:
        sentence = _("Choose at most %(most)s people at once.") % {"most": most}
    elif any(person.pk == by.pk for person in people):
        sentence = _("Choose somebody else. Feedback to yourself has its place in a check-in.")
    elif left:
        sentence = _("Choose somebody else. %(name)s has left.") % {"name": left.name}
    else:
        return
    raise WrongRecipients(sentence, fields={"recipients": sentence})


def check_moment(moment: datetime | None, *, at: datetime) -> None:
    """Raise `WrongMoment` unless it goes out at once, or at a moment within sixty days."""
    if moment is None:
        return
    if moment <= at:
        sentence = _("Choose a moment that is still to come, or none to send it now.")
    elif moment > at + limits.SENT_WITHIN:
        sentence = _("Choose a day within the next %(days)s days.") % {
            "days": limits.SENT_WITHIN.days
        }
    else:
        return
    raise WrongMoment(sentence, fields={"send_at": sentence})


def check_limits(people: Sequence[Person], *, what: Piece, room: Room) -> None:
    """Raise `EnoughForNow` when the giver's day or a pair's week is full."""
    spent, most = room.spent, room.pieces_of_a_giver
    if spent.today + len(people) > most:
        raise EnoughForNow(day_is_full(most - spent.today, most=most))
    if what.kind == Feedback.Kind.IMPROVEMENT:
        check_pairs(people, spent=spent.improvements, most=room.improvements_for_a_pair)


def check_pairs(people: Sequence[Person], *, spent: Mapping[UUID, int], most: int) -> None:
    """Raise `EnoughForNow` when somebody got enough improvements from this giver this week."""
    for person in people:
        if spent.get(person.pk, 0) >= most:
            sentence = ngettext(
                "%(name)s has had an improvement from you within a week. "
                "Keep this as a draft, and let that one work first.",
                "%(name)s has had %(most)s improvements from you within a week. "
                "Keep this as a draft, and let those work first.",
                most,
            ) % {"name": person.called, "most": most}
            raise EnoughForNow(sentence, fields={"recipients": sentence})


def day_is_full(free: int, *, most: int) -> str:
    """Say how many more can be sent within these 24 hours."""
    if free <= 0:
        return _(
            "You have sent %(most)s pieces of feedback within 24 hours. "
            "Keep this as a draft and send it tomorrow."
        ) % {"most": most}
    return ngettext(
        "You can send %(free)s more piece of feedback within these 24 hours. Choose fewer people.",
        "You can send %(free)s more pieces of feedback within these 24 hours. Choose fewer people.",
        free,
    ) % {"free": free}
