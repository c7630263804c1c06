"""What a rhythm is made of: the rule, and the calendar each side lives by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Unit = Literal["weeks", "months"]
Scope = Literal["everyone", "team", "pair", "person"]

MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
DAYS_IN = {"weeks": 7, "months": 30}
WEEKS_IN = {"weeks": 1, "months": 4}


@dataclass(frozen=True, slots=True)
class Rule:
    """How often two people talk, and when each of them hears of it.

    ``every`` counts whole ISO weeks or calendar months from the one that ``starts_on`` lies in.
    ``weekdays`` are ISO numbers (Monday is 1); none means the weekday of ``starts_on``.
    ``local_time`` is a wall time in whole minutes: the talk's, in the zone of the first side, and
    that of every message, in the zone of whoever gets it. ``lead_days`` and ``remind_after_days``
    are calendar days before and after the talk; no reminder goes when the latter is 0. Equal ends
    of the quiet hours mean that there are none. ``country`` is an ISO code, or empty.
    """

    every: int
    unit: Unit
    starts_on: date
    weekdays: tuple[int, ...] = ()
    local_time: time = time(9, 0)
    lead_days: int = 2
    remind_after_days: int = 3
    quiet_from: time = time(17, 30)
    quiet_to: time = time(8, 0)
    country: str = ""

    @property
    def listed_weekdays(self) -> tuple[int, ...]:
        return self.weekdays or (self.starts_on.isoweekday(),)

    @property
    def rhythm_days(self) -> int:
        """About how many days lie between two talks; a month counts as 30."""
        return self.every * DAYS_IN[self.unit]

    @property
    def rhythm_weeks(self) -> int:
        """The rhythm for comparison with bounds given in weeks; a month counts as four."""
        return self.every * WEEKS_IN[self.unit]

    def is_quiet(self, wall: time) -> bool:
        """Whether nothing may be sent at this wall time; the end itself is no longer quiet."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= wall < self.quiet_to
        return wall >= self.quiet_from or wall < self.quiet_to


@dataclass(frozen=True, slots=True)
class Side:
    """One person of a talk, with the calendar they live by.

    ``absences`` are first and last days, both included. An empty ``country`` leaves the holidays
    to the rule.
    """

    zone: str
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    absences: tuple[tuple[date, date], ...] = ()
    country: str = ""

    def is_absent(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.absences)


USUAL = Rule(every=2, unit="weeks", starts_on=date(2024, 1, 1))  # for talks without a rule
