"""Each row becomes a person, or a list of clear sentences.

An empty cell says nothing: it never erases what the app knows already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.imports.cells import LONGEST, CellReader, Remark
from accounts.imports.days import DayReader
from accounts.imports.headings import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from accounts.imports.mapping import ColumnMap
    from accounts.imports.reading import Row, Table


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

    `addresses` are all addresses of the file, those of broken rows included.
    """

    people: tuple[PersonRow, ...]
    broken: tuple[Remarks, ...] = ()
    notes: tuple[Remarks, ...] = ()
    doubled: tuple[int, ...] = ()
    addresses: frozenset[str] = frozenset()

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
        )


def read_people(table: Table, columns: ColumnMap) -> People:
    """Read every row. A row with one broken cell is broken as a whole."""
    reader = CellReader(days=_days(table, columns))
    good: list[PersonRow] = []
    broken: list[Remarks] = []
    notes: list[Remarks] = []
    addresses: set[str] = set()
    needed = _needed_width(table)
    for row in table.rows:
        person, remarks, said = _read_row(row, columns, reader, needed)
        addresses.add(said.get("email", ""))
        if person is None:
            broken.append(Remarks(row.number, said.get("name", ""), tuple(remarks)))
            continue
        good.append(person)
        if remarks:
            notes.append(Remarks(row.number, person.name, tuple(remarks)))
    unique, doubled = _once(good)
    read = People(
        people=tuple(unique),
        broken=tuple(broken),
        notes=tuple(notes),
        doubled=tuple(doubled),
        addresses=frozenset(addresses - {""}),
    )
    return read.without(_clashes(unique, columns))


def _days(table: Table, columns: ColumnMap) -> DayReader:
    found = (columns.of("started_on"), columns.of("left_on"))
    return DayReader.of(value for column in found if column for value in table.values(column.index))


def _needed_width(table: Table) -> int:
    """How many cells a whole row has at least.

    Spreadsheets drop empty cells at the end of a row, so columns that most rows leave empty
    do not count.
    """
    for index in range(len(table.columns) - 1, -1, -1):
        if len(table.values(index)) * 2 > len(table.rows):
            return index + 1
    return 0


def _read_row(
    row: Row, columns: ColumnMap, reader: CellReader, needed: int
) -> tuple[PersonRow | None, list[Remark], dict[str, str]]:
    """The person or None, what is to be said, and name and address as far as they were read."""
    if len(row.cells) < needed:
        return None, [_cut_short(row, columns)], {}
    values: dict[str, object] = {}
    broken: list[Remark] = []
    notes: list[Remark] = []
    for column in columns.mapped:
        text = row.cells[column.index] if column.index < len(row.cells) else ""
        outcome = reader.read(column.field, text)
        values[column.field] = outcome.value
        for into, sentence in ((broken, outcome.problem), (notes, outcome.note)):
            if sentence:
                into.append(Remark(column.name, sentence))
    said = {"name": _full_name(values), "email": str(values.get("email") or "")}
    broken += _missing(columns, said, broken) + _order_of_days(columns, values)
    broken += _surplus(row, columns)
    if broken:
        return None, broken, said
    return _person(row, values, said), notes, said


def _person(row: Row, values: dict[str, object], said: dict[str, str]) -> PersonRow:
    wanted = {f.name for f in fields(PersonRow)} - {"row", "name", "email", "other_teams"}
    rest = {name: value for name, value in values.items() if name in wanted and value}
    teams = values.get("other_teams") or ()
    return PersonRow(row=row.number, **said, **rest, other_teams=teams)  # type: ignore[arg-type]  # the reader gives each field its type


def _full_name(values: dict[str, object]) -> str:
    if values.get("name"):
        return str(values["name"])
    parts = (values.get("given_name"), values.get("family_name"))
    return " ".join(str(part) for part in parts if part)


# --- one row on its own ----------------------------------------------------------------------


def _cut_short(row: Row, columns: ColumnMap) -> Remark:
    return Remark(
        "",
        _("The row stops after %(cells)d of %(columns)d columns. Write it out to its end.")
        % {"cells": len(row.cells), "columns": len(columns.columns)},
    )


def _surplus(row: Row, columns: ColumnMap) -> list[Remark]:
    if any(cell.strip() for cell in row.cells[len(columns.columns) :]):
        sentence = _(
            "The row has more cells than there are columns. Put quotation marks around "
            "a cell that holds the separator."
        )
        return [Remark("", sentence)]
    return []


def _missing(columns: ColumnMap, said: dict[str, str], broken: list[Remark]) -> list[Remark]:
    """A cell that was refused already is not said to be missing as well."""
    refused = {remark.column for remark in broken}
    found = []
    email = columns.of("email")
    if email and not said["email"] and email.name not in refused:
        found.append(Remark(email.name, _("The e-mail address is missing. Fill it in.")))
    names = [columns.of(part) for part in ("name", "given_name", "family_name")]
    mapped = [column.name for column in names if column]
    if not said["name"] and not refused & set(mapped):
        found.append(Remark(" + ".join(mapped), _("The name is missing. Fill it in.")))
    if len(said["name"]) > LONGEST["name"]:
        found.append(Remark(" + ".join(mapped), _("The name is too long.")))
    return found


def _order_of_days(columns: ColumnMap, values: dict[str, object]) -> list[Remark]:
    first, last = values.get("started_on"), values.get("left_on")
    if first and last and last < first:  # type: ignore[operator]  # both are days
        sentence = _("The last day %(last)s is before the first day %(first)s.") % {
            "last": last,
            "first": first,
        }
        column = columns.of("left_on")
        return [Remark(column.name if column else "", sentence)]
    return []


# --- rows beside each other ------------------------------------------------------------------


def _once(people: list[PersonRow]) -> tuple[list[PersonRow], list[int]]:
    """Rows that say exactly the same count once."""
    seen: set[PersonRow] = set()
    unique, doubled = [], []
    for person in people:
        if person in seen:
            doubled.append(person.row)
            continue
        seen.add(person)
        unique.append(person)
    return unique, doubled


def _clashes(people: list[PersonRow], columns: ColumnMap) -> Iterator[Remarks]:
    """Two rows with one address or one personnel number, but not one and the same person."""
    found: dict[int, tuple[PersonRow, Remark]] = {}
    for key, sentence in (("email", _one_address), ("personnel_no", _one_number)):
        column = columns.of(key)
        for group in _groups(people, key):
            for person in _wrong_ones(group, key):
                other = next(one for one in group if one.row != person.row)
                remark = Remark(column.name if column else "", sentence(other))
                found.setdefault(person.row, (person, remark))
    for row, (person, remark) in found.items():
        yield Remarks(row, person.name, (remark,))


def _groups(people: list[PersonRow], key: str) -> list[list[PersonRow]]:
    by_value: dict[str, list[PersonRow]] = defaultdict(list)
    for person in people:
        if value := getattr(person, key):
            by_value[value].append(person)
    return [group for group in by_value.values() if len(group) > 1]


def _wrong_ones(group: list[PersonRow], key: str) -> list[PersonRow]:
    """If the address spells the name of exactly one of them, it is theirs; else it is open."""
    if key == "email":
        owners = [person for person in group if is_spelt_in(person.name, person.email)]
        if len(owners) == 1:
            return [person for person in group if person is not owners[0]]
    return group


def is_spelt_in(name: str, email: str) -> bool:
    """Tell whether all parts of the address before the @ occur in the name."""
    written = plain(name).replace(" ", "")
    parts = plain(email.partition("@")[0].replace("_", ".")).split()
    return bool(parts) and all(part in written for part in parts)


def _one_address(other: PersonRow) -> str:
    return _("The address %(email)s is that of %(who)s in row %(row)d. Give each their own.") % {
        "email": other.email,
        "who": other.name,
        "row": other.row,
    }


def _one_number(other: PersonRow) -> str:
    return _("The personnel number %(number)s is that of %(who)s in row %(row)d as well.") % {
        "number": other.personnel_no,
        "who": other.name,
        "row": other.row,
    }
