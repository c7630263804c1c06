"""Goals as rows and as a tree, with owners and the number that stands for each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar
from uuid import UUID

from accounts.models import Person
from goals.querysets.cards import (
    Card,
    Group,
    Number,
    branch_cards,
    cards_of,
    root_cards,
    sub_cards,
    team_groups,
)
from goals.selectors.metrics import start_of
from goals.selectors.pictures import Spark, Track, spark, track

T = TypeVar("T")
ROOTS = 8
GROUPS = 8
BELOW_EACH = 2
BRANCHES = 25


@dataclass(frozen=True)
class Line:
    """A number drawn in a row: where it stands, expects to end up, and would love to be."""

    number: Number
    last: Decimal | None
    previous: tuple[Decimal, ...]
    spark: Spark | None
    track: Track | None


@dataclass(frozen=True)
class Node:
    """A goal in a list or tree, its first number, and the goals shown below it."""

    goal: Card
    line: Line | None
    below: tuple["Node", ...] = ()

    @property
    def more(self) -> int:
        """How many carry it and are not shown."""
        return self.goal.carried - len(self.goal.owners)

    @property
    def hidden_below(self) -> int:
        """How many open sub-goals there are that are not shown here."""
        return self.goal.branches - len(self.below)


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """A page of rows that counts no further than the next one."""

    number: int
    rows: Sequence[T]
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_next or self.has_previous

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1


def leaf_of(rows: Sequence[T], *, number: int, most: int) -> Leaf[T]:
    """Return a page of rows that were asked for with one more than is shown."""
    return Leaf(number, rows[:most], has_next=len(rows) > most)


def line_of(number: Number) -> Line:
    """Draw a number from its last values."""
    values = tuple(reversed(number.values))
    now = values[-1] if values else None
    return Line(
        number=number,
        last=now,
        previous=values[:-1],
        spark=spark(values, number.ambition),
        track=track(start_of(number, values), now, number.forecast, number.ambition),
    )


def node(card: Card, below: Iterable["Node"] = ()) -> Node:
    return Node(card, line_of(card.number) if card.number else None, tuple(below))


def rows_of(goals: Sequence[UUID], *, viewer: Person, under: UUID | None = None) -> list[Node]:
    """Return these goals as rows, in this order: one query."""
    return [node(card) for card in cards_of(goals, viewer=viewer, under=under)]


def tree(*, viewer: Person, number: int, team: UUID | None = None) -> Leaf[Node]:
    """Return a page of the goals right under a purpose, with the first below each: one query.

    Under the organisation's hang here the goals of no team; those of a team hang on its own.
    """
    start = (number - 1) * ROOTS
    numbers = {"start": start, "most": ROOTS + 1, "most_below": BELOW_EACH}
    cards = root_cards(team, viewer=viewer, **numbers)
    return leaf_of(hung(cards, top=None), number=number, most=ROOTS)


def groups(*, viewer: Person, number: int) -> Leaf[Group]:
    """Return a page of the teams that carry open goals: one query."""
    found = team_groups(viewer=viewer, start=(number - 1) * GROUPS, most=GROUPS + 1)
    return leaf_of(found, number=number, most=GROUPS)


def branch(goal: UUID, *, viewer: Person, number: int) -> Leaf[Node]:
    """Return a page of the open goals below one: one query."""
    start = (number - 1) * BRANCHES
    cards = branch_cards(goal, viewer=viewer, start=start, most=BRANCHES + 1, most_below=0)
    return leaf_of(hung(cards, top=goal), number=number, most=BRANCHES)


def subs(goal: UUID, *, viewer: Person, most: int) -> list[Node]:
    """Return the first goals below one, ended ones too: one query."""
    return [node(card) for card in sub_cards(goal, viewer=viewer, most=most)]


def hung(cards: Iterable[Card], *, top: UUID | None) -> list[Node]:
    """Hang the rows on each other."""
    below: dict[UUID | None, list[Card]] = defaultdict(list)
    for card in cards:
        below[card.parent].append(card)
    return [node(card, map(node, below.get(card.pk, ()))) for card in below[top]]
