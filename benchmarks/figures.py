"""What the bench prints: one line for each figure, with its floor, its ratio and its target."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

Act = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """A measured value beside its floor.

    `ratio` is what the target is about; `at_most` tells whether it is an upper bound. Without a
    target the line only informs.
    """

    name: str
    value: str
    floor: str
    ratio: float
    target: float
    at_most: bool = True
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.target if self.at_most else self.ratio >= self.target

    def __str__(self) -> str:
        sign = "<=" if self.at_most else ">="
        verdict = "ok" if self.is_met else "SHORT"
        line = f"{self.name:<34}{self.value:>12}{self.floor:>12}{self.ratio:>9.2f}"
        return f"{line}  {sign} {self.target:<7g} {verdict:<6}{self.note}".rstrip()


@dataclass(frozen=True)
class Skipped:
    """A figure that could not be measured here, and why."""

    name: str
    reason: str
    is_met: bool = True

    def __str__(self) -> str:
        return f"{self.name:<34}skipped: {self.reason}"


Line = Figure | Skipped
HEADER = f"{'name':<34}{'value':>12}{'floor':>12}{'ratio':>9}  target"


def seconds(act: Act) -> float:
    """Return how long one run takes."""
    began = perf_counter()
    act()
    return perf_counter() - began


def side_by_side(acts: Sequence[Act], runs: int) -> list[list[float]]:
    """Run all of them in turn, so that a noisy moment hits each; one run before is not counted."""
    for act in acts:
        act()
    times: list[list[float]] = [[] for _act in acts]
    for _run in range(runs):
        for act, found in zip(acts, times, strict=True):
            found.append(seconds(act))
    return times


def p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def milliseconds(value: float) -> str:
    return f"{value * 1000:.2f} ms"


def in_time(
    name: str, times: Sequence[float], floor: Sequence[float], target: float, note: str = ""
) -> Figure:
    """Compare medians; less is better."""
    value, base = median(times), median(floor)
    shown = (milliseconds(value), milliseconds(base))
    return Figure(name, *shown, value / base, target, note=note)


def failed(lines: Iterable[Line]) -> int:
    """Return how many figures are short of their target."""
    return sum(not line.is_met for line in lines)
