"""A file of unknown make becomes a table of text cells, or one clear sentence.

Nothing here knows about people: kinds of files, spreadsheets and their limits alone. How a text
becomes records is in `core.tables`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.imports import spreadsheet
from accounts.imports.limits import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Unreadable,
    too_many_rows,
)
from core.tables import decoded, records_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable

SEARCH_FOR_HEADS = 10  # a title and a date may stand above the names of the columns

KIND_BY_START = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
}


@dataclass(frozen=True)
class Row:
    """One row below the heads. `number` counts as a spreadsheet does: the first row is 1."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """The names of the columns and the rows below them, blank rows left out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def values(self, index: int) -> tuple[str, ...]:
        """What stands in one column, empty cells left out."""
        cells = (row.cells[index] for row in self.rows if index < len(row.cells))
        return tuple(cell for cell in cells if cell.strip())


def read_table(content: bytes, *, most_rows: int = MAX_ROWS) -> Table:
    """The table in a CSV or XLSX file of at most 10 MB and `most_rows` rows.

    Raises `Unreadable` with a sentence that says what the file is instead.
    """
    _refuse_by_size(content)
    _refuse_by_kind(content)
    notes: list[str] = []
    if content.startswith(b"PK\x03\x04"):
        records: Iterable[list[str]] = spreadsheet.records(content, notes, most_rows)
    else:
        records = records_of_text(decoded(content, notes))
    return _table(_numbered(records, most_rows), notes)


def _refuse_by_size(content: bytes) -> None:
    if not content.strip():
        raise Unreadable(_("The file is empty. Choose a CSV or XLSX file with one person per row."))
    if len(content) > MAX_BYTES:
        raise Unreadable(
            _("The file is larger than 10 MB. Leave out columns, or split it into several files.")
        )


def _refuse_by_kind(content: bytes) -> None:
    for start, kind in KIND_BY_START.items():
        if content.startswith(start):
            raise Unreadable(
                _("This is a %(kind)s file, not a table. Choose a CSV or XLSX file.")
                % {"kind": kind}
            )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _("This is an old or locked Excel file. Save it as XLSX without a password, or as CSV.")
        )


# --- from records to a table -----------------------------------------------------------------


def _numbered(records: Iterable[list[str]], most_rows: int) -> list[Row]:
    rows: list[Row] = []
    for number, record in enumerate(records, start=1):
        row = Row(number=number, cells=tuple(record))
        if row.is_blank:
            continue
        rows.append(row)
        if len(rows) > most_rows + 1:
            raise too_many_rows(most_rows)
    return rows


def _table(rows: list[Row], notes: list[str]) -> Table:
    position = _position_of_heads(rows)
    heads, below = rows[position], rows[position + 1 :]
    _refuse_heads(heads, below)
    if position:
        notes.append(
            _("The names of the columns were found in row %(row)d.") % {"row": heads.number}
        )
    columns = _names(heads, below)
    repeated = [row.number for row in below if row.cells == heads.cells]
    if repeated:
        notes.append(
            _("Row %(row)d repeats the names of the columns and is left out.")
            % {"row": repeated[0]}
        )
    rows = [row for row in below if row.number not in set(repeated)]
    if not rows:
        raise Unreadable(_("The file holds the names of the columns and no person below them."))
    return Table(columns=columns, rows=tuple(rows), notes=tuple(notes))


def _position_of_heads(rows: list[Row]) -> int:
    for position, row in enumerate(rows[:SEARCH_FOR_HEADS]):
        if sum(1 for cell in row.cells if cell.strip()) > 1:
            return position
    raise Unreadable(
        _("Only one column was found. A table needs at least a name and an e-mail address.")
    )


def _refuse_heads(heads: Row, below: list[Row]) -> None:
    if any("@" in cell for cell in heads.cells):
        raise Unreadable(
            _("The first row holds a person. Put the names of the columns above it, in row 1.")
        )
    if len(heads.cells) > MAX_COLUMNS:
        raise Unreadable(_("The file has more than 200 columns. Leave out what is not needed."))
    if not below:
        raise Unreadable(_("The file holds the names of the columns and no person below them."))


def _names(heads: Row, below: list[Row]) -> tuple[str, ...]:
    """Each column gets a name of its own: spaces tidied, blanks and doubles numbered."""
    width = len(heads.cells)
    while width and not heads.cells[width - 1].strip() and not _is_used(below, width - 1):
        width -= 1
    seen: Counter[str] = Counter()
    names: list[str] = []
    for position, cell in enumerate(heads.cells[:width], start=1):
        name = " ".join(cell.split()) or _("Column %(number)d") % {"number": position}
        seen[name.casefold()] += 1
        times = seen[name.casefold()]
        names.append(name if times == 1 else f"{name} ({times})")
    return tuple(names)


def _is_used(rows: list[Row], index: int) -> bool:
    return any(index < len(row.cells) and row.cells[index].strip() for row in rows)
