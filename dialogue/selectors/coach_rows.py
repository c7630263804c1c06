"""What stands beside each person one coaches, in one statement that PostgreSQL plans once.

It reads talks of active coachings of the coach alone, and of goals what every member reads. At
risk is what its owners themselves call so: they expect less than they reach for, or have little
confidence in what they expect.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from core.prepared import rows

MOST_GOALS = 2
COACHEES = """
WITH mine AS MATERIALIZED (
    SELECT k.id, k.coachee_id, coalesce(k.accepted_at, k.asked_at) AS since, p.name,
           p.preferred_name, p.job_title, p.search_key
    FROM accounts_coaching k JOIN accounts_person p ON p.id = k.coachee_id
    WHERE k.coach_id = %(coach)s AND k.accepted_at IS NOT NULL AND k.ended_at IS NULL
      AND p.left_at IS NULL
), promised AS MATERIALIZED (
    SELECT t.person_id, count(*) AS number
    FROM dialogue_commitment c JOIN dialogue_checkin t ON t.id = c.checkin_id
    WHERE c.who_id IN (SELECT coachee_id FROM mine UNION ALL SELECT %(coach)s::uuid)
      AND c.done_at IS NULL AND c.dropped_at IS NULL AND t.partner_id = %(coach)s
      AND t.kind = 'pair'
    GROUP BY t.person_id
)
SELECT mine.coachee_id, mine.name, mine.preferred_name, mine.job_title, mine.since, latest.talk_at,
    ARRAY(
        SELECT extract(epoch FROM %(at)s - t.talk_at)::int FROM dialogue_checkin t
        WHERE t.person_id = mine.coachee_id AND t.partner_id = %(coach)s
          AND t.coaching_id IS NOT NULL AND t.held_at IS NOT NULL
          AND t.talk_at BETWEEN %(since)s AND %(at)s
        ORDER BY t.talk_at
    ),
    coming.planned_at, coming.id, coalesce(promised.number, 0),
    ARRAY(
        SELECT json_build_array(g.id, g.title, m.name, m.unit, m.ambition::text, m.forecast::text,
                                m.confidence)
        FROM goals_ownership o
        JOIN goals_goal g ON g.id = o.goal_id AND g.achieved_at IS NULL AND g.let_go_at IS NULL
        JOIN goals_metric m ON m.goal_id = g.id AND m.retired_at IS NULL
        WHERE o.person_id = mine.coachee_id AND o.agreed_at IS NOT NULL
          AND m.forecast IS NOT NULL
          AND (m.confidence = 'low'
               OR m.direction = 'up' AND m.forecast < m.ambition
               OR m.direction = 'down' AND m.forecast > m.ambition)
        ORDER BY g.due_on NULLS LAST, g.id, m.id LIMIT %(most)s
    ),
    ARRAY(
        SELECT json_build_array(a.id, w.text)
        FROM dialogue_helpasked a JOIN dialogue_helpwanted w ON w.id = a.wanted_id
        WHERE a.coaching_id = mine.id AND a.answered_at IS NULL AND w.taken_back_at IS NULL
        ORDER BY w.asked_at, a.id
    )
FROM mine
LEFT JOIN promised ON promised.person_id = mine.coachee_id
LEFT JOIN LATERAL (
    SELECT t.talk_at FROM dialogue_checkin t
    WHERE t.person_id = mine.coachee_id AND t.partner_id = %(coach)s
      AND t.coaching_id IS NOT NULL AND t.held_at IS NOT NULL
    ORDER BY t.talk_at DESC LIMIT 1
) latest ON true
LEFT JOIN LATERAL (
    SELECT t.planned_at, t.id FROM dialogue_checkin t
    JOIN accounts_coaching k ON k.id = t.coaching_id
    WHERE t.person_id = mine.coachee_id AND t.partner_id = %(coach)s
      AND t.held_at IS NULL AND t.skipped_at IS NULL AND t.cancelled_at IS NULL
      AND t.planned_at >= %(open_since)s AND k.accepted_at IS NOT NULL AND k.ended_at IS NULL
    ORDER BY t.planned_at LIMIT 1
) coming ON true
ORDER BY mine.search_key, mine.id
"""


@dataclass(frozen=True)
class AtRisk:
    """A number of a goal, in its owners' own figures; the words are made where it is shown."""

    goal: UUID
    title: str
    number: str
    unit: str
    ambition: Decimal | None
    forecast: Decimal
    confidence: str


@dataclass(frozen=True)
class Wish:
    """What a coachee asked this coach for help with, and has no answer to."""

    asked: UUID
    text: str


@dataclass(frozen=True)
class Row:
    """One coachee as the database tells it; `held`: how many seconds ago each talk was."""

    pk: UUID
    name: str
    preferred_name: str
    job_title: str
    began: datetime
    last_at: datetime | None
    held: list[int]
    next_at: datetime | None
    next_id: UUID | None
    open_commitments: int
    at_risk: tuple[AtRisk, ...]
    wishes: tuple[Wish, ...]


def rows_of(coach: UUID, *, at: datetime, since: datetime, open_since: datetime) -> list[Row]:
    """Return those somebody who is here coaches, by name."""
    values: dict[str, Any] = {
        "coach": coach,
        "at": at,
        "since": since,
        "open_since": open_since,
        "most": MOST_GOALS,
    }
    found = rows(COACHEES, values)
    return [row_of(*told) for told in found]


def row_of(*told: Any) -> Row:
    *before, goals, wishes = told
    asked = tuple(Wish(UUID(pk), text) for pk, text in wishes)
    values: Any = (*before, tuple(map(at_risk, goals)), asked)
    return Row(*values)


def at_risk(told: list[Any]) -> AtRisk:
    goal, title, number, unit, ambition, forecast, confidence = told
    reached = Decimal(ambition) if ambition is not None else None
    return AtRisk(UUID(goal), title, number, unit, reached, Decimal(forecast), confidence)
