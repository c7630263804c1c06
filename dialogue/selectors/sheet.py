"""The page of one talk, as one of its two sides reads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import Coaching, Person
from dialogue.models import (
    AgendaPoint,
    CheckIn,
    Commitment,
    Confirmation,
    Preparation,
    PrivateNote,
    Prompt,
)
from dialogue.policies.checkins import why_over
from dialogue.selectors.history import Entry, Pair, latest_talks

LATELY = timedelta(days=14)  # what was kept lately stays in view, so that a tick can be undone
ON_THE_SIDE = 8


@dataclass(frozen=True)
class Question:
    """One prompt (None: whatever else is to be said) with the answers this reader may see."""

    prompt: Prompt | None
    mine: str
    theirs: str


@dataclass(frozen=True)
class Prepared:
    """One side's preparation: its answers by prompt, and what was chosen about sharing."""

    answers: dict[UUID | None, str]
    version: int = 0
    saved_at: datetime | None = None
    shares_at_start: bool = True
    shared_at: datetime | None = None


@dataclass(frozen=True)
class Point:
    """A point of the agenda, and what this reader may do with it."""

    point: AgendaPoint
    author: Person
    is_mine: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Promise:
    """A commitment, and what this reader may do with it."""

    commitment: Commitment
    is_mine: bool
    may_drop: bool
    carried_from: datetime | None


@dataclass(frozen=True)
class Sheet:
    """Everything on the page. Where `in_full` is false only this reader's own words are in it."""

    checkin: CheckIn
    viewer: Person
    other: Person
    in_full: bool
    may_write: bool
    why_over: str
    questions: tuple[Question, ...]
    mine: Prepared
    theirs: Prepared | None
    agenda: tuple[Point, ...]
    my_promises: tuple[Promise, ...]
    their_promises: tuple[Promise, ...]
    private_text: str
    private_version: int
    i_confirmed: bool
    they_confirmed: bool
    so_far: tuple[Entry, ...]
    next_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.may_write and not self.why_over

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
    other = checkin.other_side(viewer)
    state = state_of(checkin, viewer)
    goes_on = checkin.coaching_id is None or state["goes_on"]
    may_write = goes_on and not viewer.has_left
    mine, theirs = prepared_by(checkin, viewer, other)
    promises = promises_on(checkin, viewer, at)
    so_far = latest_talks(Pair(viewer, other, state["coaches"]), limit=ON_THE_SIDE)
    return Sheet(
        checkin=checkin,
        viewer=viewer,
        other=other,
        in_full=checkin.person_id == viewer.pk or goes_on,
        may_write=may_write,
        why_over=why_over(checkin),
        questions=questions_of(checkin, mine, theirs),
        mine=mine or Prepared({}),
        theirs=theirs,
        agenda=agenda_of(checkin, viewer),
        my_promises=tuple(one for one in promises if one.is_mine),
        their_promises=tuple(one for one in promises if not one.is_mine),
        private_text=state["private_text"] or "",
        private_version=state["private_version"] or 0,
        i_confirmed=viewer.pk in state["confirmed_by"],
        they_confirmed=other.pk in state["confirmed_by"],
        so_far=tuple(so_far),
        next_at=next_of(checkin, so_far, at),
    )


def state_of(checkin: CheckIn, viewer: Person) -> dict[str, Any]:
    """What changes from request to request, in one query: relation, confirmations, own note."""
    coaching = Coaching.objects.active().filter(
        coach=OuterRef("partner"), coachee=OuterRef("person")
    )
    coached = Coaching.objects.active().filter(coach=viewer, coachee=checkin.other_side(viewer))
    note = PrivateNote.objects.visible_to(viewer).filter(checkin=OuterRef("pk"))
    confirmed = Confirmation.objects.filter(checkin=OuterRef("pk")).values("person")
    annotated = CheckIn.objects.filter(pk=checkin.pk).annotate(
        goes_on=Exists(coaching),
        coaches=Exists(coached),
        confirmed_by=ArraySubquery(confirmed),
        private_text=Subquery(note.values("text")[:1]),
        private_version=Subquery(note.values("version")[:1]),
    )
    return annotated.values(
        "goes_on", "coaches", "confirmed_by", "private_text", "private_version"
    ).get()


def prepared_by(
    checkin: CheckIn, viewer: Person, other: Person
) -> tuple[Prepared | None, Prepared | None]:
    """My preparation, and the other side's where I may read it, in one query."""
    rows = Preparation.objects.visible_to(viewer).filter(checkin=checkin).values(
        "person", "version", "saved_at", "shares_at_start", "shared_at", "answers__prompt",
        "answers__text",
    )  # fmt: skip
    found: dict[UUID, Prepared] = {}
    for row in rows:
        prepared = found.setdefault(
            row["person"],
            Prepared({}, row["version"], row["saved_at"], row["shares_at_start"], row["shared_at"]),
        )
        if row["answers__text"] is not None:
            prepared.answers[row["answers__prompt"]] = row["answers__text"]
    return found.get(viewer.pk), found.get(other.pk)


def questions_of(
    checkin: CheckIn, mine: Prepared | None, theirs: Prepared | None
) -> tuple[Question, ...]:
    prompts: list[Prompt | None] = [*prompts_of(checkin)]
    return tuple(
        Question(prompt, *(answer(side, prompt) for side in (mine, theirs)))
        for prompt in [*prompts, None]
    )


def prompts_of(checkin: CheckIn) -> list[Prompt]:
    """What this talk asks, in its order."""
    return list(checkin.template.prompts.order_by("position")) if checkin.template else []


def answer(side: Prepared | None, prompt: Prompt | None) -> str:
    return side.answers.get(prompt.pk if prompt else None, "") if side else ""


def agenda_of(checkin: CheckIn, viewer: Person) -> tuple[Point, ...]:
    points = list(AgendaPoint.objects.visible_to(viewer).filter(checkin=checkin).in_order())
    sides = {side.pk: side for side in checkin.sides}
    last = len(points) - 1
    return tuple(
        Point(point, sides[point.author_id], point.author_id == viewer.pk, n == 0, n == last)
        for n, point in enumerate(points)
    )


def promises_on(checkin: CheckIn, viewer: Person, at: datetime) -> list[Promise]:
    """Commitments made in this talk; on an open one also those of earlier talks that are open."""
    here = Q(checkin=checkin)
    if not why_over(checkin):
        lately = Q(done_at__gte=at - LATELY)
        here |= Q(done_at__isnull=True) | lately
    rows = (
        Commitment.objects.visible_to(viewer)
        .between(*checkin.sides)
        .filter(here)
        .filter(dropped_at__isnull=True)
        .select_related("checkin")
        .defer("checkin__notes")
        .order_by("made_at", "pk")
    )
    return [
        Promise(
            commitment=row,
            is_mine=row.who_id == viewer.pk,
            may_drop=viewer.pk in (row.who_id, row.made_by_id),
            carried_from=row.checkin.talk_at if row.checkin_id != checkin.pk else None,
        )
        for row in rows
    ]


def next_of(checkin: CheckIn, so_far: list[Entry], at: datetime) -> datetime | None:
    """When the two talk next, this talk apart."""
    coming = [e.at for e in so_far if e.state == "open" and e.pk != checkin.pk and e.at >= at]
    return min(coming, default=None)
