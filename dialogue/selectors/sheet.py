"""The page of one talk, as one of its sides reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery

from accounts.models import Coaching, Person
from dialogue.holistic import is_only_about_tasks
from dialogue.models import (
    CheckIn,
    Confirmation,
    Participant,
    PrivateNote,
)
from dialogue.policies.checkins import why_over
from dialogue.selectors.about import Point, agenda_of
from dialogue.selectors.history import Entry, Pair, latest_alike, latest_talks
from dialogue.selectors.names import called, named
from dialogue.selectors.prepared import Prepared, Question, prepared_by, questions_of
from dialogue.selectors.promises import Promise, promises_on
from dialogue.selectors.reach import Learning, learning_goals, learning_of, newest_purpose

ON_THE_SIDE = 8


@dataclass(frozen=True)
class Part:
    """One of those who talk, with what they said they would do, share, and have confirmed.

    `prepared` is None as long as this reader does not see what they answered.
    """

    person: Person
    is_me: bool
    promises: tuple[Promise, ...]
    prepared: Prepared | None
    has_confirmed: bool


@dataclass(frozen=True)
class Sheet:
    """Everything on the page. Where `in_full` is false only this reader's own words are in it."""

    checkin: CheckIn
    viewer: Person
    called: str
    in_full: bool
    may_write: bool
    why_over: str
    questions: tuple[Question, ...]
    mine: Prepared
    parts: tuple[Part, ...]
    agenda: tuple[Point, ...]
    private_text: str
    private_version: int
    so_far: tuple[Entry, ...]
    next_at: datetime | None
    purpose: str
    learning: tuple[Learning, ...]

    @property
    def is_open(self) -> bool:
        return self.may_write and not self.why_over

    @property
    def me(self) -> Part:
        return self.parts[0]

    @property
    def they(self) -> tuple[Part, ...]:
        """The others; none in a reflection."""
        return self.parts[1:]

    @property
    def other(self) -> Person | None:
        """The other one of a pair."""
        return self.parts[1].person if self.checkin.partner_id else None

    @property
    def is_pair(self) -> bool:
        return self.checkin.partner_id is not None

    @property
    def ready(self) -> tuple[Part, ...]:
        """The others whose answers this reader sees."""
        return tuple(part for part in self.they if part.prepared)

    @property
    def i_confirmed(self) -> bool:
        return self.me.has_confirmed

    @property
    def they_confirmed(self) -> bool:
        """All the others have."""
        return bool(self.they) and all(part.has_confirmed for part in self.they)

    @property
    def unconfirmed(self) -> str:
        """Who has not confirmed the notes yet, beside this reader."""
        return named([part.person for part in self.they if not part.has_confirmed])

    @property
    def is_only_about_tasks(self) -> bool:
        """Neither what is asked nor what is on the agenda goes beyond what is to be done."""
        if any(point.about and point.about.is_learning for point in self.agenda):
            return False
        asked = [question.prompt.text for question in self.questions if question.prompt]
        return is_only_about_tasks([*asked, *(point.point.text for point in self.agenda)])

    @property
    def answered(self) -> int:
        """How many prompts I answered."""
        return sum(bool(question.mine) for question in self.questions if question.prompt)

    @property
    def asked(self) -> int:
        """How many prompts there are."""
        return sum(question.prompt is not None for question in self.questions)


def sheet_of(checkin: CheckIn, viewer: Person, at: datetime) -> Sheet:
    """Compose the page in a constant number of queries; `checkin` comes with its people."""
    state = state_of(checkin, viewer)
    goes_on = checkin.coaching_id is None or state["goes_on"]
    takes_part = viewer.pk in checkin.side_ids
    mine, theirs = prepared_by(checkin, viewer)
    so_far = latest_of(checkin, viewer, coaches=state["coaches"], limit=ON_THE_SIDE)
    return Sheet(
        checkin=checkin,
        viewer=viewer,
        called=called(checkin, viewer),
        in_full=takes_part and (checkin.person_id == viewer.pk or goes_on),
        may_write=takes_part and goes_on and not viewer.has_left,
        why_over=why_over(checkin),
        questions=questions_of(checkin, mine, theirs),
        mine=mine or Prepared({}),
        parts=parts_of(checkin, viewer, theirs, state["confirmed_by"], at),
        agenda=agenda_of(checkin, viewer),
        private_text=state["private_text"] or "",
        private_version=state["private_version"] or 0,
        so_far=tuple(so_far),
        next_at=next_of(checkin, so_far, at),
        purpose=state["purpose"] or "",
        learning=learning_of(state["learning"]),
    )


def latest_of(checkin: CheckIn, viewer: Person, *, coaches: bool, limit: int) -> list[Entry]:
    """The newest talks of the same people, as far as this side reads them."""
    if checkin.partner_id:
        return latest_talks(Pair(viewer, checkin.other_side(viewer), coaches), limit=limit)
    return latest_alike(checkin, viewer, limit=limit)


def parts_of(
    checkin: CheckIn,
    viewer: Person,
    theirs: dict[UUID, Prepared],
    confirmed: Sequence[UUID],
    at: datetime,
) -> tuple[Part, ...]:
    """Those who talk, this reader first; who left the group shows where they shared something."""
    promises = promises_on(checkin, viewer, at)
    told = {*theirs, *(one.commitment.who_id for one in promises)}
    now = [side for side in checkin.sides if side.pk != viewer.pk]
    left = [one.person for one in before(checkin) if one.person_id in told - {viewer.pk}]
    seen = now if viewer.pk in checkin.side_ids else []
    return tuple(
        Part(
            person=person,
            is_me=person.pk == viewer.pk,
            promises=tuple(one for one in promises if one.commitment.who_id == person.pk),
            prepared=theirs.get(person.pk),
            has_confirmed=person.pk in confirmed,
        )
        for person in (viewer, *seen, *left)
    )


def before(checkin: CheckIn) -> list[Participant]:
    """Who left the group."""
    return [one for one in checkin.group if one.left_at] if checkin.is_group else []


def state_of(checkin: CheckIn, viewer: Person) -> dict[str, Any]:
    """What changes from request to request, in one query: relation, confirmations, own note.

    And what is always in reach: what the organisation is here for, and what its sides learn.
    """
    coaching = Coaching.objects.active().filter(
        coach=OuterRef("partner"), coachee=OuterRef("person")
    )
    coached = Coaching.objects.active().filter(coach=viewer, coachee__in=checkin.side_ids)
    note = PrivateNote.objects.visible_to(viewer).filter(checkin=OuterRef("pk"))
    confirmed = Confirmation.objects.filter(checkin=OuterRef("pk")).values("person")
    annotated = CheckIn.objects.filter(pk=checkin.pk).annotate(
        goes_on=Exists(coaching),
        coaches=Exists(coached),
        confirmed_by=ArraySubquery(confirmed),
        private_text=Subquery(note.values("text")[:1]),
        private_version=Subquery(note.values("version")[:1]),
        purpose=Subquery(newest_purpose(viewer)),
        learning=ArraySubquery(learning_goals(checkin, viewer)),
    )
    return annotated.values(
        "goes_on",
        "coaches",
        "confirmed_by",
        "private_text",
        "private_version",
        "purpose",
        "learning",
    ).get()


def next_of(checkin: CheckIn, so_far: list[Entry], at: datetime) -> datetime | None:
    """When they talk next, this talk apart."""
    coming = [e.at for e in so_far if e.state == "open" and e.pk != checkin.pk and e.at >= at]
    return min(coming, default=None)
