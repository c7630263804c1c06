"""Which column holds what: guessed from names and values, corrected by whoever imports."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from accounts.imports.headings import FIELDS, field_named, plain, reason_never
from accounts.imports.languages import language_of
from core.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from accounts.imports.reading import Table

SAMPLES = 3
LOOKED_AT = 200
CLEAR_MAJORITY = 0.8
_ADDRESS = re.compile(r"\S@\S+\.\S")


class Unmappable(RuleError):
    """A column or field that does not exist, or two columns for one field."""


@dataclass(frozen=True)
class Column:
    """One column of the file: the field it fills, or none; `never` says why it may not."""

    index: int
    name: str
    field: str = ""
    never: str = ""
    samples: tuple[str, ...] = ()

    @property
    def field_label(self) -> str:
        return str(FIELDS[self.field]) if self.field else ""


@dataclass(frozen=True)
class ColumnMap:
    """All columns of a file in their order."""

    columns: tuple[Column, ...]

    def of(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)

    @property
    def mapped(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field)

    @property
    def left_out(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.field)

    def chosen(self) -> dict[str, str]:
        """Column name to field, "" for left out: what `mapped_by` takes back."""
        return {column.name: column.field for column in self.columns}

    def missing(self) -> str:
        """A sentence about the columns no import can do without; empty when all are there."""
        if not self.of("email"):
            return _("No column is the e-mail address. Choose the one that is.")
        if not any(self.of(field) for field in ("name", "given_name", "family_name")):
            return _("No column holds names. Choose the full name, or given and family name.")
        return ""


def guess(table: Table) -> ColumnMap:
    """A first mapping. Every field is given at most once, to the surest column."""
    columns = [_column(table, index) for index in range(len(table.columns))]
    wanted = [(*_named(table, column), column.index) for column in columns if not column.never]
    taken: dict[str, int] = {}
    for field, _sureness, index in sorted(wanted, key=lambda wish: (-wish[1], wish[2])):
        if field:
            taken.setdefault(field, index)
    _split_names(taken)
    _guess_by_values(table, columns, taken)
    fields = {index: field for field, index in taken.items()}
    return ColumnMap(tuple(replace(c, field=fields.get(c.index, "")) for c in columns))


def _column(table: Table, index: int) -> Column:
    name = table.columns[index]
    samples = dict.fromkeys(" ".join(value.split())[:60] for value in table.values(index))
    return Column(
        index=index, name=name, never=reason_never(name), samples=tuple(samples)[:SAMPLES]
    )


def _named(table: Table, column: Column) -> tuple[str, int]:
    field, sureness = field_named(column.name)
    if field == "coach_suggestion" and not _mostly(table, column.index, _is_address):
        return "", 0  # "Manager" often holds a name, which is nobody in particular
    return field, sureness


def _split_names(taken: dict[str, int]) -> None:
    """Given and family name are surer than a full name; "Nom" beside "Prénom" is a part."""
    if "given_name" in taken and "family_name" in taken:
        taken.pop("name", None)
    elif "given_name" in taken and "name" in taken:
        taken["family_name"] = taken.pop("name")
    elif "family_name" in taken and "name" not in taken and "given_name" not in taken:
        taken["name"] = taken.pop("family_name")


def _guess_by_values(table: Table, columns: list[Column], taken: dict[str, int]) -> None:
    for field, looks_so in _LOOKS.items():
        free = [c.index for c in columns if not c.never and c.index not in taken.values()]
        if field not in taken:
            fitting = [index for index in free if _mostly(table, index, looks_so)]
            if field == "email":  # many people share a coach, nobody shares an address
                fitting.sort(key=lambda index: -_variety(table, index))
            if fitting:
                taken[field] = fitting[0]


def _mostly(table: Table, index: int, looks_so: Callable[[str], bool]) -> bool:
    values = table.values(index)[:LOOKED_AT]
    return bool(values) and sum(map(looks_so, values)) >= CLEAR_MAJORITY * len(values)


def _variety(table: Table, index: int) -> float:
    values = table.values(index)
    return len(set(values)) / len(values)


def _is_address(value: str) -> bool:
    return bool(_ADDRESS.search(value))


def _is_zone(value: str) -> bool:
    return "/" in value and value.strip() in available_timezones()


def _is_language(value: str) -> bool:
    return len(value.strip()) > len("en") and bool(language_of(value))


_LOOKS: dict[str, Callable[[str], bool]] = {
    "email": _is_address,
    "time_zone": _is_zone,
    "language": _is_language,
}


# --- corrections -----------------------------------------------------------------------------


def parse_choice(text: str) -> tuple[str, str]:
    """`COLUMN=FIELD` as typed on a command line; `COLUMN=` leaves the column out."""
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip():
        raise Unmappable(
            _("“%(text)s” is not of the form COLUMN=FIELD. COLUMN= leaves a column out.")
            % {"text": text}
        )
    return column.strip(), field.strip()


def mapped_by(
    columns: ColumnMap, choices: Mapping[str, str] | Iterable[tuple[str, str]]
) -> ColumnMap:
    """The mapping with the choices of a person put above the guesses.

    Raises `Unmappable` for an unknown column or field, for two columns chosen for one field, and
    for a column that is never imported.
    """
    pairs = list(choices.items() if hasattr(choices, "items") else choices)
    chosen: dict[int, str] = {}
    for name, field in pairs:
        column = _find(columns, name)
        _refuse(column, field)
        if field and field in chosen.values():
            _refuse_twice(columns, chosen, field, column)
        chosen[column.index] = field
    claimed = {field for field in chosen.values() if field}
    return ColumnMap(tuple(_with_choice(column, chosen, claimed) for column in columns.columns))


def _with_choice(column: Column, chosen: dict[int, str], claimed: set[str]) -> Column:
    if column.index in chosen:
        return replace(column, field=chosen[column.index])
    return replace(column, field="") if column.field in claimed else column


def _find(columns: ColumnMap, name: str) -> Column:
    exact = [column for column in columns.columns if column.name == name]
    alike = [column for column in columns.columns if plain(column.name) == plain(name)]
    if found := exact or alike:
        return found[0]
    raise Unmappable(
        _("The file has no column “%(name)s”. Its columns are: %(columns)s.")
        % {"name": name, "columns": ", ".join(column.name for column in columns.columns)}
    )


def _refuse(column: Column, field: str) -> None:
    if field and field not in FIELDS:
        raise Unmappable(
            _("There is no field “%(field)s”. Fields are: %(fields)s.")
            % {"field": field, "fields": ", ".join(FIELDS)}
        )
    if field and column.never:
        told = {"column": column.name, "sentence": column.never}
        raise Unmappable(_("“%(column)s”: %(sentence)s") % told)


def _refuse_twice(columns: ColumnMap, chosen: dict[int, str], field: str, column: Column) -> None:
    other = next(index for index, taken in chosen.items() if taken == field)
    if other != column.index:
        raise Unmappable(
            _("“%(first)s” and “%(second)s” cannot both be “%(field)s”. Choose one of them.")
            % {"first": columns.columns[other].name, "second": column.name, "field": field}
        )
