"""Each row becomes a person, or a list of clear sentences.

An empty cell says nothing: it never erases what the app knows already.
"""

from __future__ import annotations

from dataclasses import fields

from django.utils.translation import gettext as _

from accounts.imports.cells import LONGEST, CellReader, Remark
from accounts.imports.clashes import clashes
from accounts.imports.days import DayReader
from accounts.imports.mapping import ColumnMap
from accounts.imports.people import People, PersonRow, Remarks
from accounts.imports.reading import Row, Table


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
        headings={column.field: column.name for column in columns.mapped},
    )
    return read.without(clashes(unique, columns))


def _days(table: Table, columns: ColumnMap) -> DayReader:
    found = (columns.of("started_on"), columns.of("left_on"))
    return DayReader.of(value for column in found if column for value in table.values(column.index))


def _needed_width(table: Table) -> int:
    """How many cells a whole row has at least.

    Spreadsheets drop empty cells at the end of a row, so columns that most rows leave empty
    do not count.
    """
    usual = len(table.rows) / 2
    return max(
        (i + 1 for i in range(len(table.columns)) if len(table.values(i)) > usual), default=0
    )


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
