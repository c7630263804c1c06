"""The days of the history by number, as texts that PostgreSQL reads."""

from datetime import date, datetime, timedelta
from random import Random

CLOCKS = tuple(
    f" {hour:02}:{minute:02}:{(hour * 7 + minute * 13) % 60:02}+00"
    for hour in range(7, 16)
    for minute in range(60)
)


class Days:
    """Day 0 is the first of the history; `today` is the number of the day it ends on.

    Every moment on a day before `today` lies in the past.
    """

    def __init__(self, at: datetime, today: int) -> None:
        self.today = today
        self.first = at.date() - timedelta(days=today)
        self.dates = [self.first + timedelta(days=n) for n in range(today + 60)]
        self.iso = [day.isoformat() for day in self.dates]
        self.worked = [self._worked(n) for n in range(len(self.dates))]
        self.weeks = [week_of(day) for day in self.dates]

    def _worked(self, number: int) -> int:
        """Return the last working day up to this one, or the first one of all."""
        weekday = self.dates[number].isoweekday()
        back = max(weekday - 5, 0)
        return number - back if number >= back else number + 8 - weekday

    def moment(self, day: int, rng: Random) -> str:
        """Return a moment in the hours of work."""
        return self.iso[day] + CLOCKS[int(rng.random() * len(CLOCKS))]

    def between(self, first: int, end: int, rng: Random) -> int:
        """Return a working day from `first` on and before `end`; `first` when there is none."""
        return max(self.worked[first + int(rng.random() * (end - first))], first)


def week_of(day: date) -> str:
    """Return the ISO week of a day, as slots are named."""
    calendar = day.isocalendar()
    return f"{calendar.year}-W{calendar.week:02}"
