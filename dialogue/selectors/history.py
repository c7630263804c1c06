"""The history of two people on one timeline: their talks, what came of them, and feedback.

A further source (goals they share) is one more function like `talks_of` in `SOURCES`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet, Window
from django.db.models.functions import Left
from django.urls import reverse

from accounts.models import Coaching, Person
from dialogue.models import CheckIn, Commitment
from feedback.models import Feedback

TALKS, COMMITMENTS, FEEDBACK = "checkins", "commitments", "feedback"
OPENING = 160  # characters of longer texts that stand on a timeline
TOLD_OF_TALKS = (
    *("person", "coaching", "held_at", "skipped_at", "cancelled_at"),
    *(Left("notes", OPENING), "skip_reason", "skipped_by"),
)
ALL_OF_THEM = Window(Count("pk"))  # beside each row, how many there are


@dataclass(frozen=True)
class Entry:
    """One line of a timeline; `words` are shown only to who may read them.

    `state` is open, held, skipped or cancelled for a talk; open, done or dropped for a
    commitment, and empty where this reader is not told; praise or improvement for feedback.
    `is_mine` is what this reader promised, or gave. Only where `tells_promises` is this reader told
    what was promised in a talk.
    """

    kind: str
    pk: UUID
    at: datetime
    url: str
    state: str
    words: str
    is_mine: bool = False
    kept: int = 0
    made: int = 0
    tells_promises: bool = False


@dataclass(frozen=True)
class Pair:
    """Two people as one of them sees their history; `coaches`: the viewer coaches the other now."""

    viewer: Person
    other: Person
    coaches: bool

    def reads_in_full(self, person: UUID, coaching: UUID | None) -> bool:
        """Tell whether the viewer reads all that is shared on a talk of the two.

        Twin of `querysets.checkins.reads_in_full`; `person` and `coaching` are those of the talk.
        """
        return person == self.viewer.pk or coaching is None or self.coaches


class Found(NamedTuple):
    """The newest entries of one kind, and how many there are."""

    entries: list[Entry]
    number: int


@dataclass(frozen=True)
class Timeline:
    """Entries of all kinds, the newest first, as far as they were asked for; pages can be cut."""

    entries: Sequence[Entry]
    number: int

    def count(self) -> int:
        """Return how many entries there are, loaded or not."""
        return self.number

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, part: slice) -> list[Entry]:
        return with_promises(self.entries[part])


def pair(viewer: Person, other: Person) -> Pair:
    """Ask whether one coaches the other now."""
    active = Coaching.objects.active().filter(coach=viewer, coachee=other)
    return Pair(viewer, other, coaches=active.exists())


def timeline(viewer: Person, other: Person, *, most: int, show: str = "") -> Timeline:
    """Return the newest `most` entries that `viewer` sees of the two; `show` leaves one kind."""
    two = pair(viewer, other)
    kinds = [SOURCES[show]] if show in SOURCES else SOURCES.values()
    found = [kind(two, most) for kind in kinds]
    entries = sorted(chain.from_iterable(kind.entries for kind in found), key=lambda one: one.pk)
    entries.sort(key=lambda one: one.at, reverse=True)
    return Timeline(entries[:most], sum(kind.number for kind in found))


def latest_talks(two: Pair, *, limit: int) -> list[Entry]:
    """The newest talks of the two, the planned ones first, in one query."""
    talks = CheckIn.objects.visible_to(two.viewer).between(two.viewer, two.other).newest_first()
    numbers = (Count("commitments"), Count("commitments__done_at"))
    rows = talks.values_list(*numbers, "pk", "talk_at", *TOLD_OF_TALKS)[:limit]
    return [
        with_numbers(talk_entry(two, pk, at, 0, *row), made, kept)
        for made, kept, pk, at, *row in rows
    ]


def latest_alike(checkin: CheckIn, viewer: Person, *, limit: int) -> list[Entry]:
    """The newest talks of the same group that somebody reads in full, or their reflections."""
    talks = CheckIn.objects.read_in_full_by(viewer).of_relation(checkin).newest_first()
    numbers = (Count("commitments"), Count("commitments__done_at"))
    everything = Pair(viewer, viewer, coaches=True)
    rows = talks.values_list(*numbers, "pk", "talk_at", *TOLD_OF_TALKS)[:limit]
    return [
        with_numbers(talk_entry(everything, pk, at, 0, *row), made, kept)
        for made, kept, pk, at, *row in rows
    ]


def newest(rows: QuerySet[Any, Any], moment: str, *columns: Any, most: int) -> list[Any]:
    """Read id, moment, how many there are, and further columns of the newest rows."""
    ordered = rows.order_by(f"-{moment}", "pk")
    return list(ordered.values_list("pk", moment, ALL_OF_THEM, *columns)[:most])


def total(rows: Sequence[Any]) -> int:
    return rows[0][2] if rows else 0


def talks_of(two: Pair, most: int) -> Found:
    """Describe talks: how they ended, and the first words of the notes or why they were skipped."""
    rows = newest(
        CheckIn.objects.visible_to(two.viewer).between(two.viewer, two.other), "talk_at",
        *TOLD_OF_TALKS, most=most,
    )  # fmt: skip
    return Found([talk_entry(two, *row) for row in rows], total(rows))


def talk_entry(two: Pair, pk: UUID, at: datetime, _all: int, *row: Any) -> Entry:
    person, coaching, held_at, skipped_at, cancelled_at, opening, reason, skipped_by = row
    in_full = two.reads_in_full(person, coaching)
    ends = {"held": held_at, "skipped": skipped_at, "cancelled": cancelled_at}
    why_skipped = reason if in_full or skipped_by == two.viewer.pk else ""
    return Entry(
        kind=TALKS,
        pk=pk,
        at=at,
        url=reverse("checkin", args=[pk]),
        state=next((end for end, moment in ends.items() if moment), "open"),
        words=(opening.strip() if in_full else "") or why_skipped,
        tells_promises=in_full,
    )


def with_promises(entries: Sequence[Entry]) -> list[Entry]:
    """Add to talks that are read in full how many commitments were made in each, and kept."""
    talks = [entry.pk for entry in entries if entry.tells_promises]
    made = Commitment.objects.filter(checkin__in=talks).order_by().values("checkin")
    numbers = made.values_list("checkin", Count("pk"), Count("done_at"))
    found = {pk: (number, kept) for pk, number, kept in numbers} if talks else {}
    return [with_numbers(entry, *found.get(entry.pk, (0, 0))) for entry in entries]


def with_numbers(entry: Entry, made: int, kept: int) -> Entry:
    return replace(entry, made=made, kept=kept) if made and entry.tells_promises else entry


def commitments_of(two: Pair, most: int) -> Found:
    """Describe commitments; whether they were kept is told to who reads the talk in full."""
    rows = newest(
        Commitment.objects.visible_to(two.viewer).between(two.viewer, two.other), "made_at",
        "checkin", "checkin__person", "checkin__coaching", "what", "who", "done_at", "dropped_at",
        most=most,
    )  # fmt: skip
    return Found([commitment_entry(two, *row) for row in rows], total(rows))


def commitment_entry(two: Pair, pk: UUID, at: datetime, _all: int, *row: Any) -> Entry:
    checkin, person, coaching, what, who, done_at, dropped_at = row
    is_mine = who == two.viewer.pk
    ends = {"done": done_at, "dropped": dropped_at}
    state = next((end for end, moment in ends.items() if moment), "open")
    return Entry(
        kind=COMMITMENTS,
        pk=pk,
        at=at,
        url=reverse("checkin", args=[checkin]),
        state=state if is_mine or two.reads_in_full(person, coaching) else "",
        words=what,
        is_mine=is_mine,
    )


def feedback_of(two: Pair, most: int) -> Found:
    """Describe feedback between the two by what was seen, as far as it fits on a line."""
    rows = newest(
        Feedback.objects.visible_to(two.viewer).between(two.viewer, two.other), "given_at",
        "kind", Left("behaviour", OPENING), "giver", most=most,
    )  # fmt: skip
    return Found([feedback_entry(two, *row) for row in rows], total(rows))


def feedback_entry(two: Pair, pk: UUID, at: datetime, _all: int, *row: Any) -> Entry:
    kind, opening, giver = row
    return Entry(
        kind=FEEDBACK,
        pk=pk,
        at=at,
        url=reverse("feedback_piece", args=[pk]),
        state=kind,
        words=opening.strip(),
        is_mine=giver == two.viewer.pk,
    )


SOURCES: dict[str, Callable[[Pair, int], Found]] = {
    TALKS: talks_of,
    COMMITMENTS: commitments_of,
    FEEDBACK: feedback_of,
}
