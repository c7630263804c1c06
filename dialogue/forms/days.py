"""A day in an address, turned into a moment."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def parse_day(text: str) -> date | None:
    """Return the day in the text, or None when there is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def end_of(day: date | None) -> datetime | None:
    """Return the moment at which a day is over for who asks."""
    if day is None or day >= date.max - timedelta(days=2):
        return None
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    return timezone.make_aware(midnight)
