"""The dates of a round on the clock of whoever chooses them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

MORNING: Final = time(9)
EVENING: Final = time(17)
OPEN_FOR: Final = timedelta(days=14)  # until another day is chosen
READ_AFTER: Final = timedelta(days=3)


def moment(day: date, clock: time) -> datetime:
    """Return the moment where this person is.

    The hour that does not exist is the one after it; of the hour that comes twice it is the first.
    """
    return timezone.make_aware(datetime.combine(day, clock)).astimezone(UTC)


def usual_dates(now: datetime) -> dict[str, datetime]:
    """Return the dates that a round begins with: two weeks to answer, the report three days on."""
    closing = timezone.localdate(now) + OPEN_FOR
    return {
        "closes_at": moment(closing, EVENING),
        "releases_at": moment(closing + READ_AFTER, MORNING),
    }
