"""The cells of an XLSX workbook as text, within limits of size."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from accounts.imports.limits import MAX_COLUMNS, MAX_UNPACKED_BYTES, Unreadable, too_many_rows

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

ROWS_OF_A_SHEET = 1_048_576


def records(content: bytes, notes: list[str], most_rows: int) -> list[list[str]]:
    """The rows of the first visible sheet that holds something.

    A formula counts as what the spreadsheet last showed for it; one that was never computed
    stays a formula, and whoever reads the row decides.
    """
    _refuse_traps(content)
    try:
        return _read(content, notes, most_rows)
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


def _read(content: bytes, notes: list[str], most_rows: int) -> list[list[str]]:
    book = _open(content, computed=False)
    try:
        for position, sheet in enumerate(book.worksheets):
            if sheet.sheet_state != "visible":
                continue
            rows, formulas = _cells(sheet, most_rows)
            if any(any(row) for row in rows):
                if len(book.worksheets) > 1:
                    notes.append(
                        _("The file has several sheets; “%(sheet)s” was read.")
                        % {"sheet": sheet.title}
                    )
                return _computed(content, position, rows, most_rows) if formulas else rows
    finally:
        book.close()
    raise Unreadable(_("The file is empty. Choose a CSV or XLSX file with one person per row."))


def _open(content: bytes, *, computed: bool) -> Workbook:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)


def _computed(
    content: bytes, position: int, rows: list[list[str]], most_rows: int
) -> list[list[str]]:
    """The same rows with each formula replaced by the value the file carries for it."""
    book = _open(content, computed=True)
    try:
        shown, _formulas = _cells(book.worksheets[position], most_rows)
    finally:
        book.close()
    empty: list[str] = []
    return [
        [value or text for value, text in zip_longest(values, texts, fillvalue="")]
        for values, texts in zip_longest(shown, rows, fillvalue=empty)
    ]


def _cells(sheet: Any, most_rows: int) -> tuple[list[list[str]], bool]:
    """Return all rows up to the last filled one, evenly wide, and whether a cell is a formula."""
    rows: list[list[str]] = []
    filled, last, formulas = 0, 0, False
    sheet.reset_dimensions()  # what the file says about its own size is often wrong
    for number, cells in enumerate(sheet.iter_rows(max_row=ROWS_OF_A_SHEET), start=1):
        row = [text_of(cell.value) for cell in cells[: MAX_COLUMNS + 1]]
        rows.append(row if any(row) else [])
        if any(row):
            filled, last = filled + 1, number
            formulas = formulas or any(getattr(cell, "data_type", "") == "f" for cell in cells)
        if filled > most_rows + 1:
            raise too_many_rows(most_rows)
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) if row else [] for row in rows[:last]], formulas


def text_of(value: object) -> str:
    """What a person would type for this value: whole numbers without a point, days like ISO."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
