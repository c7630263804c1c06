"""Goals over time: bars from start to due day within a window of months or quarters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from accounts.models import Person
from goals.selectors.goals import Leaf, leaf_of
from goals.selectors.wish import Wish

SHOWN: Final = 25
UNDATED_SHOWN: Final = 10
FIRST_YEAR, LAST_YEAR = 1990, 2200
# How many columns a window has, of how many months, and how far it moves.
SCALES: Final[Mapping[str, tuple[int, int]]] = {"quarters": (6, 3), "months": (6, 1)}


class Row(NamedTuple):
    """A goal with a start; `due_on` is None for one apart from the bars."""

    pk: UUID
    title: str
    starts_on: date
    due_on: date | None
    agreed_at: object
    achieved_at: object
    let_go_at: object
    is_joined: bool
    is_owned: bool

    @property
    def state(self) -> str:
        if self.achieved_at:
            return "achieved"
        if self.let_go_at:
            return "let_go"
        return "active" if self.agreed_at else "proposed"

    @property
    def is_mine(self) -> bool:
        return self.is_joined or self.is_owned


@dataclass(frozen=True)
class Bar:
    """A goal with where its bar begins and how long it is, both as percents."""

    row: Row
    x: str
    width: str


@dataclass(frozen=True)
class Column:
    """A month or a quarter: its first day, and where it begins as a percent."""

    first: date
    x: str


@dataclass(frozen=True)
class Window:
    """What is seen at once: from the first day to the last."""

    scale: str
    first: date
    last: date
    columns: tuple[Column, ...]

    @property
    def earlier(self) -> date:
        return months_on(self.first, -self.step)

    @property
    def later(self) -> date:
        return months_on(self.first, self.step)

    @property
    def step(self) -> int:
        """How many months one moves on: half of what is seen."""
        number, months = SCALES[self.scale]
        return number // 2 * months

    def place(self, day: date) -> float:
        """Return where a day is between the first (0) and the last (100)."""
        return self.share((day - self.first).days)

    def place_after(self, day: date) -> float:
        """Return where a day ends; it belongs to its goal up to then."""
        return self.share((day - self.first).days + 1)

    def share(self, days: int) -> float:
        whole = (self.last - self.first).days + 1
        return min(max(days / whole * 100, 0.0), 100.0)


@dataclass(frozen=True)
class Timeline:
    """A page of bars in a window, and the first goals without a due day."""

    window: Window
    bars: Leaf[Bar]
    today: str
    undated: tuple[Row, ...]
    more_undated: bool


def months_on(day: date, months: int) -> date:
    """Return the first day of the month so many months later, within the years one can see."""
    number = day.year * 12 + day.month - 1 + months
    number = min(max(number, FIRST_YEAR * 12), LAST_YEAR * 12)
    return date(number // 12, number % 12 + 1, 1)


def window_of(scale: str, start: str, *, today: date) -> Window:
    """Read a window from an address such as `2026-10`; whatever is none means around today."""
    scale = scale if scale in SCALES else "quarters"
    number, months = SCALES[scale]
    first = month_named(start) or months_on(today, 0)
    first = months_on(first, -((first.month - 1) % months))
    starts = [months_on(first, months * place) for place in range(number + 1)]
    last = date.fromordinal(starts[-1].toordinal() - 1)
    whole = max((starts[-1] - first).days, 1)
    columns = tuple(Column(day, f"{(day - first).days / whole * 100:.2f}%") for day in starts[:-1])
    return Window(scale, first, last, columns)


def month_named(text: str) -> date | None:
    """Return the first day of a month such as `2026-10`."""
    year, _dash, month = text.partition("-")
    if not (text.isascii() and year.isdigit() and month.isdigit() and len(text) == len("2026-10")):
        return None
    if not (FIRST_YEAR <= int(year) < LAST_YEAR and 1 <= int(month) <= 12):
        return None
    return date(int(year), int(month), 1)


def timeline(wish: Wish, window: Window, *, viewer: Person, number: int, today: date) -> Timeline:
    """Return the goals looked for that go on within a window, the next due first: two queries."""
    found = wish.goals(viewer, on=today).with_part_of(viewer)
    running = found.running_between(window.first, window.last).next_due_first()
    start = (number - 1) * SHOWN
    rows = list(rows_of(running.values_list(*Row._fields)[start : start + SHOWN + 1]))
    bars = [bar(row, window) for row in rows]
    apart = found.undated().newest_first().values_list(*Row._fields)[: UNDATED_SHOWN + 1]
    undated = list(rows_of(apart))
    return Timeline(
        window=window,
        bars=leaf_of(bars, number=number, most=SHOWN),
        today=f"{window.place(today):.2f}%" if window.first <= today <= window.last else "",
        undated=tuple(undated[:UNDATED_SHOWN]),
        more_undated=len(undated) > UNDATED_SHOWN,
    )


def rows_of(found: Iterable[tuple[object, ...]]) -> Iterable[Row]:
    return (Row._make(values) for values in found)


def bar(row: Row, window: Window) -> Bar:
    start = window.place(row.starts_on)
    end = window.place_after(row.due_on or row.starts_on)
    return Bar(row, f"{start:.2f}%", f"{max(end - start, 0.8):.2f}%")
