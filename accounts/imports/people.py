"""What a list of people says: people, broken rows, and remarks about both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from accounts.imports.cells import Remark


@dataclass(frozen=True)
class PersonRow:
    """What one row says about one person; None or an empty tuple where it says nothing."""

    row: int = field(compare=False)
    email: str
    name: str
    personnel_no: str | None = None
    preferred_name: str | None = None
    job_title: str | None = None
    home_team: str | None = None
    other_teams: tuple[str, ...] = ()
    coach_suggestion: str | None = None
    location: str | None = None
    country: str | None = None
    time_zone: str | None = None
    language: str | None = None
    started_on: date | None = None
    left_on: date | None = None

    @property
    def id(self) -> str:
        """What stands for a person that may not be known yet: their address."""
        return self.email


@dataclass(frozen=True)
class Remarks:
    """What is to be said about one row, each sentence with the column it is about."""

    row: int
    who: str
    remarks: tuple[Remark, ...]

    @property
    def line(self) -> str:
        """One line for people: row, person, column and sentence."""
        said = " ".join(remark.line for remark in self.remarks)
        if self.who:
            return _("Row %(row)d, %(who)s: %(said)s") % {
                "row": self.row,
                "who": self.who,
                "said": said,
            }
        return _("Row %(row)d: %(said)s") % {"row": self.row, "said": said}


@dataclass(frozen=True)
class People:
    """All that a file says: people, broken rows, notes on good rows, and rows said twice.

    `addresses` are all addresses of the file, those of broken rows included; `headings` says what
    the file calls each field.
    """

    people: tuple[PersonRow, ...]
    broken: tuple[Remarks, ...] = ()
    notes: tuple[Remarks, ...] = ()
    doubled: tuple[int, ...] = ()
    addresses: frozenset[str] = frozenset()
    headings: Mapping[str, str] = field(default_factory=dict)

    def without(self, more: Iterable[Remarks]) -> People:
        """The same with further rows found broken."""
        found = tuple(more)
        rows = {remarks.row for remarks in found}
        broken = sorted((*self.broken, *found), key=lambda remarks: remarks.row)
        return People(
            people=tuple(person for person in self.people if person.row not in rows),
            broken=tuple(broken),
            notes=tuple(note for note in self.notes if note.row not in rows),
            doubled=self.doubled,
            addresses=self.addresses,
            headings=self.headings,
        )
