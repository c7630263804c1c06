"""Pairs as planning sees them: whose talk it is, both calendars, and what lies in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from accounts.models import Absence, Coaching, Membership, Person
from dialogue.cadence import USUAL, Context, Known, Moments, Side, moments
from dialogue.models import CheckIn
from dialogue.selectors.cadence import applied_to, context_of

LOOK_BACK = timedelta(days=400)  # longer than the longest rhythm
ABSENCES_SINCE = timedelta(days=60)

PLANNING_COLUMNS = (
    "coaching",
    "slot",
    "planned_at",
    "times_moved",
    "started_at",
    "held_at",
    "skipped_at",
    "cancelled_at",
)


@dataclass(frozen=True)
class Pair:
    """A coaching with all that its rhythm depends on; the first side is the person coached."""

    coaching: Coaching
    context: Context
    sides: tuple[Side, Side]
    known: list[Known]

    @property
    def people(self) -> tuple[Person, Person]:
        return self.coaching.coachee, self.coaching.coach


def load_pairs(coachings: Iterable[Coaching], *, at: datetime) -> list[Pair]:
    """Read everything about these coachings (with their people) in three queries."""
    coachings = list(coachings)
    people = {person for one in coachings for person in (one.coachee_id, one.coach_id)}
    away = _absences(people, since=at.date() - ABSENCES_SINCE)
    teams = _teams({one.coachee_id for one in coachings})
    known = _known([one.pk for one in coachings], since=at - LOOK_BACK)
    return [
        Pair(
            one,
            context_of(one, teams[one.coachee_id]),
            (side_of(one.coachee, away[one.coachee_id]), side_of(one.coach, away[one.coach_id])),
            known[one.pk],
        )
        for one in coachings
    ]


def side_of(person: Person, absences: Iterable[tuple[date, date]]) -> Side:
    """A person's calendar as the pure functions take it."""
    return Side(person.time_zone, frozenset(person.working_days), tuple(absences), person.country)


def sides_of(people: Sequence[Person], *, at: datetime) -> list[Side]:
    """The calendars of a few people."""
    away = _absences({person.pk for person in people}, since=at.date() - ABSENCES_SINCE)
    return [side_of(person, away[person.pk]) for person in people]


def _absences(people: set[UUID], *, since: date) -> defaultdict[UUID, list[tuple[date, date]]]:
    found: defaultdict[UUID, list[tuple[date, date]]] = defaultdict(list)
    rows = Absence.objects.filter(person__in=people, ends_on__gte=since).order_by("starts_on", "pk")
    for person, first, last in rows.values_list("person_id", "starts_on", "ends_on"):
        found[person].append((first, last))
    return found


def _teams(people: set[UUID]) -> defaultdict[UUID, list[UUID]]:
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = Membership.objects.filter(person__in=people).values_list("person_id", "team_id")
    for person, team in rows:
        found[person].append(team)
    return found


def _known(coachings: Sequence[UUID], *, since: datetime) -> defaultdict[UUID, list[Known]]:
    found: defaultdict[UUID, list[Known]] = defaultdict(list)
    rows = CheckIn.objects.filter(coaching__in=coachings, planned_at__gte=since)
    for row in rows.only(*PLANNING_COLUMNS):
        found[cast("UUID", row.coaching_id)].append(known_of(row))
    return found


def known_of(row: CheckIn) -> Known:
    """A check-in as planning minds it."""
    kept = row.slot is None or row.times_moved > 0 or row.started_at is not None
    return Known(row.slot or "", row.planned_at, settled=row.is_settled, kept=kept, id=row.pk)


def messages_for(
    person: Person, partner: Person | None, coaching: Coaching | None, *, planned_at: datetime
) -> dict[str, datetime | None]:
    """The message moments of a talk that people planned or moved by hand, as columns."""
    rule = applied_to(coaching).rule if coaching else None
    sides = sides_of((person, partner) if partner else (person,), at=planned_at)
    told = [moments(rule.rule if rule else USUAL, side, planned_at) for side in sides]
    return message_columns(told)


def group_messages(
    people: Sequence[Person], *, planned_at: datetime
) -> dict[UUID, dict[str, datetime | None]]:
    """When each of a group is asked to prepare and reminded, as columns of their part in it."""
    told = [moments(USUAL, side, planned_at) for side in sides_of(people, at=planned_at)]
    return {
        person.pk: {"nudge_at": one.nudge_at, "remind_at": one.remind_at}
        for person, one in zip(people, told, strict=True)
    }


def message_columns(told: Sequence[Moments]) -> dict[str, datetime | None]:
    """The message moments of one side, or of both, under the names of their columns."""
    return {
        f"{name}_{kind}_at": getattr(one, f"{kind}_at")
        for name, one in zip(("person", "partner"), told, strict=False)
        for kind in ("nudge", "remind")
    }
