"""When somebody hears of a talk: in their own zone, on a day they work, never in quiet hours.

The nudge to prepare goes ``lead_days`` before the talk. On a day off, a holiday or an absence it
goes on the last working day of the seven before; where there is none, on the first one after,
the day of the talk included. The reminder goes ``remind_after_days`` after the talk, or on the
first working day of the fourteen that follow; whoever is away longer gets none.

On its day a message goes at the rule's time; when that is quiet, at the end of the quiet hours of
the same day, or else in the minute before they begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dialogue.cadence.holiday import public_holidays
from dialogue.cadence.rules import Rule, Side
from dialogue.cadence.wallclock import MINUTE, instant, on_the_wall

DAYS_EARLIER = 7
DAYS_LATER = 14
NEVER_TOO_LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moments:
    """When one side is asked to prepare, and when reminded if nothing happened (UTC)."""

    nudge_at: datetime | None
    remind_at: datetime | None


def moments(rule: Rule, side: Side, planned_at: datetime) -> Moments:
    """Both moments of one side for a talk at ``planned_at``."""
    talk = on_the_wall(planned_at, side.zone).toordinal()
    asked = talk - rule.lead_days
    before = _first_audible(rule, side, _days_to_prepare(asked, talk), planned_at)
    if not rule.remind_after_days:
        return Moments(before, None)
    late = talk + rule.remind_after_days
    days = range(late, late + DAYS_LATER + 1)
    return Moments(before, _first_audible(rule, side, days, NEVER_TOO_LATE))


def is_free(rule: Rule, side: Side, day: date) -> bool:
    """Whether a day is a working day of this side: no holiday, no absence."""
    return (
        day.isoweekday() in side.working_days
        and not (side.absences and side.is_absent(day))
        and day not in public_holidays(side.country or rule.country, day.year)
    )


def message_time(rule: Rule) -> time:
    """The wall time at which a message of this rule goes on an ordinary day."""
    return next(wall for wall in _times_in_order(rule) if not rule.is_quiet(wall))


def _days_to_prepare(asked: int, talk: int) -> Iterator[int]:
    yield from range(asked, asked - DAYS_EARLIER - 1, -1)
    yield from range(asked + 1, talk + 1)


def _first_audible(
    rule: Rule, side: Side, days: Iterable[int], before: datetime
) -> datetime | None:
    for ordinal in days:
        day = date.fromordinal(ordinal)
        if is_free(rule, side, day):
            at = _audible_on(rule, side, day, before)
            if at:
                return at
    return None


def _audible_on(rule: Rule, side: Side, day: date, before: datetime) -> datetime | None:
    for wall_time in _times_in_order(rule):
        if rule.is_quiet(wall_time):
            continue
        at = instant(datetime.combine(day, wall_time), side.zone)
        if at < before and not rule.is_quiet(on_the_wall(at, side.zone).time()):
            return at
    return None


def _times_in_order(rule: Rule) -> Iterator[time]:
    yield rule.local_time
    yield rule.quiet_to
    if rule.quiet_from > time(0):
        yield (datetime.combine(date.min, rule.quiet_from) - MINUTE).time()
