"""The people one coaches, at a glance: when one talked, when one will, what is open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from accounts.models import Coaching, Person
from accounts.querysets import names_of
from dialogue.models import CheckIn, Commitment

SIX_MONTHS = timedelta(weeks=26)
A_WHILE = timedelta(weeks=4)
SOON = timedelta(days=7)
TODAY_STANDS_AT = 94  # percent of the line; what is planned stands right of it


@dataclass(frozen=True)
class Rhythm:
    """Talks of six months as places on a line, in percent; a gap since the last, the next one."""

    dots: tuple[str, ...]
    gap_from: str
    next: str


@dataclass(frozen=True)
class Coachee:
    """One person somebody coaches. `since` is the last talk, or when the coaching began."""

    person: Person
    since: datetime
    last_at: datetime | None
    next_at: datetime | None
    next_id: UUID | None
    talks: int
    open_commitments: int
    rhythm: Rhythm
    has_waited: bool


def coachees_of(coach: Person, at: datetime) -> tuple[list[Coachee], list[Coachee]]:
    """Those one has not talked with for a while, the longest first; and the others, by name.

    It has been a while when the last talk was more than four weeks ago and none is planned for
    the coming seven days.
    """
    coachings = list(
        Coaching.objects.active()
        .filter(coach=coach)
        .select_related("coachee")
        .order_by("coachee__search_key", "pk")
    )
    people = [coaching.coachee_id for coaching in coachings]
    talks = CheckIn.objects.filter(partner=coach, person__in=people, coaching__isnull=False)
    last, upcoming, recent = last_talks(talks), next_talks(talks, at), recent_talks(talks, at)
    promised = open_commitments(coach, people)
    all_of_them = [
        coachee(
            coaching,
            at,
            last=last.get(coaching.coachee_id),
            upcoming=upcoming.get(coaching.coachee_id),
            recent=recent.get(coaching.coachee_id, []),
            promised=promised.get(coaching.coachee_id, 0),
        )
        for coaching in coachings
    ]
    waiting = sorted((one for one in all_of_them if one.has_waited), key=lambda one: one.since)
    return waiting, [one for one in all_of_them if not one.has_waited]


def coachee(
    coaching: Coaching,
    at: datetime,
    *,
    last: datetime | None,
    upcoming: tuple[datetime, UUID] | None,
    recent: Sequence[datetime],
    promised: int,
) -> Coachee:
    since = last or coaching.accepted_at or coaching.asked_at
    is_soon = upcoming is not None and upcoming[0] <= at + SOON
    return Coachee(
        person=coaching.coachee,
        since=since,
        last_at=last,
        next_at=upcoming[0] if upcoming else None,
        next_id=upcoming[1] if upcoming else None,
        talks=len(recent),
        open_commitments=promised,
        rhythm=rhythm(recent, upcoming[0] if upcoming else None, at, has_gap=not is_soon),
        has_waited=since < at - A_WHILE and not is_soon,
    )


def rhythm(
    recent: Iterable[datetime], upcoming: datetime | None, at: datetime, *, has_gap: bool
) -> Rhythm:
    """Place talks on a line that ends today; whatever comes later stands at its end."""
    places = [percent(moment, at) for moment in recent]
    gap_from = f"{places[-1]}%" if places and has_gap else ""
    ahead = ""
    if upcoming:
        days = max((upcoming - at).days, 0)
        ahead = f"{min(TODAY_STANDS_AT + 1 + days // 4, 99)}%"
    return Rhythm(tuple(f"{place}%" for place in places), gap_from, ahead)


def percent(moment: datetime, at: datetime) -> int:
    share = 1 - (at - moment) / SIX_MONTHS
    return round(2 + share * (TODAY_STANDS_AT - 2))


def last_talks(talks: Any) -> dict[UUID, datetime]:
    found = talks.held().values("person").annotate(last=Max("talk_at"))
    return {row["person"]: row["last"] for row in found}


def next_talks(talks: Any, at: datetime) -> dict[UUID, tuple[datetime, UUID]]:
    """The next open talk with each; one whose time has just come counts until it is settled."""
    rows = talks.open().planned_from(at - timedelta(days=1)).order_by("-planned_at", "-pk")
    return {
        person: (moment, pk)
        for person, moment, pk in rows.values_list("person", "planned_at", "pk")
    }


def recent_talks(talks: Any, at: datetime) -> dict[UUID, list[datetime]]:
    found: dict[UUID, list[datetime]] = {}
    rows = talks.held().filter(talk_at__gte=at - SIX_MONTHS, talk_at__lte=at).order_by("talk_at")
    for person, moment in rows.values_list("person", "talk_at"):
        found.setdefault(person, []).append(moment)
    return found


def open_commitments(coach: Person, people: Sequence[UUID]) -> dict[UUID, int]:
    """How many promises of either side are open, by coachee."""
    rows = (
        Commitment.objects.visible_to(coach)
        .open()
        .filter(checkin__partner=coach, checkin__person__in=people)
        .order_by()
        .values("checkin__person")
        .annotate(number=Count("pk"))
    )
    return {row["checkin__person"]: row["number"] for row in rows}


@dataclass(frozen=True)
class Promised:
    """Something one said one would do, to whom, and in which talk."""

    commitment: Commitment
    other: Person


def my_promises(person: Person, *, limit: int) -> list[Promised]:
    """What one said one would do and has not done yet, the soonest first."""
    rows = (
        Commitment.objects.visible_to(person)
        .open()
        .filter(who=person)
        .select_related("checkin__person", "checkin__partner")
        .only("what", "until", *names_of("checkin__person", "checkin__partner"))
        .order_by("until", "made_at", "pk")
    )
    return [Promised(row, row.checkin.other_side(person)) for row in rows[:limit]]
