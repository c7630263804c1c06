"""One cell at a time: tidied, understood, or refused with a sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.imports.countries import country_of
from accounts.imports.days import NotADay
from accounts.imports.keys import team_key
from accounts.imports.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.imports.days import DayReader

LONGEST = {
    "personnel_no": 40,
    "preferred_name": 80,
    "job_title": 120,
    "home_team": 120,
    "location": 120,
    "name": 150,
    "given_name": 150,
    "family_name": 150,
    "email": 254,
    "coach_suggestion": 254,
}
LONGEST_TEAM = 120

_SPREADSHEET_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!)")
_LINK = re.compile(r'=HYPERLINK\(\s*"[^"]*"\s*[,;]\s*"([^"=+@]+)"\s*\)', re.IGNORECASE)
_FORMULA_SIGNS = ("=", "+", "@")
_TITLES = {"jr", "sr", "phd", "md", "ii", "iii", "dr"}  # they stand behind a comma and stay there
_IN_BRACKETS = re.compile(r"[^<>]*<\s*([^<>]+?)\s*>")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Remark:
    """A sentence about one column; about the whole row where the column is empty."""

    column: str
    sentence: str

    @property
    def line(self) -> str:
        if not self.column:
            return self.sentence
        return _("“%(column)s”: %(sentence)s") % {
            "column": self.column,
            "sentence": self.sentence,
        }


@dataclass(frozen=True)
class Outcome:
    """What a cell says: a value, and a problem or a note where there is one."""

    value: object = None
    problem: str = ""
    note: str = ""


def clean(text: str) -> str:
    """One line, composed letters (NFC), plain spaces, nothing at the edges."""
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return " ".join(composed.split())


class CellReader:
    """Reads the cells of one file, which writes its days in its own way."""

    def __init__(self, days: DayReader) -> None:
        self._days = days
        self._zones = {zone.casefold(): zone for zone in available_timezones()}
        self._readers: dict[str, Callable[[str], Outcome]] = {
            "name": _full_name,
            "email": _address,
            "coach_suggestion": _address,
            "other_teams": _teams,
            "country": _country,
            "time_zone": self._zone,
            "language": _language,
            "started_on": self._day,
            "left_on": self._day,
        }

    def read(self, field: str, text: str) -> Outcome:
        """What the cell says about the field. An empty cell says nothing."""
        text, note = _label_of_link(text)
        if problem := _damage(text):
            return Outcome(problem=problem)
        value = clean(text)
        if not value:
            return Outcome()
        if len(value) > LONGEST.get(field, 1000):
            return Outcome(problem=_too_long(LONGEST.get(field, 1000)))
        outcome = self._readers.get(field, _text)(value)
        return Outcome(outcome.value, outcome.problem, outcome.note or note)

    def _day(self, value: str) -> Outcome:
        try:
            return Outcome(self._days.read(value))
        except NotADay as problem:
            return Outcome(problem=problem.sentence)

    def _zone(self, value: str) -> Outcome:
        zone = self._zones.get(value.casefold().replace(" ", "_"))
        if zone:
            return Outcome(zone)
        return Outcome(
            problem=_("“%(zone)s” is no time zone. Write it like Europe/Oslo.")
            % {"zone": value[:50]}
        )


def _label_of_link(text: str) -> tuple[str, str]:
    """A link in a cell shows its label; the label is what a person meant to write."""
    if link := _LINK.fullmatch(text.strip()):
        return link[1], _("The cell holds a link; only its label “%(label)s” is taken.") % {
            "label": link[1]
        }
    return text, ""


def _damage(text: str) -> str:
    """Why nothing in this cell can be trusted; empty if it can."""
    stripped = text.strip()
    if stripped.startswith(_FORMULA_SIGNS):
        return _("The cell holds a formula. Put the plain text in its place.")
    if _SPREADSHEET_ERROR.fullmatch(stripped):
        return _("The cell holds %(sign)s. Repair it in the spreadsheet.") % {"sign": stripped}
    if "\ufffd" in text or any(_is_control(sign) for sign in text):
        return _("The cell holds a letter that was lost on the way. Type it again.")
    if _DIRECTION.search(text):
        return _("The cell holds hidden signs that turn the text around. Type it again.")
    return ""


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"} and not sign.isspace()


def _too_long(most: int) -> str:
    return _("The text is longer than %(most)d letters. Shorten it.") % {"most": most}


def _text(value: str) -> Outcome:
    return Outcome(value)


def _full_name(value: str) -> Outcome:
    """A full name as people say it: "Solberg, Ingrid" is Ingrid Solberg."""
    family, comma, given = (part.strip() for part in value.partition(","))
    is_turned = comma and family and given and "," not in given
    if is_turned and given.lower().rstrip(".") not in _TITLES:
        return Outcome(f"{given} {family}")
    return Outcome(value)


def _address(value: str) -> Outcome:
    if bracketed := _IN_BRACKETS.fullmatch(value):
        value = bracketed[1]
    value = value.lower().removeprefix("mailto:")
    if " " in value:
        return Outcome(
            problem=_("The address “%(address)s” has a space in it. Take it out.")
            % {"address": value}
        )
    try:
        validate_email(value)
    except ValidationError:
        return Outcome(
            problem=_("“%(address)s” is not an e-mail address. Write it like ada@example.org.")
            % {"address": value}
        )
    return Outcome(value)


def _teams(value: str) -> Outcome:
    parts = value.replace(";", ",").split(",")
    by_key = {team_key(part.strip()): part.strip() for part in reversed(parts) if part.strip()}
    names = tuple(reversed(by_key.values()))
    if any(len(name) > LONGEST_TEAM for name in names):
        return Outcome(problem=_too_long(LONGEST_TEAM))
    return Outcome(names)


def _country(value: str) -> Outcome:
    code = country_of(value)
    if code:
        return Outcome(code)
    return Outcome(note=_("The country “%(name)s” is not known and left out.") % {"name": value})


def _language(value: str) -> Outcome:
    code = language_of(value)
    if code:
        return Outcome(code)
    return Outcome(
        note=_("The app does not speak “%(name)s” yet, so no language is set.") % {"name": value}
    )
