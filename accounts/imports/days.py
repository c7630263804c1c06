"""Days as people write them. What a file leaves open is decided by its other days, or not at all.

"31/08/2021" can only be written day first; so every day of that file written with strokes is
read day first, "04/12/2017" too. Without such evidence an ambiguous day is a question, not a
guess. Days with dots are always day first, days that begin with the year are always clear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.imports.headings import plain
from core.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOCK = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-./])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}}){_CLOCK}")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}")
_WITH_MONTH = re.compile(r"(\d{1,2}) (?:de )?([a-z]+) (?:de )?(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2}) (\d{4})")

_FIRST_SERIAL = date(1899, 12, 30)  # day 0 of spreadsheets, with their false 29 February 1900
_CENTURY_TURNS_AT = 50  # "49" is 2049, "50" is 1950: people's first days, not their birthdays
_DAY_FIRST_MARKS = frozenset(".")
_LAST_MONTH = 12

_MONTHS = (
    "january jan januar janvier janv enero ene januari",
    "february feb februar fevrier fev fevr febrero februari",
    "march mar marz mrz mars marzo maart mrt",
    "april apr avril avr abril abr",
    "may mai mayo mei",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug aout agosto ago augustus",
    "september sep sept septembre septiembre",
    "october oct okt oktober octobre octubre",
    "november nov novembre noviembre",
    "december dec dez dezember decembre diciembre dic desember des",
)
MONTHS: dict[str, int] = {
    word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()
}


class NotADay(RuleError):
    """The text names no day, or more than one."""


@dataclass(frozen=True)
class DayReader:
    """How one file writes its days: for each mark ("/", "-"), whether the day comes first."""

    day_first: tuple[tuple[str, bool], ...] = ()

    @classmethod
    def of(cls, values: Iterable[str]) -> DayReader:
        """Learn from all days of a file. A mark used both ways proves nothing."""
        proofs: dict[str, set[bool]] = {}
        for value in values:
            if written := _YEAR_LAST.fullmatch(value.strip()):
                first, mark, second = int(written[1]), written[2], int(written[3])
                if (first > _LAST_MONTH) != (second > _LAST_MONTH):
                    proofs.setdefault(mark, set()).add(first > _LAST_MONTH)
        learnt = {mark: seen.pop() for mark, seen in proofs.items() if len(seen) == 1}
        return cls(day_first=tuple(sorted(learnt.items())))

    def read(self, text: str) -> date:
        """The day meant. Raises `NotADay` with a sentence for people."""
        text = text.strip()
        if written := _YEAR_FIRST.fullmatch(text):
            return _day(text, int(written[1]), int(written[3]), int(written[4]))
        if written := _YEAR_LAST.fullmatch(text):
            return self._year_last(text, written)
        if written := _COMPACT.fullmatch(text):
            return _day(text, int(written[1] + written[2]), int(written[3]), int(written[4]))
        if _SERIAL.fullmatch(text):
            return _FIRST_SERIAL + timedelta(days=int(text))
        return _in_words(text)

    def _year_last(self, text: str, written: re.Match[str]) -> date:
        first, second, year = int(written[1]), int(written[3]), _year(written[4])
        if self._is_day_first(text, written[2], first, second):
            return _day(text, year, second, first)
        return _day(text, year, first, second)

    def _is_day_first(self, text: str, mark: str, first: int, second: int) -> bool:
        if mark in _DAY_FIRST_MARKS or first > _LAST_MONTH or first == second:
            return True
        if second > _LAST_MONTH:
            return False
        learnt = dict(self.day_first)
        if mark not in learnt:
            raise NotADay(
                _("“%(text)s” can be two different days. Write it like 2026-04-12.")
                % {"text": text}
            )
        return learnt[mark]


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > len("21"):
        return year
    return year + (2000 if year < _CENTURY_TURNS_AT else 1900)


def _in_words(text: str) -> date:
    spoken = plain(text)
    if (written := _WITH_MONTH.fullmatch(spoken)) and written[2] in MONTHS:
        return _day(text, _year(written[3]), MONTHS[written[2]], int(written[1]))
    if (written := _MONTH_FIRST.fullmatch(spoken)) and written[1] in MONTHS:
        return _day(text, int(written[3]), MONTHS[written[1]], int(written[2]))
    raise NotADay(_("“%(text)s” is not a day. Write it like 2026-04-12.") % {"text": text[:40]})


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as problem:
        raise NotADay(
            _("The day %(text)s does not exist. Look it up in the calendar.") % {"text": text}
        ) from problem
    if not date(1900, 1, 1) <= found <= date(2199, 12, 31):
        raise NotADay(_("The day %(text)s is too far away to be meant.") % {"text": text})
    return found
