"""What holds between a giver and others at a moment: limits, what was given lately, who pauses.

Each rule is written once, as a statement. When somebody gives, all are asked in one, the same
whoever pauses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Person
from core.prepared import rows
from feedback import limits

# A piece taken back before it was read counts for nothing: correcting oneself is free. What waits
# for its moment counts for its pair until it goes out, and for the day on which it was written.
SPENT = """
SELECT 'spent', recipient_id, count(*) FILTER (WHERE kind = 'improvement'),
    count(*) FILTER (WHERE coalesce(written_at, given_at) > %(day)s)
FROM feedback_feedback
WHERE giver_id = %(giver)s
    AND (withdrawn_at IS NULL OR read_at IS NOT NULL)
    AND (given_at > %(week)s OR held_until IS NOT NULL AND send_at IS NOT NULL)
GROUP BY recipient_id
"""
PAUSED = """
SELECT 'paused', person_id, 0, 0
FROM feedback_pause
WHERE person_id = ANY(%(people)s::uuid[])
    AND (giver_id = %(giver)s OR giver_id IS NULL)
    AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > %(at)s)
"""
LIMITS = """
(SELECT 'limits', NULL, improvements_for_a_pair, pieces_of_a_giver
FROM feedback_protectionsetting ORDER BY set_at DESC, id DESC LIMIT 1)
"""
ALL = f"{SPENT} UNION ALL {PAUSED} UNION ALL {LIMITS}"

Found = tuple[str, UUID, int, int]


@dataclass(frozen=True)
class Spent:
    """How much of the limits a giver has used: today, and for each person this week."""

    today: int
    improvements: Mapping[UUID, int]


@dataclass(frozen=True)
class Room:
    """The limits, what a giver has spent of them, and who takes nothing from them now."""

    improvements_for_a_pair: int
    pieces_of_a_giver: int
    spent: Spent
    paused: frozenset[UUID]


def room_for(giver: Person, people: Sequence[Person], *, at: datetime) -> Room:
    """Return what decides whether this giver may write to these people, and where it goes."""
    found = asked(ALL, giver, people, at=at)
    usual = (limits.IMPROVEMENTS_FOR_A_PAIR, limits.PIECES_OF_A_GIVER)
    for_a_pair, of_a_giver = next((row[2:] for row in found if row[0] == "limits"), usual)
    return Room(
        improvements_for_a_pair=for_a_pair,
        pieces_of_a_giver=of_a_giver,
        spent=spent_in(row for row in found if row[0] == "spent"),
        paused=frozenset(row[1] for row in found if row[0] == "paused"),
    )


def spent_by(giver: Person, *, at: datetime) -> Spent:
    """Return what counts against the limits of this giver now."""
    return spent_in(asked(SPENT, giver, (), at=at))


def pausing(giver: Person, people: Sequence[Person], *, at: datetime) -> frozenset[UUID]:
    """Return which of these people take nothing from this giver now. Never shown to anybody."""
    return frozenset(row[1] for row in asked(PAUSED, giver, people, at=at))


def asked(statement: str, giver: Person, people: Sequence[Person], *, at: datetime) -> list[Any]:
    """Return what a statement tells about this giver and these people."""
    values = {
        "giver": giver.pk,
        "people": [person.pk for person in people],
        "at": at,
        "day": at - limits.A_DAY,
        "week": at - limits.A_WEEK,
    }
    return rows(statement, values)


def spent_in(found: Iterable[Found]) -> Spent:
    """Add up what was given to each."""
    given = list(found)
    return Spent(today=sum(row[3] for row in given), improvements={row[1]: row[2] for row in given})
