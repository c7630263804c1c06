"""Goals as rows and as a tree, with owners and the number that stands for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from accounts.models import Person
from goals.models import Goal, Metric, Ownership
from goals.selectors.metrics import MetricRow, rows_of

SHOWN_OWNERS = 3
SHOWN_BELOW = 5


@dataclass(frozen=True)
class Node:
    """A goal in a list or tree: owners to show, how many more carry it, its first number."""

    goal: Goal
    owners: tuple[Person, ...]
    more: int
    row: MetricRow | None
    below: tuple["Node", ...] = ()

    @property
    def hidden_below(self) -> int:
        """How many sub-goals exist that are not shown here."""
        return int(getattr(self.goal, "branches", 0)) - len(self.below)


def nodes(goals: Iterable[Goal]) -> list[Node]:
    """Compose rows for goals that came `with_counts`: three queries, however many goals."""
    listed = list(goals)
    ids = {goal.pk for goal in listed}
    owners = owners_of(ids)
    rows = {row.metric.goal_id: row for row in first_rows(ids)}
    return [node(goal, owners[goal.pk], rows.get(goal.pk)) for goal in listed]


def node(goal: Goal, owners: list[Person], row: MetricRow | None) -> Node:
    shown = tuple(owners[:SHOWN_OWNERS])
    carried = len(owners) + int(getattr(goal, "carriers", 0))
    return Node(goal=goal, owners=shown, more=carried - len(shown), row=row)


def owners_of(goals: Iterable[UUID]) -> dict[UUID, list[Person]]:
    """Return the people named who did not say no, for each goal."""
    found: dict[UUID, list[Person]] = defaultdict(list)
    named = Ownership.objects.filter(goal__in=list(goals), declined_at__isnull=True)
    for ownership in named.with_people().only("goal", "person__name"):
        found[ownership.goal_id].append(ownership.person)
    return found


def first_rows(goals: Iterable[UUID]) -> list[MetricRow]:
    """Return the number that stands for each goal."""
    return rows_of(Metric.objects.filter(goal__in=list(goals)).first_of_each_goal())


def tree(roots: Sequence[Goal], *, viewer: Person) -> list[Node]:
    """Return these goals with the first sub-goals of each: four queries, however many."""
    below = below_each(roots, viewer=viewer)
    flat = nodes([*roots, *(goal for goals in below.values() for goal in goals)])
    by_goal = {id(one.goal): one for one in flat}
    return [with_below(by_goal[id(root)], below, by_goal) for root in roots]


def below_each(roots: Sequence[Goal], *, viewer: Person) -> dict[UUID, list[Goal]]:
    """Return the first open sub-goals of each goal."""
    found: dict[UUID, list[Goal]] = defaultdict(list)
    children: Any = (
        Goal.objects.visible_to(viewer).open().under(roots).first_under_each(SHOWN_BELOW)
    )
    for goal in children.with_counts().with_part_of(viewer).oldest_first():
        found[goal.parent_id].append(goal)
    return found


def with_below(
    root: Node, below: Mapping[UUID, Sequence[Goal]], by_goal: Mapping[int, Node]
) -> Node:
    return replace(root, below=tuple(by_goal[id(goal)] for goal in below.get(root.goal.pk, ())))
