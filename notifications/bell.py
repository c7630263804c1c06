"""What waits for somebody right now, asked on every page, so its SQL is put together only once.

The reasons of all kinds make a long condition; Django needs longer to write it down than
PostgreSQL to answer it. It depends on the person and the moment alone, so it is written twice with
made-up values, and where the two differ the real ones are put in. What is asked may depend on
nothing else of the person: not on the role, the language or the time zone.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from core import prepared
from notifications.models import Notification

MOST: Final = 50  # the bell counts no further
PLACES: Final = ("%(person)s", "%(at)s", "%(day)s")
Question = Callable[[Person, datetime], "QuerySet[Notification, Any]"]

ONE: Final = datetime(2001, 2, 3, 4, 5, tzinfo=UTC)
OTHER: Final = datetime(2006, 7, 8, 9, 10, tzinfo=UTC)


class Unforeseen(Exception):
    """A condition depends on something else than the person, the moment and its day."""


def write(question: Question) -> str:
    """Write a question down, with the places of what it depends on. Raises Unforeseen.

    Constants are part of the statement: only so can PostgreSQL keep one plan for all values, since
    an index on part of the rows is of use only if the plan knows that no others are meant.
    """
    both = (UUID(int=1), ONE, ONE.date()), (UUID(int=2), OTHER, OTHER.date())
    (sql, ones), (same, others) = (
        question(Person(pk=pk), moment).query.sql_with_params() for pk, moment, _day in both
    )
    if sql != same:
        raise Unforeseen
    pairs = list(zip(*both, strict=True))
    written = (part(pair, pairs) for pair in zip(ones, others, strict=True))
    return sql.replace("%%", "%%%%") % tuple(written)


def part(pair: tuple[Any, Any], pairs: list[tuple[Any, Any]]) -> str:
    """Return what stands for a parameter: its place, or a value that was the same both times."""
    if pair in pairs:
        return PLACES[pairs.index(pair)]
    if pair[0] != pair[1]:
        raise Unforeseen
    return prepared.literal(pair[0])


class Asked:
    """A question that is written down at its first use in a process."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.written = ""
        self.is_plain = True

    def rows(self, person: Person, at: datetime) -> list[tuple[Any, ...]]:
        """Return what the question answers, as tuples; nothing for somebody who has left."""
        if person.left_at is not None:
            return []
        if not self.is_plain:
            return list(self.question(person, at))
        if not self.written:
            return self.first(person, at)
        values = {"person": person.pk, "at": at, "day": at.date()}
        return prepared.rows(self.written, values)

    def first(self, person: Person, at: datetime) -> list[tuple[Any, ...]]:
        """Write the question down; one that depends on more is asked in Django's way for ever."""
        try:
            self.written = write(self.question)
        except Unforeseen:
            self.is_plain = False
        return self.rows(person, at)


def newest(person: Person, at: datetime) -> "QuerySet[Notification, Any]":
    """What waits, newest first, with the name of who caused it."""
    rows = Notification.objects.visible_to(person).waiting(at).newest_first()
    return rows.values_list("pk", "kind", "due_at", "actor", "actor__name")[:MOST]


def counted(person: Person, at: datetime) -> "QuerySet[Notification, Any]":
    """What waits, as far as the bell counts."""
    return Notification.objects.visible_to(person).waiting(at).order_by().values_list("pk")[:MOST]


NEWEST, COUNTED = Asked(newest), Asked(counted)


def number_waiting(person: Person, *, at: datetime) -> int:
    """Return the number on the bell, at most `MOST`."""
    return len(COUNTED.rows(person, at))


def waiting_for(person: Person, *, at: datetime) -> list[Notification]:
    """Return what waits, newest first, each with who caused it; enough of it to be shown."""
    return [
        Notification(
            pk=pk,
            kind=kind,
            due_at=due_at,
            actor=Person(pk=actor, name=name) if actor else None,
        )
        for pk, kind, due_at, actor, name in NEWEST.rows(person, at)
    ]
