"""The ladder of a capability: where somebody was over time, and where they aim. No query here.

Positions are texts with a dot, whatever the language, since SVG wants them so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goals.models import Level

RUNG = 20  # pixels from one level to the next, the height of a line of its name
FIRST, TODAY, AIM = 1.5, 88.0, 97.5  # per cent of the width
SHORTEST = timedelta(days=90)  # an axis shorter than that makes a day look like a season


@dataclass(frozen=True)
class Step:
    """A level noted on a day, whether it is witnessed, and whether it is a step back."""

    pk: UUID
    level: Level
    on: date
    is_witnessed: bool
    is_back: bool


@dataclass(frozen=True)
class Rung:
    """The name of a level, from the highest down."""

    name: str
    is_now: bool


@dataclass(frozen=True)
class Ring:
    """A mark on the ladder."""

    x: str
    y: str
    is_witnessed: bool = False


@dataclass(frozen=True)
class Ladder:
    """All that the graphic needs, and the same in words."""

    rungs: tuple[Rung, ...]
    lines: tuple[str, ...]
    height: int
    path: str
    rings: tuple[Ring, ...]
    aim: Ring | None
    label: str
    steps: tuple[Step, ...]  # the newest first
    start: date


def axis_start(days: Sequence[date], *, today: date) -> date:
    """Return the day at which the axis begins: the earliest, or a season ago."""
    return min([*days, today - SHORTEST])


def ladder(
    name: str,
    levels: Sequence[Level],
    steps: Sequence[Step],
    *,
    ideal: Level,
    start: date,
    today: date,
) -> Ladder:
    """Draw the steps (oldest first) on the levels (lowest first)."""
    heights = {level.pk: height_of(number, len(levels)) for number, level in enumerate(levels)}
    now = steps[-1].level if steps else None
    rings = tuple(
        Ring(x_of(step.on, start, today), heights[step.level.pk], step.is_witnessed)
        for step in steps
    )
    aims = now is None or ideal.position > now.position
    return Ladder(
        rungs=tuple(Rung(one.name, one == now) for one in reversed(levels)),
        lines=tuple(heights.values()),
        height=len(levels) * RUNG,
        path=path(rings),
        rings=rings,
        aim=Ring(f"{AIM}%", heights[ideal.pk]) if aims else None,
        label=label(name, steps, ideal=ideal if aims else None),
        steps=tuple(reversed(steps)),
        start=start,
    )


def height_of(number: int, count: int) -> str:
    """Return where the line of a level is, counted from the lowest."""
    return str((count - number) * RUNG - RUNG // 2)


def x_of(day: date, start: date, today: date) -> str:
    """Return where a day is between the start of the axis and today."""
    part = (day - start) / (today - start) if today > start else 1.0
    return f"{FIRST + max(0.0, min(part, 1.0)) * (TODAY - FIRST):.1f}%"


def path(rings: Sequence[Ring]) -> str:
    """Return the stairs through the rings, on to today."""
    if not rings:
        return ""
    first, *others = rings
    stairs = [f"H{ring.x.rstrip('%')}V{ring.y}" for ring in others]
    return "".join([f"M{first.x.rstrip('%')} {first.y}", *stairs, f"H{TODAY:.0f}"])


def month(day: date) -> str:
    """Return a month in words, "March 2026"."""
    return date_format(day, "F Y")


def label(name: str, steps: Sequence[Step], *, ideal: Level | None) -> str:
    """Say what the graphic shows."""
    if not steps:
        words = _("%(name)s: no level noted so far") % {"name": name}
    else:
        last = steps[-1]
        told = {"name": name, "level": last.level.name, "month": month(last.on)}
        words = seen(last) % told
    if ideal is None:
        return words
    return _("%(words)s. Aiming for: %(ideal)s") % {"words": words, "ideal": ideal.name}


def seen(step: Step) -> str:
    """Return the sentence about the level somebody is at."""
    if step.is_witnessed:
        return _("%(name)s: %(level)s, since %(month)s, witnessed")
    return _("%(name)s: %(level)s, since %(month)s, own view so far")
