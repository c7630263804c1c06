"""Days and hours as people say them, in the active time zone and language.

Other people's moments are told as days, never as minutes. Each function takes a date or an aware
datetime; a datetime is first turned into the local day of the active time zone.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

# A weekday alone is clear within six days; on the seventh it would name two days.
NAMED_BY_WEEKDAY = timedelta(days=6)


def local_day(value: date) -> date:
    """Return the day on which `value` falls for the person who reads it."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return value


def within_sentence(value: date, *, today: date) -> str:
    """Return "today", "on Tuesday" or "on 3 November", to stand after a verb."""
    return _within_sentence(local_day(value), today, get_language())


def alone(value: date, *, today: date) -> str:
    """Return "Today", "Tuesday" or "3 November", to stand alone or to begin."""
    return _alone(local_day(value), today, get_language())


def in_full(value: date, *, today: date) -> str:
    """Return "Friday 13 November", with the year when it is another one."""
    return _in_full(local_day(value), today.year, get_language())


def clock(value: datetime) -> str:
    """Return the local time with 24 hours, "14:30"."""
    return timezone.localtime(value).strftime("%H:%M")


# A page may say a hundred days; each is put into words once for each language.


@lru_cache(maxsize=2048)
def _within_sentence(day: date, today: date, _language: str | None) -> str:
    if near := _near(day, today):
        return near
    if abs(day - today) <= NAMED_BY_WEEKDAY:
        return _("on %(weekday)s") % {"weekday": date_format(day, "l")}
    return _("on %(day)s") % {"day": _calendar_day(day, today)}


@lru_cache(maxsize=2048)
def _alone(day: date, today: date, _language: str | None) -> str:
    if near := _near(day, today):
        return near[:1].upper() + near[1:]
    if abs(day - today) <= NAMED_BY_WEEKDAY:
        return date_format(day, "l")
    return _calendar_day(day, today)


@lru_cache(maxsize=2048)
def _in_full(day: date, year: int, _language: str | None) -> str:
    if day.year == year:
        return date_format(day, pgettext("weekday and day, a Django date format", "l j F"))
    return date_format(day, pgettext("weekday, day and year, a Django date format", "l j F Y"))


def _near(day: date, today: date) -> str:
    match (day - today).days:
        case -1:
            return _("yesterday")
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
    return ""


def _calendar_day(day: date, today: date) -> str:
    if day.year == today.year:
        return date_format(day, pgettext("day and month, a Django date format", "j F"))
    return date_format(day, pgettext("day, month and year, a Django date format", "j F Y"))
