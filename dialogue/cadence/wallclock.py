"""From a time on the wall to a moment: the last step of every computation with time.

On the night in spring an hour does not exist: what falls into it moves to the first minute that
does. On the night in autumn an hour comes twice: the first of the two is meant.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=16384)
def instant(wall: datetime, zone: str) -> datetime:
    """The moment (UTC) at which a clock in ``zone`` first shows the naive time ``wall``."""
    tz = ZoneInfo(zone)
    at = wall.replace(tzinfo=tz).astimezone(UTC)
    if at.astimezone(tz).replace(tzinfo=None) == wall:
        return at
    return _end_of_gap(wall, tz)


def on_the_wall(at: datetime, zone: str) -> datetime:
    """What a clock in ``zone`` shows at a moment, without its zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _end_of_gap(wall: datetime, tz: ZoneInfo) -> datetime:
    """The moment at which the clocks go forward over ``wall``, found by halving."""
    start = wall.replace(tzinfo=tz, fold=1).astimezone(UTC)
    end = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    after = end.astimezone(tz).utcoffset()
    before_gap, after_gap = 0, (end - start) // MINUTE
    while after_gap - before_gap > 1:
        middle = (before_gap + after_gap) // 2
        if (start + middle * MINUTE).astimezone(tz).utcoffset() == after:
            after_gap = middle
        else:
            before_gap = middle
    return start + after_gap * MINUTE
