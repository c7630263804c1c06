"""The list of goals somebody looks for."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from accounts.models import Person, Team
from goals.models import Goal
from goals.querysets.goal import GoalQuerySet
from goals.querysets.search import leniently
from goals.selectors.goals import Leaf, Node, leaf_of, rows_of
from goals.selectors.wish import Wish, an_id

LISTED: Final = 20
MOST_TEAMS: Final = 200


@dataclass(frozen=True)
class Found:
    """A page of the goals looked for; `is_similar` when nothing fits and these resemble it."""

    leaf: Leaf[Node]
    number: int
    is_similar: bool

    @property
    def is_all(self) -> bool:
        """Whether `number` counts them all, and not only those up to this page."""
        return not self.leaf.has_next


def found(wish: Wish, *, viewer: Person, number: int, on: date) -> Found:
    """Return a page of goals: two queries, and one more when nothing holds the words."""
    start = (number - 1) * LISTED
    ids = ids_of(wish.ordered(wish.goals(viewer, on=on)), start)
    is_similar = bool(wish.q) and not ids and number == 1
    if is_similar:
        with leniently():
            ids = ids_of(wish.similar(viewer, on=on).newest_first(), start)[:LISTED]
    leaf = leaf_of(ids, number=number, most=LISTED)
    rows = rows_of(leaf.rows, viewer=viewer) if leaf.rows else []
    return Found(Leaf(number, rows, leaf.has_next), start + len(rows), is_similar)


def ids_of(goals: GoalQuerySet, start: int) -> list[UUID]:
    return list(goals.values_list("pk", flat=True)[start : start + LISTED + 1])


def named(wish: Wish, viewer: Person) -> dict[str, object]:
    """Return what the ids of an address name, as far as the person may see it."""
    return {
        "parent": Goal.objects.visible_to(viewer).filter(pk=wish.parent).first()
        if wish.parent
        else None,
        "owner": Person.objects.visible_to(viewer).filter(pk=wish.owner).first()
        if an_id(wish.owner)
        else None,
    }


def teams_with_goals(viewer: Person) -> list[tuple[object, str]]:
    """Return teams that carry a goal, by name."""
    carrying = Goal.objects.filter(team__isnull=False).order_by().values("team").distinct()
    teams = Team.objects.visible_to(viewer).filter(pk__in=carrying).by_name()
    return list(teams.values_list("pk", "name")[:MOST_TEAMS])
