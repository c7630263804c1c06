"""Which talks a rule asks for, and when each side hears of them.

A slot lies in the first week or month of its period. Its day is the first listed weekday: of the
week, or, for months, on or after the day of the month of ``starts_on`` (the last day where a month
is shorter; the last such weekday before it where none is left). When somebody is away on that day,
when it is a holiday or a day off, the talk moves inside its own week or month: to another listed
weekday of the next six days, else to the next working day, else to the one before. When no day is
left, there is no slot in that period. Two people without a single common working day meet on the
days of the first. The first week or month has no slot when its listed days lie before
``starts_on``.

The place of a slot never depends on the moment one looks from, so looking again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from dialogue.cadence.moments import Moments, is_free, moments
from dialogue.cadence.periods import first_and_last, key_of, number_of, slot_number
from dialogue.cadence.rules import Rule, Side
from dialogue.cadence.wallclock import instant, on_the_wall

EVERY_DAY = frozenset(range(1, 8))
EMPTY_PERIODS = 260  # so many periods without a slot (five years of weeks) end the search


@dataclass(frozen=True, slots=True)
class Slot:
    """One talk to come: its key, its time on the first side's wall, its moment, the messages.

    ``moments`` has one entry for each side, in their order.
    """

    key: str
    planned_local: datetime
    planned_at: datetime
    moments: tuple[Moments, ...]


def next_slots(rule: Rule, sides: Sequence[Side], *, after: datetime, limit: int = 1) -> list[Slot]:
    """The next slots after a moment, at most ``limit``, in order; the first side's zone counts."""
    return list(islice(slots_after(rule, sides, after), limit))


def slots_after(rule: Rule, sides: Sequence[Side], after: datetime) -> Iterator[Slot]:
    """All slots after a moment, one by one, until five years bring none."""
    today = on_the_wall(after, sides[0].zone).date()
    number = slot_number(rule, max(number_of(today, rule.unit), _anchor(rule)))
    empty = 0
    while empty < EMPTY_PERIODS:
        slot = _slot(rule, sides, number, after)
        number += rule.every
        empty += 1
        if slot:
            yield slot
            empty = 0


def asks_for(rule: Rule, number: int) -> bool:
    """Whether the rule wants a talk in the period that begins here, if only somebody is there."""
    return next(_days_in_order(rule, number), None) is not None


def slot_in(rule: Rule, sides: Sequence[Side], number: int) -> Slot | None:
    """The slot of the period that begins with this week or month, if it has one."""
    return _slot(rule, sides, number, None)


def _slot(rule: Rule, sides: Sequence[Side], number: int, after: datetime | None) -> Slot | None:
    others = _with_common_days(sides)[1:]
    for day in _days_in_order(rule, number):
        wall = datetime.combine(date.fromordinal(day), rule.local_time)
        if not is_free(rule, sides[0], wall.date()):
            continue
        at = instant(wall, sides[0].zone)
        if all(_suits(rule, side, at, sides[0], wall) for side in others):
            if after is not None and at <= after:
                return None
            told = tuple(moments(rule, side, at) for side in sides)
            return Slot(key_of(number, rule.unit), on_the_wall(at, sides[0].zone), at, told)
    return None


def _suits(rule: Rule, side: Side, at: datetime, first: Side, wall: datetime) -> bool:
    same_clock = side.zone == first.zone
    return is_free(rule, side, (wall if same_clock else on_the_wall(at, side.zone)).date())


def _days_in_order(rule: Rule, number: int) -> Iterator[int]:
    """The days of a slot, the dearest first, as ordinals; some come twice."""
    first, last = first_and_last(number, rule.unit)
    earliest = max(first, rule.starts_on.toordinal())
    target = first
    if rule.unit == "months":
        target = min(first + rule.starts_on.day - 1, last)
    listed = rule.listed_weekdays
    base = _listed_day(listed, max(target, earliest), last, earliest)
    if base is None:
        return
    yield base
    if len(listed) > 1:
        yield from (day for day in range(base + 1, min(base + 6, last) + 1) if _in(day, listed))
    yield from range(base + 1, last + 1)
    yield from range(base - 1, earliest - 1, -1)


def _listed_day(listed: tuple[int, ...], target: int, last: int, earliest: int) -> int | None:
    day: int
    for day in (*range(target, last + 1), *range(target - 1, earliest - 1, -1)):
        if _in(day, listed):
            return day
    return None


def _in(day: int, weekdays: tuple[int, ...]) -> bool:
    return (day - 1) % 7 + 1 in weekdays


def _anchor(rule: Rule) -> int:
    return number_of(rule.starts_on, rule.unit)


def _with_common_days(sides: Sequence[Side]) -> Sequence[Side]:
    if len(sides) == 1 or frozenset.intersection(*(side.working_days for side in sides)):
        return sides
    return [sides[0], *(replace(side, working_days=EVERY_DAY) for side in sides[1:])]
