"""The geometry of small graphics: sums only, no query.

Positions are texts with a dot, whatever the language, since SVG wants them so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

LEFT, RIGHT, TOP, BOTTOM = 3.0, 93.0, 3.0, 25.0  # of a spark of 96 by 28
CHART_TOP, CHART_BOTTOM = 20.0, 230.0
APART, LINE = 28, 18  # how far lines and words have to be from each other
CROWDED = 70  # percent of the width from which a word reaches into those at the right end
GAPS = 3  # between the four lines of a chart


@dataclass(frozen=True)
class Spark:
    """A line of the last values; `ambition` is the height of the dotted line, if there is one."""

    points: str
    x: str
    y: str
    ambition: str


@dataclass(frozen=True)
class Track:
    """Where one is, honestly expects to be, and would love to be, from left to right."""

    now: str
    forecast: str
    ambition: str


@dataclass(frozen=True)
class Tick:
    """A line of the chart and the value it stands for; `text_y` is where its label sits."""

    y: str
    text_y: str
    value: Decimal


@dataclass(frozen=True)
class Label:
    """Where a word stands in the chart; `anchor` is start, middle or end."""

    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """Values over time, with the ambition and the way to the forecast.

    The way ends at the due day, or somewhat later than the last value where there is none; then
    `last_on` is None. A label is None where there is nothing to say.
    """

    ticks: tuple[Tick, ...]
    line: str
    area: str
    cone: str
    ambition: str
    last_x: str
    last_y: str
    forecast_y: str
    first_on: date
    measured_on: date
    last_on: date | None
    now_label: Label
    ambition_label: Label | None
    forecast_label: Label | None


def spark(values: Sequence[Decimal], ambition: Decimal | None) -> Spark | None:
    """Draw values from the oldest to the newest; None when there is none."""
    if not values:
        return None
    seen = [*values, *([] if ambition is None else [ambition])]
    low, high = float(min(seen)), float(max(seen))

    def height(value: Decimal) -> float:
        share = (float(value) - low) / (high - low) if high > low else 0.5
        return BOTTOM - share * (BOTTOM - TOP)

    gap = (RIGHT - LEFT) / max(len(values) - 1, 1)
    start = RIGHT - gap * (len(values) - 1)
    points = [(start + gap * place, height(value)) for place, value in enumerate(values)]
    return Spark(
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        x=f"{points[-1][0]:.1f}",
        y=f"{points[-1][1]:.1f}",
        ambition="" if ambition is None else f"{height(ambition):.1f}",
    )


def track(
    start: Decimal, now: Decimal | None, forecast: Decimal | None, ambition: Decimal | None
) -> Track | None:
    """Draw the way from the start; None when there is nothing to be on the way to."""
    if forecast is None and ambition is None:
        return None
    known = [float(value) for value in (now, forecast, ambition) if value is not None]
    way = max((value - float(start) for value in known), key=abs)

    def place(value: Decimal | None) -> str:
        if value is None:
            return ""
        share = (float(value) - float(start)) / way if way else 1.0
        return f"{min(max(share, 0.01), 0.995) * 100:.1f}%"

    return Track(now=place(now), forecast=place(forecast), ambition=place(ambition))


def chart(
    values: Sequence[tuple[date, Decimal]],
    *,
    ambition: Decimal | None,
    forecast: Decimal | None,
    due_on: date | None,
) -> Chart | None:
    """Draw days and values, oldest first; None for fewer than two days."""
    if not values or values[0][0] == values[-1][0]:
        return None
    first_on, (measured_on, last) = values[0][0], values[-1]
    end, last_on = end_of(first_on, measured_on, due_on if forecast is not None else measured_on)
    expected = [value for value in (ambition, forecast) if value is not None]
    lines = ticks([*(value for _day, value in values), *expected])

    def x(day: date) -> float:
        return (day - first_on).days / (end - first_on).days * 100

    y = partial(height, lines=lines)
    path = path_of([(x(day), y(value)) for day, value in values])
    here = x(measured_on), y(last)
    ahead = y(forecast) if forecast is not None and end > measured_on else None
    above = y(ambition) if ambition is not None else None
    now_label, forecast_label, ambition_label = placed(here, ahead, above)
    return Chart(
        ticks=lines,
        line=f"M{path}",
        area=f"M{path}V{CHART_BOTTOM:.0f}H0Z",
        cone=f"M{here[0]:.2f} {here[1]:.1f} 100 {ahead:.1f}" if ahead is not None else "",
        ambition="" if above is None else f"M0 {above:.1f}H100",
        last_x=f"{here[0]:.2f}%",
        last_y=f"{here[1]:.1f}",
        forecast_y=f"{ahead:.1f}" if ahead is not None else "",
        first_on=first_on,
        measured_on=measured_on,
        last_on=last_on,
        now_label=now_label,
        forecast_label=forecast_label,
        ambition_label=ambition_label,
    )


def path_of(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f} {y:.1f}" for x, y in points)


def end_of(first_on: date, measured_on: date, due_on: date | None) -> tuple[date, date | None]:
    """Return where the chart ends, and the day to write there, if it is a day that means one."""
    if due_on is None:
        return measured_on + max((measured_on - first_on) // 5, timedelta(days=7)), None
    end = max(measured_on, due_on)
    return end, end


def placed(
    here: tuple[float, float], ahead: float | None, above: float | None
) -> tuple[Label, Label | None, Label | None]:
    """Place the words for now, forecast and ambition so that they do not cover each other."""
    ambition = None if above is None else above - 8
    forecast = None if ahead is None else ahead - 8
    if above is not None and ahead is not None and abs(ahead - above) < APART:
        if ahead >= above:
            forecast = ahead + 22
        else:
            ambition = above + 18
    x, y = here
    now = y + 26 if y + 26 <= CHART_BOTTOM - 4 else y - 14
    taken = [one for one in (ambition, forecast) if one is not None]
    if x > CROWDED and any(abs(now - one) < LINE for one in taken):
        now = min(y - 14, min(taken) - LINE)
    anchor = "end" if x > CROWDED else "start" if x < 100 - CROWDED else "middle"
    return (
        Label(f"{x:.2f}%", f"{now:.1f}", anchor),
        None if forecast is None else Label("97%", f"{forecast:.1f}", "end"),
        None if ambition is None else Label("100%", f"{ambition:.1f}", "end"),
    )


def height(value: Decimal, lines: Sequence[Tick]) -> float:
    """Return where a value stands between the lowest and the highest line."""
    low, high = lines[0].value, lines[-1].value
    return CHART_BOTTOM - float((value - low) / (high - low)) * (CHART_BOTTOM - CHART_TOP)


def ticks(values: Sequence[Decimal]) -> tuple[Tick, ...]:
    """Return four lines at round values that hold all these values, from the lowest up."""
    low, high = min(values), max(values)
    gap = round_gap(high - low)
    bottom = (low / gap).to_integral_value("ROUND_FLOOR") * gap
    while bottom + gap * GAPS < high:
        gap = round_gap(gap * GAPS + gap)
        bottom = (low / gap).to_integral_value("ROUND_FLOOR") * gap
    step = (CHART_BOTTOM - CHART_TOP) / GAPS
    heights = [CHART_BOTTOM - step * place for place in range(GAPS + 1)]
    return tuple(
        Tick(y=f"{at:.1f}", text_y=f"{at + 5:.1f}", value=bottom + gap * place)
        for place, at in enumerate(heights)
    )


def round_gap(span: Decimal) -> Decimal:
    """Return the smallest of 1, 2, 2.5, 5, 10 (by tens) of which three cover the span."""
    if not span:
        return Decimal(1)
    wanted = span / GAPS
    ten = Decimal(10) ** math.floor(wanted.log10())
    factors = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
    return next(factor * ten for factor in factors if factor * ten >= wanted)


def quick_values(last: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Return a bit less, the same, and a bit more, in the steps in which the value is told."""
    digits = last.normalize()
    exponent = digits.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        step = Decimal(1).scaleb(exponent)
    else:
        step = Decimal(1).scaleb(max(len(str(abs(int(last)))) - 3, 0))
    return last - step, last, last + step
