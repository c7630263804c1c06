"""The cells of an XLSX workbook as text, within limits of size."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from accounts.imports.limits import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES, Unreadable

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

ROWS_OF_A_SHEET = 1_048_576


def records(content: bytes, notes: list[str]) -> list[list[str]]:
    """The rows of the first sheet that holds something.

    A formula counts as what the spreadsheet last showed for it; one that was never computed
    stays a formula, and whoever reads the row decides.
    """
    _refuse_traps(content)
    try:
        return _read(content, notes)
    except Unreadable:
        raise
    except Exception as problem:
        raise Unreadable(
            _("This spreadsheet is damaged and cannot be read. Save it again as XLSX or CSV.")
        ) from problem


def _refuse_traps(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as problem:
        raise Unreadable(
            _("This spreadsheet is damaged and cannot be read. Save it again as XLSX or CSV.")
        ) from problem
    if "xl/workbook.xml" not in names:
        raise Unreadable(
            _("This is a packed file, but no XLSX spreadsheet. Choose a CSV or XLSX file.")
        )
    if unpacked > MAX_UNPACKED_BYTES:
        raise Unreadable(
            _("This spreadsheet unpacks to far more than a list of people needs. Save it as CSV.")
        )


def _read(content: bytes, notes: list[str]) -> list[list[str]]:
    book = _open(content, computed=False)
    try:
        for position, sheet in enumerate(book.worksheets):
            rows, formulas = _cells(sheet)
            if any(any(row) for row in rows):
                if len(book.worksheets) > 1:
                    notes.append(
                        _("The file has several sheets; “%(sheet)s” was read.")
                        % {"sheet": sheet.title}
                    )
                return _computed(content, position, rows) if formulas else rows
    finally:
        book.close()
    raise Unreadable(_("The file is empty. Choose a CSV or XLSX file with one person per row."))


def _open(content: bytes, *, computed: bool) -> Workbook:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)


def _computed(content: bytes, position: int, rows: list[list[str]]) -> list[list[str]]:
    """The same rows with each formula replaced by the value the file carries for it."""
    book = _open(content, computed=True)
    try:
        shown, _formulas = _cells(book.worksheets[position])
    finally:
        book.close()
    empty: list[str] = []
    return [
        [value or text for value, text in zip_longest(values, texts, fillvalue="")]
        for values, texts in zip_longest(shown, rows, fillvalue=empty)
    ]


def _cells(sheet: Any) -> tuple[list[list[str]], bool]:
    """Return all rows up to the last filled one, evenly wide, and whether a cell is a formula."""
    rows: list[list[str]] = []
    filled, last, formulas = 0, 0, False
    sheet.reset_dimensions()  # what the file says about its own size is often wrong
    for number, cells in enumerate(sheet.iter_rows(max_row=ROWS_OF_A_SHEET), start=1):
        row = [_text(cell.value) for cell in cells[: MAX_COLUMNS + 1]]
        rows.append(row if any(row) else [])
        if any(row):
            filled, last = filled + 1, number
            formulas = formulas or any(getattr(cell, "data_type", "") == "f" for cell in cells)
        if filled > MAX_ROWS + 1:
            raise Unreadable(_("The file has more than 100,000 rows. Split it into several files."))
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) if row else [] for row in rows[:last]], formulas


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
