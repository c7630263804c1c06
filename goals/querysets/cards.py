"""Goals as lists and trees show them: everything about a row in one question.

A tree of thirty rows would cost six questions of the models, each longer to write down and to
plan than to answer. The statements are constants; what people look for is a value.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from core import prepared

if TYPE_CHECKING:
    from accounts.models import Person


class Carrier(NamedTuple):
    """Who is shown beside a goal."""

    id: UUID
    name: str


class Number(NamedTuple):
    """The number that stands for a goal, and its last values, newest first."""

    name: str
    unit: str
    direction: str
    baseline: Decimal | None
    ambition: Decimal | None
    forecast: Decimal | None
    values: list[Decimal]


class Group(NamedTuple):
    """A team that carries goals: its purpose, empty if never worded, and how many are open."""

    pk: UUID
    name: str
    purpose: str
    number: int


class Card(NamedTuple):
    """A goal as a row: `parent` is the goal it is shown below, None at the top of what is shown.

    `branches` counts the open goals below it, `carried` those who own or joined it.
    """

    pk: UUID
    parent: UUID | None
    title: str
    due_on: date | None
    state: str
    is_mine: bool
    branches: int
    also_under: list[str]
    owners: list[Carrier]
    carried: int
    number: Number | None

    @property
    def is_open(self) -> bool:
        return self.state in ("proposed", "active")


GIVEN: Final = """
    SELECT id, parent, position, 0::bigint
    FROM unnest(%(goals)s::uuid[]) WITH ORDINALITY AS given (id, position),
         (SELECT %(under)s::uuid) AS above (parent)
"""
# The open collective goals that hang on no other open goal: those of no team, or of one team; what
# hangs on a goal outside the team is at the top of the team's own tree too. Two statements, since
# with one for both PostgreSQL does not see that the index gives the first few at once.
ROOTS: Final = """
    SELECT g.id FROM goals_goal g
    WHERE g.kind = 'collective' AND g.achieved_at IS NULL AND g.let_go_at IS NULL
      AND {of_team} AND NOT EXISTS (
        SELECT FROM goals_parentage link JOIN goals_goal above ON above.id = link.parent_id
        WHERE link.goal_id = g.id AND above.achieved_at IS NULL AND above.let_go_at IS NULL
          AND {above_of_team})
    ORDER BY g.proposed_at, g.id LIMIT %(most)s OFFSET %(start)s
"""
OF_NO_TEAM: Final = ROOTS.format(of_team="g.team_id IS NULL", above_of_team="TRUE")
OF_ONE_TEAM: Final = ROOTS.format(
    of_team="g.team_id = %(team)s", above_of_team="above.team_id = %(team)s"
)
BELOW: Final = """
    SELECT g.id FROM goals_parentage link JOIN goals_goal g ON g.id = link.goal_id
    WHERE link.parent_id = %(under)s AND g.achieved_at IS NULL AND g.let_go_at IS NULL
    ORDER BY g.proposed_at, g.id LIMIT %(most)s OFFSET %(start)s
"""
# All goals below one, ended ones too, the open ones in front.
SUBS: Final = """
    SELECT g.id, link.parent_id, row_number() OVER (
        ORDER BY coalesce(g.achieved_at, g.let_go_at) NULLS FIRST, g.proposed_at, g.id
    ), 0::bigint
    FROM goals_parentage link JOIN goals_goal g ON g.id = link.goal_id
    WHERE link.parent_id = %(under)s ORDER BY 3 LIMIT %(most)s
"""
FIRST_BELOW: Final = """
    WITH top (id, position) AS (SELECT id, row_number() OVER () FROM ({top}) found)
    SELECT id, %(under)s::uuid, position, 0::bigint FROM top
    UNION ALL
    SELECT below.id, top.id, top.position, below.position
    FROM top CROSS JOIN LATERAL (
        SELECT g.id, row_number() OVER (ORDER BY g.proposed_at, g.id)
        FROM goals_parentage link JOIN goals_goal g ON g.id = link.goal_id
        WHERE link.parent_id = top.id AND g.achieved_at IS NULL AND g.let_go_at IS NULL
        ORDER BY g.proposed_at, g.id LIMIT %(most_below)s
    ) below (id, position)
"""
# Teams that carry open collective goals, with the newest wording of what they are here for.
TEAMS: Final = """
SELECT team.id, team.name, coalesce(purpose.text, ''), carried.number
FROM (
    SELECT id, name FROM accounts_team team WHERE EXISTS (
        SELECT FROM goals_goal g WHERE g.team_id = team.id AND g.kind = 'collective'
        AND g.achieved_at IS NULL AND g.let_go_at IS NULL)
    ORDER BY name, id LIMIT %(most)s OFFSET %(start)s
) team
LEFT JOIN LATERAL (
    SELECT text FROM goals_purpose WHERE team_id = team.id ORDER BY stated_at DESC, id DESC LIMIT 1
) purpose ON TRUE
CROSS JOIN LATERAL (
    SELECT count(*) AS number FROM goals_goal g WHERE g.team_id = team.id
    AND g.kind = 'collective' AND g.achieved_at IS NULL AND g.let_go_at IS NULL
) carried
ORDER BY team.name, team.id
"""
CARDS: Final = """
WITH place (id, parent, position, inner_position) AS ({places})
SELECT g.id, place.parent, g.title, g.due_on,
       CASE WHEN g.achieved_at IS NOT NULL THEN 'achieved' WHEN g.let_go_at IS NOT NULL
            THEN 'let_go' WHEN g.agreed_at IS NOT NULL THEN 'active' ELSE 'proposed' END,
       {around},
       figure.id IS NOT NULL, figure.name, figure.unit, figure.direction, figure.baseline,
       figure.ambition, figure.forecast,
       ARRAY(SELECT value FROM goals_measurement noted
             WHERE noted.metric_id = figure.id AND noted.corrected_by_id IS NULL
               AND noted.withdrawn_at IS NULL
             ORDER BY noted.measured_on DESC, noted.at DESC, noted.id DESC LIMIT 8)
FROM place JOIN goals_goal g ON g.id = place.id {joined}
LEFT JOIN LATERAL (
    SELECT * FROM goals_metric WHERE goal_id = g.id AND retired_at IS NULL
    ORDER BY added_at, id LIMIT 1
) figure ON TRUE
ORDER BY place.position, place.inner_position
"""
AROUND: Final = """
       coalesce(owned.mine, FALSE) OR coalesce(joined.mine, FALSE),
       branch.number,
       ARRAY(SELECT above.title FROM goals_parentage link
             JOIN goals_goal above ON above.id = link.parent_id
             WHERE link.goal_id = g.id AND link.parent_id IS DISTINCT FROM place.parent
             ORDER BY above.title, above.id LIMIT 3),
       owned.ids, owned.names, coalesce(owned.number, 0) + coalesce(joined.number, 0)
"""
JOINED: Final = """
LEFT JOIN LATERAL (
    SELECT (array_agg(owner.id ORDER BY said.named_at, owner.search_key, said.id))[:3] AS ids,
           (array_agg(owner.name ORDER BY said.named_at, owner.search_key, said.id))[:3] AS names,
           count(*) AS number, bool_or(owner.id = %(person)s) AS mine
    FROM goals_ownership said JOIN accounts_person owner ON owner.id = said.person_id
    WHERE said.goal_id = g.id AND said.declined_at IS NULL
) owned ON TRUE
LEFT JOIN LATERAL (
    SELECT count(*) AS number, bool_or(person_id = %(person)s) AS mine
    FROM goals_participation took
    WHERE took.goal_id = g.id AND took.left_at IS NULL AND NOT EXISTS (
        SELECT FROM goals_ownership said WHERE said.goal_id = g.id
        AND said.person_id = took.person_id AND said.declined_at IS NULL)
) joined ON TRUE
LEFT JOIN LATERAL (
    SELECT count(*) AS number FROM goals_parentage link JOIN goals_goal sub ON sub.id = link.goal_id
    WHERE link.parent_id = g.id AND sub.achieved_at IS NULL AND sub.let_go_at IS NULL
) branch ON TRUE
"""
# A narrow place does not show what is around a goal.
NOTHING_AROUND: Final = "FALSE, 0::bigint, ARRAY[]::text[], NULL::uuid[], NULL::text[], 0::bigint"


def whole(places: str) -> str:
    return CARDS.format(places=places, around=AROUND, joined=JOINED)


OF_GIVEN: Final = whole(GIVEN)
OF_ROOTS: Final = whole(FIRST_BELOW.format(top=OF_NO_TEAM))
OF_ROOTS_OF_A_TEAM: Final = whole(FIRST_BELOW.format(top=OF_ONE_TEAM))
OF_BRANCH: Final = whole(FIRST_BELOW.format(top=BELOW))
OF_SUBS: Final = CARDS.format(places=SUBS, around=NOTHING_AROUND, joined="")


def card(row: tuple[Any, ...]) -> Card:
    """Return a row of `CARDS` with its parts."""
    own, (ids, names, carried, has_number, *number) = row[:8], row[8:]
    owners = [Carrier(*pair) for pair in zip(ids or (), names or (), strict=True)]
    return Card._make((*own, owners, carried, Number._make(number) if has_number else None))


def cards_of(goals: Sequence[UUID], *, viewer: "Person", under: UUID | None = None) -> list[Card]:
    """Return these goals in this order; `under` is the goal they are shown below."""
    return asked(OF_GIVEN, viewer, goals=list(goals), under=under)


def first_page(sql: str, **numbers: int) -> str:
    """Write the numbers into a statement, so that its plan fits the first page and can be kept."""
    for name, number in numbers.items():
        sql = sql.replace(f"%({name})s", str(int(number)))
    return sql


def root_cards(
    team: UUID | None, *, viewer: "Person", start: int, most: int, most_below: int
) -> list[Card]:
    """Return a page of the goals right under a purpose, each followed by the first below it.

    That of a team, or without one the goals under the organisation's that are of no team.
    """
    numbers = {"start": start, "most": most, "most_below": most_below}
    if team is None and start == 0:
        return asked(first_page(OF_ROOTS, **numbers), viewer, under=None)
    if team is None:
        return asked(OF_ROOTS, viewer, ask=prepared.planned_anew, under=None, **numbers)
    values = {"under": None, "team": team, **numbers}
    return asked(OF_ROOTS_OF_A_TEAM, viewer, ask=prepared.planned_anew, **values)


def team_groups(*, viewer: "Person", start: int, most: int) -> list[Group]:
    """Return a page of the teams that carry open goals, by name."""
    if viewer.left_at is not None:
        return []
    numbers = {"start": start, "most": most}
    if start == 0:
        found = prepared.rows(first_page(TEAMS, **numbers), {})
    else:
        found = prepared.planned_anew(TEAMS, numbers)
    return [Group._make(row) for row in found]


def branch_cards(
    goal: UUID, *, viewer: "Person", start: int, most: int, most_below: int
) -> list[Card]:
    """Return a page of the open goals below one, each followed by the first below it."""
    numbers = {"start": start, "most": most, "most_below": most_below}
    return asked(OF_BRANCH, viewer, ask=prepared.planned_anew, under=goal, **numbers)


def sub_cards(goal: UUID, *, viewer: "Person", most: int) -> list[Card]:
    """Return the first goals below one, ended ones too, without what is around each.

    The open ones come first.
    """
    return asked(OF_SUBS, viewer, under=goal, most=most)


def asked(
    sql: str, viewer: "Person", *, ask: prepared.Ask = prepared.rows, **values: object
) -> list[Card]:
    """Goals are open to every member; twin of `GoalQuerySet.visible_to`."""
    if viewer.left_at is not None:
        return []
    return [card(row) for row in ask(sql, {**values, "person": viewer.pk})]
