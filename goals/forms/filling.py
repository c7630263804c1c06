"""Values of numbers from a file or from pasted rows: one line, one value, or one sentence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.imports.days import DayReader, NotADay
from accounts.imports.headings import plain
from accounts.models import Person
from core.errors import RuleError
from core.forms import OnceForm
from core.tables import Unreadable, decoded, records_of_text
from goals.forms.numbers import parsed
from goals.models import Metric
from goals.services.filling import Line, problem_of, twice

MOST_ROWS = 10_000
MOST_BYTES = 2 * 1024 * 1024
SEPARATORS = ("\t", ";", ",", "|")  # a tab first: pasted cells of a spreadsheet may hold commas
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

# What files call these columns in the languages of the app, as `plain` leaves it.
HEADS = {
    "metric": "metric number name kennzahl zahl metrique indicateur metrica indicador nombre "
    "kengetal maltall",
    "day": "day date tag datum messtag jour dia fecha dag dato",
    "value": "value wert messwert valeur valor waarde verdi",
    "note": "note notiz bemerkung kommentar comment remarque commentaire nota comentario "
    "notitie opmerking notat merknad",
}


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be kept; `row` counts as a spreadsheet does."""

    row: int
    sentence: str


@dataclass
class Sheet:
    """What a file says: lines that can be kept, and problems of those that cannot."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class RowReader:
    """Reads the rows of one file. Where it is of one metric, no column names it."""

    def __init__(
        self, metrics: Sequence[Metric], *, by: Person, at: datetime, is_of_one: bool
    ) -> None:
        self.by, self.at = by, at
        self.only = metrics[0] if is_of_one else None
        self.by_name: dict[str, list[Metric]] = {}
        for metric in metrics:
            self.by_name.setdefault(plain(metric.name), []).append(metric)
        self.days = DayReader()
        self.columns: dict[str, int] = {}
        self.width = 0  # of the heads, where there are any

    def read(self, text: str) -> Sheet:
        """Return lines and problems. Raises `Unreadable` where nothing can be read at all."""
        rows = numbered(records_of_text(text, separators=SEPARATORS))
        if not rows:
            raise Unreadable(_("There is no row in it. Write a day and a value in each row."))
        rows = self.without_heads(rows)
        self.days = DayReader.of(self.cell(cells, "day") for _row, cells in rows)
        sheet, seen = Sheet(), set[Any]()
        for row, cells in rows:
            try:
                line = self.line(row, cells)
                sentence = problem_of(line, by=self.by, at=self.at) or twice(line, seen)
            except RuleError as error:
                sentence = error.sentence
            if sentence:
                sheet.problems.append(Problem(row, sentence))
            else:
                sheet.lines.append(line)
        return sheet

    def without_heads(self, rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """Learn which column is which, by the heads if there are any, else by the usual order."""
        named = named_columns(rows[0][1])
        if {"day", "value"} <= set(named):
            self.columns, self.width = named, len(rows[0][1])
            rows = rows[1:]
        else:
            order = ["day", "value", "note"] if self.only else ["metric", "day", "value", "note"]
            self.columns = {name: place for place, name in enumerate(order)}
        if not self.only and "metric" not in self.columns:
            raise Unreadable(_("Add a column “Number” that names the number each value is of."))
        if not rows:
            raise Unreadable(_("There is no value below the names of the columns."))
        if len(rows) > MOST_ROWS:
            sentence = _("There are more than %(most)s rows. Split them into several files.")
            raise Unreadable(sentence % {"most": number_format(MOST_ROWS, force_grouping=True)})
        return rows

    def line(self, row: int, cells: list[str]) -> Line:
        """Read one row; raises a sentence about the first cell that cannot be read."""
        self.refuse_cut_number(cells)
        metric = self.only or self.metric(self.cell(cells, "metric"))
        day, value = self.cell(cells, "day"), self.cell(cells, "value")
        if not day:
            raise NotADay(_("The day is missing. Write it like 2026-04-12."))
        return Line(
            row=row,
            metric=metric,
            measured_on=self.day(day),
            value=self.value(value, metric),
            note=self.note(cells),
        )

    def refuse_cut_number(self, cells: list[str]) -> None:
        """Refuse a row in which a comma both separates and writes a number: "3,5" became two."""
        beyond = any(cell.strip() for cell in cells[self.width :]) if self.width else False
        note = "" if self.width else self.cell(cells, "note")
        if beyond or note.isdigit():
            raise Unreadable(
                _("A comma cuts this value in two. Put semicolons between the cells instead.")
            )

    def cell(self, cells: list[str], name: str) -> str:
        place = self.columns.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    def metric(self, name: str) -> Metric:
        found = self.by_name.get(plain(name), [])
        if len(found) == 1:
            return found[0]
        if found:
            sentence = _("Two numbers of this goal have the name “%(name)s”. Rename one.")
            raise Unreadable(sentence % {"name": name[:60]})
        raise Unreadable(
            _("This goal has no number with the name “%(name)s”. Write it as the goal does.")
            % {"name": name[:60]}
        )

    def day(self, text: str) -> date:
        return self.days.read(text)

    def value(self, text: str, metric: Metric) -> Decimal:
        """Read a number as the language in force writes it; its unit may follow."""
        if not text:
            raise Unreadable(_("The value is missing. Write a number, or take the row out."))
        bare = text.removesuffix(metric.unit) if metric.unit else text
        try:
            return parsed(bare)
        except ValueError as error:
            sentence = _("“%(text)s” is no plain number. Write it like %(example)s.")
            raise Unreadable(sentence % {"text": text[:40], "example": example()}) from error

    def note(self, cells: list[str]) -> str:
        """Return the note, without the mark that our files put before what looks like a formula."""
        note = self.cell(cells, "note")
        is_marked = note.startswith("'") and note[1:].startswith(BEGINS_A_FORMULA)
        return note[1:] if is_marked else note


def example() -> str:
    """Return a number as the language in force writes it."""
    return "74.5".replace(".", str(get_format("DECIMAL_SEPARATOR")))


def numbered(records: Iterable[list[str]]) -> list[tuple[int, list[str]]]:
    """Return the rows that are not blank, with their numbers."""
    rows = []
    for number, cells in enumerate(records, start=1):
        if any(cell.strip() for cell in cells):
            rows.append((number, cells))
        if len(rows) > MOST_ROWS + 1:
            break
    return rows


def named_columns(cells: Sequence[str]) -> dict[str, int]:
    """Return where the columns stand whose names are known."""
    own = {"metric": _("Number"), "day": _("Day"), "value": _("Value"), "note": _("Note")}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        head = plain(cell)
        for name, words in HEADS.items():
            if head and (head == plain(own[name]) or head in words.split()):
                found.setdefault(name, place)
    return found


class FillForm(OnceForm):
    """Rows pasted or in a file. What was read stands in `rows` to be looked at and sent again."""

    rows = forms.CharField(
        label=gettext_lazy("Rows"),
        help_text=gettext_lazy("One value in each row: day, value and, if you like, a note."),
        required=False,
        widget=forms.Textarea(attrs={"spellcheck": "false", "data-no-draft": ""}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"),
        help_text=gettext_lazy("Up to 10,000 rows. Semicolons, commas or tabs between the cells."),
        required=False,
        allow_empty_file=True,
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv"}),
    )
    apply = forms.BooleanField(required=False)

    def __init__(self, *args: Any, read: Callable[[str], Sheet], **options: Any) -> None:
        super().__init__(*args, **options)
        self.read, self.sheet, self.notes = read, Sheet(), list[str]()
        self.read_text = ""  # what was read, from wherever it came

    def clean(self) -> dict[str, Any]:
        """Read the rows, so that the page can show what they would do."""
        given: dict[str, Any] = super().clean() or {}
        try:
            self.read_text = given.get("rows", "")
            self.read_text = self.text(given)
            self.sheet = self.read(self.read_text)
        except RuleError as error:
            self.add_error("file" if given.get("file") else "rows", error.sentence)
        return given

    def text(self, given: dict[str, Any]) -> str:
        """Return the rows as text: of the file, if there is one."""
        if file := given.get("file"):
            content = file.read(MOST_BYTES + 1)
            if content.startswith(b"PK\x03\x04"):
                raise Unreadable(_("This is a spreadsheet. Save it as CSV, or paste its rows."))
            text = decoded(content, self.notes) if len(content) <= MOST_BYTES else ""
        else:
            content = text = given.get("rows", "")
        if len(content) > MOST_BYTES:
            raise Unreadable(_("This is more than 2 MB. Split it into several files."))
        if not text.strip():
            raise Unreadable(_("Paste rows, or choose a CSV file with a day and a value in each."))
        return text
