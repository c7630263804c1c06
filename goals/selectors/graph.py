"""A part of the graph of goals, drawn in layers from the purpose on, and told as a nested list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID

from accounts.models import Person
from goals.models import Goal
from goals.querysets import graph
from goals.querysets.graph import Spot

TOPS: Final = 6
MOST_DRAWN: Final = 60
MOST_ABOVE: Final = 120
MOST_PATHS: Final = 50
MY_GOALS: Final = 12
ROW, BOX, GAP = 72, 56, 3.5  # heights in pixels; the gap between two layers in percent
EDGE: Final = 0.985  # of its place a box fills, so that its frame is not cut off
PURPOSE: Final = UUID(int=0)  # stands for the purpose, which is no goal


@dataclass(frozen=True)
class Twig:
    """A goal in a nested list; one that was told before is named again without what is below."""

    spot: Spot
    below: tuple["Twig", ...] = ()
    is_repeated: bool = False


@dataclass(frozen=True)
class Box:
    """A goal in the drawing. `x` and `width` are percents, `y` is the top in pixels."""

    spot: Spot | None
    x: str
    y: int
    width: str
    hidden: int = 0


@dataclass(frozen=True)
class Edge:
    """A line from the right side of a goal to the left side of one below it."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class Drawing:
    """Boxes and lines; `height` in pixels, `columns` the number of layers."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    height: int
    columns: int


@dataclass(frozen=True)
class Part:
    """Some goals of the graph, and what hangs on what among them."""

    spots: Sequence[Spot]
    has_next: bool = False
    mine: frozenset[UUID] = field(default_factory=frozenset)

    @cached_property
    def by_id(self) -> dict[UUID, Spot]:
        return {spot.pk: spot for spot in self.spots}

    @cached_property
    def above(self) -> dict[UUID, list[UUID]]:
        """Those of the parents that belong to this part, for each goal."""
        return {
            spot.pk: [parent for parent in spot.parents if parent in self.by_id]
            for spot in self.spots
        }

    @cached_property
    def below(self) -> dict[UUID, list[UUID]]:
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for pk, parents in self.above.items():
            for parent in parents:
                found[parent].append(pk)
        return found

    @cached_property
    def tops(self) -> list[UUID]:
        """The goals that hang on none of the others."""
        return [pk for pk, parents in self.above.items() if not parents]

    @cached_property
    def under_purpose(self) -> list[UUID]:
        return [pk for pk in self.tops if hangs_on_purpose(self.by_id[pk])]

    @cached_property
    def twigs(self) -> tuple[Twig, ...]:
        """The part as a nested list, from the top down."""
        told: set[UUID] = set()
        return tuple(self.twig(pk, told) for pk in self.tops)

    @property
    def ways(self) -> tuple[Twig, ...]:
        """The twigs without those that stand `apart`."""
        return tuple(twig for twig in self.twigs if not is_alone(twig))

    @property
    def apart(self) -> tuple[Twig, ...]:
        """Personal goals that hang on no other, with none of the others below them."""
        return tuple(twig for twig in self.twigs if is_alone(twig))

    def twig(self, pk: UUID, told: set[UUID]) -> Twig:
        if pk in told:
            return Twig(self.by_id[pk], is_repeated=bool(self.below.get(pk)))
        told.add(pk)
        return Twig(self.by_id[pk], tuple(self.twig(sub, told) for sub in self.below.get(pk, ())))

    @cached_property
    def drawing(self) -> Drawing | None:
        """The part as boxes and lines; None when it is too much to be read, or nothing."""
        return draw(self) if 0 < len(self.spots) <= MOST_DRAWN else None


def hangs_on_purpose(spot: Spot) -> bool:
    return spot.kind == Goal.Kind.COLLECTIVE and not spot.parents


def is_alone(twig: Twig) -> bool:
    return not twig.below and not twig.spot.parents and not hangs_on_purpose(twig.spot)


def around(goal: Goal, *, viewer: Person) -> Part:
    """Return what surrounds a goal: one query."""
    return Part(graph.around(goal.pk, viewer=viewer))


def top(*, viewer: Person, number: int) -> Part:
    """Return a page of the goals right under the purpose, with some below each: one query."""
    found = Part(graph.top(viewer=viewer, start=(number - 1) * TOPS, most=TOPS + 1))
    kept = hanging_on(found, found.tops[:TOPS])
    spots = [spot for spot in found.spots if spot.pk in kept]
    return Part(spots, has_next=len(found.tops) > TOPS)


def hanging_on(part: Part, tops: Sequence[UUID]) -> set[UUID]:
    """Return these goals and those below them."""
    found: set[UUID] = set()
    waiting = list(tops)
    while waiting:
        pk = waiting.pop()
        found.add(pk)
        waiting.extend(part.below.get(pk, ()))
    return found


def my_part(*, viewer: Person, number: int) -> Part:
    """Return a page of the open goals somebody carries, and all these hang on: two queries."""
    start = (number - 1) * MY_GOALS
    own = Goal.objects.visible_to(viewer).open().carried_by(viewer).oldest_first()
    mine = list(own.values_list("pk", flat=True)[start : start + MY_GOALS + 1])
    shown = mine[:MY_GOALS]
    spots = graph.above(shown, viewer=viewer, most=MOST_ABOVE) if shown else []
    return Part(spots, has_next=len(mine) > MY_GOALS, mine=frozenset(shown))


def paths(goal: Goal, *, viewer: Person) -> tuple[list[list[Spot]], bool]:
    """Return the ways from a goal up to where they end, and whether these are all: one query."""
    part = Part(graph.above([goal.pk], viewer=viewer, most=MOST_ABOVE + 1))
    found: list[list[Spot]] = []
    waiting = [[goal.pk]]
    while waiting and len(found) < MOST_PATHS:
        way = waiting.pop()
        higher = part.above[way[-1]]
        waiting.extend([*way, pk] for pk in reversed(higher))
        if not higher:
            found.append([part.by_id[pk] for pk in way])
    return found, not waiting and len(part.spots) <= MOST_ABOVE


# The drawing


def draw(part: Part) -> Drawing:
    """Place the goals in layers from left to right, each beside what it hangs on."""
    layers = layered(part)
    columns = 1 + max(layers.values())
    shift = 1 if part.under_purpose else 0
    width = (100 - GAP * (columns + shift - 1)) / (columns + shift)
    rows = heights(part, layers)
    places = {pk: (layers[pk] + shift, rows[pk]) for pk in layers}
    if shift:
        near = [rows[pk] for pk in part.under_purpose]
        places[PURPOSE] = (0, (min(near) + max(near)) / 2)
    boxes = {pk: box(part, pk, place, width) for pk, place in places.items()}
    links = [(up, pk) for pk, parents in part.above.items() for up in parents]
    links += [(PURPOSE, pk) for pk in part.under_purpose]
    edges = tuple(edge(places[up], places[pk], width) for up, pk in links)
    deepest = max(row for _layer, row in places.values())
    return Drawing(tuple(boxes.values()), edges, int(deepest * ROW) + BOX + 4, columns + shift)


def layered(part: Part) -> dict[UUID, int]:
    """Return the layer of each goal: right of all it hangs on, and no further left than needed."""
    layers: dict[UUID, int] = {}

    def depth(pk: UUID) -> int:
        if pk not in layers:
            layers[pk] = 1 + max((depth(up) for up in part.above[pk]), default=-1)
        return layers[pk]

    for pk in part.above:
        depth(pk)
    for pk in part.tops:
        nearest = min((layers[sub] for sub in part.below.get(pk, ())), default=layers[pk] + 1)
        layers[pk] = nearest - 1
    return layers


def heights(part: Part, layers: Mapping[UUID, int]) -> dict[UUID, float]:
    """Return the row of each goal; one that has goals beside it stands in the middle of them."""
    rows: dict[UUID, float] = {}
    free: dict[int, float] = defaultdict(float)
    for pk in told_in_order(part):
        beside = [rows[sub] for sub in part.below.get(pk, ()) if sub in rows]
        wanted = (min(beside) + max(beside)) / 2 if beside else lowest(free, layers[pk])
        rows[pk] = max(wanted, free[layers[pk]])
        free[layers[pk]] = rows[pk] + 1
    return rows


def lowest(free: Mapping[int, float], layer: int) -> float:
    """Return the first row that is free here and in every layer further right."""
    return max((row for place, row in free.items() if place >= layer), default=0.0)


def told_in_order(part: Part) -> list[UUID]:
    """Return all goals so that those below come before what they hang on."""
    order: list[UUID] = []

    def tell(twigs: Iterable[Twig]) -> None:
        for twig in twigs:
            tell(twig.below)
            if twig.spot.pk not in order:
                order.append(twig.spot.pk)

    tell(part.twigs)
    return order


def box(part: Part, pk: UUID, place: tuple[int, float], width: float) -> Box:
    left, top_row = place
    spot = part.by_id.get(pk)
    hidden = max(spot.branches - len(part.below.get(pk, ())), 0) if spot else 0
    x = f"{left * (width + GAP):.2f}%"
    return Box(spot, x, 2 + int(top_row * ROW), f"{width:.2f}%", hidden)


def edge(above: tuple[int, float], below: tuple[int, float], width: float) -> Edge:
    start, end = above[0] * (width + GAP) + width * EDGE, below[0] * (width + GAP)
    middle = 2 + BOX // 2
    return Edge(
        f"{start:.2f}%", middle + int(above[1] * ROW), f"{end:.2f}%", middle + int(below[1] * ROW)
    )
