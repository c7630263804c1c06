"""The people one coaches, at a glance: when one talked, when one will, what is open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from accounts.models import Coaching, Person
from accounts.querysets import names_of
from core.prepared import Question
from dialogue.models import CheckIn, Commitment
from dialogue.selectors.names import called, with_groups

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


@dataclass
class Line:
    """The talks of six months with one person, the oldest first, and the next one."""

    held: list[datetime]
    next_at: datetime | None = None
    next_id: UUID | None = None


NO_TALKS = Line([])


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
    coachings = coachings_of(coach)
    people = [coaching.coachee_id for coaching in coachings]
    lines, promised = talks_on_the_line(coach, people, at), open_commitments(coach, people)
    all_of_them = [
        coachee(
            coaching,
            at,
            last=getattr(coaching, "last_talk_at"),  # noqa: B009 - annotated
            line=lines.get(coaching.coachee_id, NO_TALKS),
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
    line: Line,
    promised: int,
) -> Coachee:
    since = last or coaching.accepted_at or coaching.asked_at
    is_soon = line.next_at is not None and line.next_at <= at + SOON
    return Coachee(
        person=coaching.coachee,
        since=since,
        last_at=last,
        next_at=line.next_at,
        next_id=line.next_id,
        talks=len(line.held),
        open_commitments=promised,
        rhythm=rhythm(line.held, line.next_at, at, has_gap=not is_soon),
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


def coachings_of(coach: Person) -> list[Coaching]:
    """Those one coaches, by name, each with `last_talk_at` of the two as coach and coachee."""
    talks = CheckIn.objects.held().filter(
        person=OuterRef("coachee"), partner=coach, coaching__isnull=False
    )
    return list(
        Coaching.objects.active()
        .filter(coach=coach)
        .select_related("coachee")
        .annotate(last_talk_at=Subquery(talks.newest_first().values("talk_at")[:1]))
        .only("accepted_at", "asked_at", "coachee__job_title", *names_of("coachee"))
        .order_by("coachee__search_key", "pk")
    )


def talks_on_the_line(coach: Person, people: Sequence[UUID], at: datetime) -> dict[UUID, Line]:
    """The talks of six months with each, and the next open one, in one query.

    An open talk whose time has just come counts as the next until it is settled.
    """
    to_come = Q(coaching__accepted_at__isnull=False, coaching__ended_at__isnull=True)
    to_come &= Q(planned_at__gte=at - timedelta(days=1))
    talks = CheckIn.objects.filter(
        Q(held_at__isnull=False, talk_at__lte=at) | Q(held_at__isnull=True) & to_come,
        partner=coach,
        person__in=people,
        coaching__isnull=False,
        skipped_at__isnull=True,
        cancelled_at__isnull=True,
        talk_at__gte=at - SIX_MONTHS,
    ).order_by("talk_at", "pk")
    lines: dict[UUID, Line] = {}
    for person, held_at, moment, pk in talks.values_list("person", "held_at", "talk_at", "pk"):
        line = lines.setdefault(person, Line([]))
        if held_at:
            line.held.append(moment)
        elif line.next_at is None:
            line.next_at, line.next_id = moment, pk
    return lines


def open_commitments(coach: Person, people: Sequence[UUID]) -> dict[UUID, int]:
    """How many promises of either side are open, by coachee.

    The database finds them by whose they are, which is quicker than through years of talks.
    """
    rows = (
        Commitment.objects.visible_to(coach)
        .open()
        .filter(who__in=[coach.pk, *people])
        .order_by()
        .values_list("checkin__partner", "checkin__person")
        .annotate(number=Count("pk"))
    )
    return {person: number for partner, person, number in rows if partner == coach.pk}


@dataclass(frozen=True)
class Promised:
    """Something one said one would do, to whom (`called`), and in which talk."""

    commitment: Commitment
    called: str


def my_promises(person: Person, *, limit: int) -> list[Promised]:
    """What one said one would do and has not done yet, the soonest first."""
    found = [] if person.has_left else promises(limit).all(person.pk)
    with_groups(row.checkin for row in found)
    return [Promised(row, called(row.checkin, person)) for row in found]


@lru_cache(maxsize=4)
def promises(limit: int) -> Question:
    """Return the question for so many promises."""
    return Question(partial(ask_promises, limit), ids=1)


def ask_promises(limit: int, viewer: UUID) -> "QuerySet[Commitment]":
    person = Person(pk=viewer)
    shown = ("what", "until", "checkin__kind", "checkin__title")
    return (
        Commitment.objects.visible_to(person)
        .open()
        .filter(who=person)
        .select_related("checkin__person", "checkin__partner")
        .only(*shown, *names_of("checkin__person", "checkin__partner"))
        .order_by("until", "made_at", "pk")[:limit]
    )
