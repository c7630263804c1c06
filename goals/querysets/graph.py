"""A part of the graph of goals: the top of it, what surrounds a goal, or what lies above some."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from core import prepared

if TYPE_CHECKING:
    from accounts.models import Person


class Spot(NamedTuple):
    """A goal in the graph. `parents` are all goals it hangs on, `branches` its open sub-goals."""

    pk: UUID
    title: str
    state: str
    kind: str
    is_mine: bool
    branches: int
    parents: list[UUID]


SPOTS: Final = """
WITH RECURSIVE {chosen}
SELECT g.id, g.title,
       CASE WHEN g.achieved_at IS NOT NULL THEN 'achieved' WHEN g.let_go_at IS NOT NULL
            THEN 'let_go' WHEN g.agreed_at IS NOT NULL THEN 'active' ELSE 'proposed' END,
       g.kind,
       EXISTS (SELECT FROM goals_ownership said WHERE said.goal_id = g.id
               AND said.person_id = %(person)s AND said.declined_at IS NULL)
       OR EXISTS (SELECT FROM goals_participation took WHERE took.goal_id = g.id
                  AND took.person_id = %(person)s AND took.left_at IS NULL),
       (SELECT count(*) FROM goals_parentage link JOIN goals_goal sub ON sub.id = link.goal_id
        WHERE link.parent_id = g.id AND sub.achieved_at IS NULL AND sub.let_go_at IS NULL),
       ARRAY(SELECT link.parent_id FROM goals_parentage link JOIN goals_goal above
             ON above.id = link.parent_id WHERE link.goal_id = g.id
             ORDER BY above.proposed_at, above.id)
FROM goals_goal g WHERE g.id IN (SELECT id FROM chosen)
ORDER BY g.proposed_at, g.id
"""
# Above a goal every way is shown as far as it is near, below it only the first open ones.
AROUND: Final = """
up (id, steps) AS (
    SELECT %(goal)s::uuid, 0
    UNION
    SELECT link.parent_id, up.steps + 1 FROM up JOIN goals_parentage link ON link.goal_id = up.id
    WHERE up.steps < 2
), down (id, steps) AS (
    SELECT %(goal)s::uuid, 0
    UNION
    SELECT below.id, down.steps + 1 FROM down CROSS JOIN LATERAL (
        SELECT sub.id FROM goals_parentage link JOIN goals_goal sub ON sub.id = link.goal_id
        WHERE link.parent_id = down.id AND sub.achieved_at IS NULL AND sub.let_go_at IS NULL
        ORDER BY sub.proposed_at, sub.id LIMIT CASE down.steps WHEN 0 THEN 8 ELSE 2 END
    ) below WHERE down.steps < 2
), chosen AS (
    (SELECT id FROM up ORDER BY steps LIMIT 20) UNION (SELECT id FROM down)
)
"""
TOP: Final = """
top (id) AS (
    SELECT g.id FROM goals_goal g
    WHERE g.kind = 'collective' AND g.achieved_at IS NULL AND g.let_go_at IS NULL
      AND NOT EXISTS (
        SELECT FROM goals_parentage link JOIN goals_goal above ON above.id = link.parent_id
        WHERE link.goal_id = g.id AND above.achieved_at IS NULL AND above.let_go_at IS NULL)
    ORDER BY g.proposed_at, g.id LIMIT %(most)s OFFSET %(start)s
), chosen AS (
    SELECT id FROM top UNION
    SELECT below.id FROM top CROSS JOIN LATERAL (
        SELECT sub.id FROM goals_parentage link JOIN goals_goal sub ON sub.id = link.goal_id
        WHERE link.parent_id = top.id AND sub.achieved_at IS NULL AND sub.let_go_at IS NULL
        ORDER BY sub.proposed_at, sub.id LIMIT 3
    ) below
)
"""
ABOVE: Final = """
up (id) AS (
    SELECT unnest(%(goals)s::uuid[])
    UNION
    SELECT link.parent_id FROM up JOIN goals_parentage link ON link.goal_id = up.id
), chosen AS (SELECT id FROM up LIMIT %(most)s)
"""
OF_AROUND, OF_TOP, OF_ABOVE = (SPOTS.format(chosen=chosen) for chosen in (AROUND, TOP, ABOVE))


def around(goal: UUID, *, viewer: "Person") -> list[Spot]:
    """Return a goal with two steps above it and two below."""
    return spots(OF_AROUND, viewer, goal=goal)


def top(*, viewer: "Person", start: int, most: int) -> list[Spot]:
    """Return goals right under the purpose, with the first below each."""
    return spots(OF_TOP, viewer, ask=prepared.planned_anew, start=start, most=most)


def above(goals: Sequence[UUID], *, viewer: "Person", most: int) -> list[Spot]:
    """Return these goals and all they hang on, however far up; the nearest when they are many."""
    return spots(OF_ABOVE, viewer, goals=list(goals), most=most)


def spots(
    sql: str, viewer: "Person", *, ask: prepared.Ask = prepared.rows, **values: object
) -> list[Spot]:
    """Goals are open to every member; twin of `GoalQuerySet.visible_to`."""
    if viewer.left_at is not None:
        return []
    return [Spot(*row) for row in ask(sql, {**values, "person": viewer.pk})]
