"""The history of two people on one timeline, the newest first.

Each source is read through its own `visible_to`, and all of them in one statement, which
PostgreSQL plans once for each connection as long as it is the first page that is asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from core.addresses import address
from core.prepared import Question, rows
from dialogue.selectors.history import COMMITMENTS, GOALS, Entry, opening, with_numbers
from dialogue.selectors.timeline_sources import ALL, NEWS, SOURCES, Source

PAGES_OF = {
    "checkins": "checkin",
    "commitments": "checkin",
    "goals": "goal",
    "feedback": "feedback_piece",
    "agreement": "agreement",
}
WHOLE = (COMMITMENTS, GOALS)  # short enough to stand as they are
PROMISES = """
SELECT checkin_id, count(*), count(done_at) FROM dialogue_commitment
WHERE checkin_id = ANY(%s::uuid[]) GROUP BY checkin_id
"""
GIVERS = "SELECT id, name FROM accounts_person WHERE id = ANY(%s::uuid[])"


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


def timeline(
    viewer: Person, other: Person, *, most: int, show: str = "", until: datetime | None = None
) -> Timeline:
    """Return the newest `most` entries that `viewer` sees of the two.

    `show` leaves one kind; `until` leaves what happened before that moment.
    """
    sources = tuple(SOURCES.get(show, ALL))
    if viewer.left_at is not None:
        return Timeline((), 0)
    if until is None:
        found = first_pages(sources, most).rows(viewer.pk, other.pk)
    else:
        found = list(ask(viewer.pk, other.pk, sources, most=most, until=until))
    totals = {row[0]: row[3] for row in found}
    return Timeline(newest_first(found, most), sum(totals.values()))


def news(viewer: Person, other: Person, *, most: int) -> list[Entry]:
    """Return the newest `most` entries but for the talks, and for what is still to be done."""
    if viewer.left_at is not None:
        return []
    return newest_first(first_pages(NEWS, most).rows(viewer.pk, other.pk), most)


@cache
def first_pages(sources: tuple[Source, ...], most: int) -> Question:
    """Return the question for so many entries, written down once in a process."""
    return Question(lambda viewer, other: ask(viewer, other, sources, most=most), 2)


def ask(
    viewer: UUID,
    other: UUID,
    sources: tuple[Source, ...],
    *,
    most: int,
    until: datetime | None = None,
) -> QuerySet[Any, Any]:
    """Unite sources, each with its newest entries and their number."""
    one, two = Person(pk=viewer), Person(pk=other)
    first, *rest = [source(one, two, most, until) for source in sources]
    return first.union(*rest, all=True)


def newest_first(found: Iterable[Sequence[Any]], most: int) -> list[Entry]:
    """Describe the newest rows of all sources; what a third person wrote carries their name."""
    shown = sorted(found, key=lambda row: (row[2], row[0], row[1]), reverse=True)[:most]
    ids = list({row[8] for row in shown if row[8]})
    names: dict[UUID, str] = dict(rows(GIVERS, [ids])) if ids else {}
    return [entry_of(row, names) for row in shown]


def entry_of(row: Sequence[Any], names: dict[UUID, str]) -> Entry:
    source, pk, at, _all, state, words, is_mine, is_full, giver, target = row
    kind = source.partition(":")[0]
    return Entry(
        kind=kind,
        pk=pk,
        at=at,
        url=address(PAGES_OF[kind])(target),
        state=state,
        words=words.strip() if kind in WHOLE else opening(words),
        is_mine=is_mine,
        tells_promises=is_full and kind == "checkins",
        giver=names.get(giver, ""),
        about=target if kind in ("goals", "agreement") else None,
    )


def with_promises(entries: Sequence[Entry]) -> list[Entry]:
    """Add to talks that are read in full how many commitments were made in each, and kept."""
    talks = [entry.pk for entry in entries if entry.tells_promises]
    found = {pk: (made, kept) for pk, made, kept in rows(PROMISES, [talks])} if talks else {}
    return [with_numbers(entry, *found.get(entry.pk, (0, 0))) for entry in entries]
