"""Lines of the history of two people, and the last talks beside a talk (see `timeline`)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Left
from django.urls import reverse

from accounts.models import Coaching, Person
from dialogue.models import CheckIn

TALKS, COMMITMENTS, GOALS = "checkins", "commitments", "goals"
FEEDBACK, AGREEMENT = "feedback", "agreement"
OPENING = 160  # characters of longer texts that stand on a timeline
READ = OPENING + 1  # so that one knows whether there are more
TOLD_OF_TALKS = (
    *("person", "coaching", "held_at", "skipped_at", "cancelled_at"),
    *(Left("notes", READ), "skip_reason", "skipped_by"),
)


@dataclass(frozen=True)
class Entry:
    """One line of a timeline; `words` are shown only to who may read them.

    `state` is open, held, skipped or cancelled for a talk; open, done or dropped for a
    commitment, and empty where this reader is not told; praise or improvement for feedback;
    started, discussed, shared, changed, achieved or let_go for a goal; written for an agreement.
    `is_mine` is what this reader promised, gave, started or wrote. `giver` is who wrote feedback
    that one of the two received from a third person and shows to the other. `about` is the goal or
    the coaching that a line is about. Only where `tells_promises` is this reader told what was
    promised in a talk.
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
    giver: str = ""
    about: UUID | None = None


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


def pair(viewer: Person, other: Person) -> Pair:
    """Ask whether one coaches the other now."""
    active = Coaching.objects.active().filter(coach=viewer, coachee=other)
    return Pair(viewer, other, coaches=active.exists())


def latest_talks(two: Pair, *, limit: int) -> list[Entry]:
    """The newest talks of the two, the planned ones first, in one query."""
    talks = CheckIn.objects.visible_to(two.viewer).between(two.viewer, two.other).newest_first()
    numbers = (Count("commitments"), Count("commitments__done_at"))
    rows = talks.values_list(*numbers, "pk", "talk_at", *TOLD_OF_TALKS)[:limit]
    return [
        with_numbers(talk_entry(two, pk, at, *row), made, kept) for made, kept, pk, at, *row in rows
    ]


def latest_alike(checkin: CheckIn, viewer: Person, *, limit: int) -> list[Entry]:
    """The newest talks of the same group that somebody reads in full, or their reflections."""
    talks = CheckIn.objects.read_in_full_by(viewer).of_relation(checkin).newest_first()
    numbers = (Count("commitments"), Count("commitments__done_at"))
    everything = Pair(viewer, viewer, coaches=True)
    rows = talks.values_list(*numbers, "pk", "talk_at", *TOLD_OF_TALKS)[:limit]
    return [
        with_numbers(talk_entry(everything, pk, at, *row), made, kept)
        for made, kept, pk, at, *row in rows
    ]


def talk_entry(two: Pair, pk: UUID, at: datetime, *row: Any) -> Entry:
    person, coaching, held_at, skipped_at, cancelled_at, notes, reason, skipped_by = row
    in_full = two.reads_in_full(person, coaching)
    ends = {"held": held_at, "skipped": skipped_at, "cancelled": cancelled_at}
    why_skipped = reason if in_full or skipped_by == two.viewer.pk else ""
    return Entry(
        kind=TALKS,
        pk=pk,
        at=at,
        url=reverse("checkin", args=[pk]),
        state=next((end for end, moment in ends.items() if moment), "open"),
        words=(opening(notes) if in_full else "") or why_skipped,
        tells_promises=in_full,
    )


def opening(words: str, most: int = OPENING) -> str:
    """Return the first words of a longer text, and say where there are more."""
    return words.strip() if len(words) <= most else f"{words[:most].strip()}…"


def with_numbers(entry: Entry, made: int, kept: int) -> Entry:
    return replace(entry, made=made, kept=kept) if made and entry.tells_promises else entry
