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
from django.urls import reverse

from accounts.models import Person
from core.prepared import Question, rows
from dialogue.selectors.history import Entry, with_numbers
from dialogue.selectors.timeline_sources import SOURCES

PAGES_OF = {
    "checkins": "checkin",
    "commitments": "checkin",
    "goals": "goal",
    "feedback": "feedback_piece",
}
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
    if viewer.left_at is not None:
        return Timeline((), 0)
    kind = show if show in SOURCES else ""
    if until is None:
        found = first_pages(kind, most).rows(viewer.pk, other.pk)
    else:
        found = list(ask(viewer.pk, other.pk, kind=kind, most=most, until=until))
    totals = {row[0]: row[3] for row in found}
    found.sort(key=lambda row: (row[2], row[0], row[1]), reverse=True)
    return Timeline(with_givers(found[:most]), sum(totals.values()))


@cache
def first_pages(kind: str, most: int) -> Question:
    """Return the question for so many entries, written down once in a process."""
    return Question(lambda viewer, other: ask(viewer, other, kind=kind, most=most), 2)


def ask(
    viewer: UUID, other: UUID, *, kind: str, most: int, until: datetime | None = None
) -> QuerySet[Any, Any]:
    """Unite the sources of one kind, or all, each with its newest entries and their number."""
    one, two = Person(pk=viewer), Person(pk=other)
    chosen = SOURCES[kind] if kind else [source for each in SOURCES.values() for source in each]
    first, *rest = [source(one, two, most, until) for source in chosen]
    return first.union(*rest, all=True)


def with_givers(found: Iterable[Sequence[Any]]) -> list[Entry]:
    """Describe rows; what a third person wrote carries their name."""
    shown = list(found)
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
        url=address(kind, target),
        state=state,
        words=words.strip(),
        is_mine=is_mine,
        tells_promises=is_full and kind == "checkins",
        giver=names.get(giver, ""),
        about=target if kind in ("goals", "agreement") else None,
    )


def address(kind: str, target: UUID) -> str:
    if kind == "agreement":
        return reverse("agreement", args=[target])
    return reverse(PAGES_OF[kind], args=[target])


def with_promises(entries: Sequence[Entry]) -> list[Entry]:
    """Add to talks that are read in full how many commitments were made in each, and kept."""
    talks = [entry.pk for entry in entries if entry.tells_promises]
    found = {pk: (made, kept) for pk, made, kept in rows(PROMISES, [talks])} if talks else {}
    return [with_numbers(entry, *found.get(entry.pk, (0, 0))) for entry in entries]
