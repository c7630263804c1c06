"""When mail may reach somebody: in their own days and hours. Pure functions of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS = time(8, 0)
CLOSES = time(18, 0)
LONGEST_LOOK_AHEAD = 400  # days; an absence longer than that no longer holds mail back


@dataclass(frozen=True)
class Days:
    """A person's zone, working days (ISO weekdays) and days away (first and last included)."""

    time_zone: str
    working_days: Sequence[int]
    absences: Iterable[tuple[date, date]] = ()

    def is_there(self, day: date) -> bool:
        """Tell whether mail may arrive on this day."""
        away = any(first <= day <= last for first, last in self.absences)
        return day.isoweekday() in self.working_days and not away


def mail_moment(days: Days, *, rhythm: str, at: datetime) -> datetime:
    """Return when mail about something that happens `at` may go, in UTC.

    `at_once`: now within working hours, else when they next begin. `daily`: with the next
    morning's mail. `weekly`: with the mail of the next week's first working day.
    """
    local = at.astimezone(ZoneInfo(days.time_zone))
    if rhythm == "at_once":
        if is_open(days, at):
            return at
        if local.time() < OPENS:
            return morning(days, local.date())
    first = local.date() + timedelta(days=1)
    if rhythm == "weekly":
        first = local.date() + timedelta(days=8 - local.isoweekday())
    return morning(days, first)


def is_open(days: Days, at: datetime) -> bool:
    """Tell whether this is a moment of the person's working hours."""
    local = at.astimezone(ZoneInfo(days.time_zone))
    return days.is_there(local.date()) and OPENS <= local.time() < CLOSES


def morning(days: Days, first: date) -> datetime:
    """Return the opening of the first day from `first` on, on which the person is there."""
    candidates = (first + timedelta(days=n) for n in range(LONGEST_LOOK_AHEAD))
    day = next((day for day in candidates if days.is_there(day)), first)
    return datetime.combine(day, OPENS, ZoneInfo(days.time_zone)).astimezone(UTC)
