"""A text of unknown make becomes records: its encoding and its separator are found out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_RECORDS = 60
BREAKS_IN_ONE_CELL = 50  # more than these and a quotation mark was never closed
UNREADABLE_SHARE = 0.005


class Unreadable(RuleError):
    """The file is not a table that can be read; the sentence says what it is."""


def decoded(content: bytes, notes: list[str]) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows text; `notes` tells of the last."""
    encoding = _encoding(content)
    text = content.decode(encoding, errors="replace")
    odd = sum(1 for sign in text if sign < " " and sign not in "\t\r\n\f\v")
    if odd > max(8, len(text) * UNREADABLE_SHARE):
        raise Unreadable(_("This file is not a table of text. Save the table as CSV."))
    if encoding == "cp1252":
        notes.append(_("The file is not UTF-8; it was read as Windows text. Check the accents."))
    return text


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if silent := _utf16_without_mark(content[:4096]):
        return silent
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _utf16_without_mark(start: bytes) -> str | None:
    """UTF-16 betrays itself by zeros in every other byte, on one side only."""
    pairs = max(1, len(start) // 2)
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > pairs * 0.4 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.4 and odd < pairs * 0.05:
        return "utf-16-be"
    return None


def records_of_text(text: str, *, separators: Sequence[str] = SEPARATORS) -> Iterator[list[str]]:
    """Yield the records of a CSV text. Raises `Unreadable` with a sentence.

    Of `separators` that cut equally well the first is taken.
    """
    separator, text = _announced_separator(text)
    separator = separator or _separator(text, separators)
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cell.count("\n") > BREAKS_IN_ONE_CELL for cell in record):
                raise Unreadable(_("A quotation mark is opened in the file and never closed."))
            yield record
    except csv.Error as problem:
        raise Unreadable(
            _("One cell of the file is far too long. Perhaps a quotation mark is never closed.")
        ) from problem


def _announced_separator(text: str) -> tuple[str | None, str]:
    """Spreadsheets understand a first line `sep=;`, so some exports write it."""
    first, _newline, rest = text.partition("\n")
    announced = first.strip().strip('"')
    if len(announced) == len("sep=;") and announced.lower().startswith("sep="):
        return announced[-1], "\n" + rest  # the line stays, blank, so that rows keep their numbers
    if first.rstrip("\r").lower() == "sep=\t":
        return "\t", "\n" + rest
    return None, text


def _separator(text: str, separators: Sequence[str]) -> str:
    """The separator that cuts the first records into the most columns, most evenly."""
    best = max(separators, key=lambda separator: _evenness(text, separator))
    if not _evenness(text, best):
        raise Unreadable(
            _(
                "No columns were found in this file. They are to be separated by "
                "semicolons, commas, tabs or upright strokes."
            )
        )
    return best


def _evenness(text: str, separator: str) -> float:
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # what is wrong with the file is told when it is read in earnest
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            widths[len(record)] += any(cell.strip() for cell in record)
            if widths.total() == SAMPLE_RECORDS:
                break
    even = max((width * times for width, times in widths.items() if width > 1), default=0)
    return even / max(1, widths.total())
