"""Windows of the published ratio: 13 ISO weeks each, disjoint, the same for everybody.

They are counted from Monday 1 January 2024, so that years of 53 weeks change nothing, in UTC, so
that one instant is one window wherever people are. Published once, 14 days after a window's end.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

ORIGIN = date(2024, 1, 1)  # a Monday
LENGTH = timedelta(weeks=13)
DELAY = timedelta(days=14)


@dataclass(frozen=True, order=True)
class Window:
    """Window `number`, from 0 on; `starts_on` is its first day and `ends_on` its last."""

    number: int

    @property
    def starts_on(self) -> date:
        return ORIGIN + LENGTH * self.number

    @property
    def ends_on(self) -> date:
        return self.starts_on + LENGTH - timedelta(days=1)

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.starts_on, time(), UTC)

    @property
    def ends_at(self) -> datetime:
        """The first moment that no longer belongs to it."""
        return self.starts_at + LENGTH

    @property
    def published_at(self) -> datetime:
        """The one instant at which it may be published."""
        return self.ends_at + DELAY

    @property
    def first_week(self) -> int:
        return self.starts_on.isocalendar().week

    @property
    def last_week(self) -> int:
        return self.ends_on.isocalendar().week

    @property
    def year(self) -> int:
        """The ISO year of its last week."""
        return self.ends_on.isocalendar().year


def window_at(at: datetime) -> Window:
    """Return the window that this moment belongs to."""
    return Window((at.astimezone(UTC).date() - ORIGIN) // LENGTH)


def newest_publishable(at: datetime) -> Window:
    """Return the newest window whose publication moment has come."""
    return Window(window_at(at - DELAY).number - 1)
