"""Weeks and months by number, and the keys by which a slot is known.

Weeks are ISO weeks counted from Monday 1 January 2024, so a year of 53 weeks changes nothing;
months are counted from year 0. A rule of every N has its slots in the numbers that differ from the
one of ``starts_on`` by a multiple of N, and its *period* is such a number with the N-1 that follow.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dialogue.cadence.rules import Rule, Unit

FIRST_MONDAY = date(2024, 1, 1).toordinal()
KEY = re.compile(r"(?P<year>\d{4})-(?:W(?P<week>\d{2})|(?P<month>\d{2}))")


def number_of(day: date, unit: Unit) -> int:
    """The number of the week or month that a day lies in."""
    if unit == "weeks":
        return (day.toordinal() - FIRST_MONDAY) // 7
    return day.year * 12 + day.month - 1


def first_and_last(number: int, unit: Unit) -> tuple[int, int]:
    """The ordinals of the first and the last day of a week or month."""
    if unit == "weeks":
        monday = FIRST_MONDAY + number * 7
        return monday, monday + 6
    year, month = divmod(number, 12)
    first = date(year, month + 1, 1).toordinal()
    return first, first + monthrange(year, month + 1)[1] - 1


def key_of(number: int, unit: Unit) -> str:
    """The key of a slot: "2026-W47" for a week, "2026-11" for a month."""
    if unit == "weeks":
        year, week, _ = date.fromordinal(FIRST_MONDAY + number * 7).isocalendar()
        return f"{year}-W{week:02d}"
    year, month = divmod(number, 12)
    return f"{year}-{month + 1:02d}"


def number_from_key(key: str, unit: Unit) -> int | None:
    """The number a key stands for; nothing when it is a key of the other unit, or none at all."""
    found = KEY.fullmatch(key)
    if found is None:
        return None
    if unit == "weeks" and found["week"]:
        return number_of(date.fromisocalendar(int(found["year"]), int(found["week"]), 1), unit)
    if unit == "months" and found["month"]:
        return int(found["year"]) * 12 + int(found["month"]) - 1
    return None


def slot_number(rule: Rule, number: int) -> int:
    """The number at which the rule's period around ``number`` begins."""
    anchor = number_of(rule.starts_on, rule.unit)
    return number - (number - anchor) % rule.every
