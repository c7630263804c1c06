"""The people one coaches, at a glance: when one talked, when one will, what is open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from accounts.querysets import names_of
from core.prepared import Question
from dialogue.models import Commitment
from dialogue.selectors.coach_rows import AtRisk, Row, Wish, rows_of
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
    at_risk: tuple[AtRisk, ...]
    wishes: tuple[Wish, ...]
    rhythm: Rhythm
    has_waited: bool


# What the page can leave: those who asked for help, whose goals are at risk, or with promises open.
LEFT: dict[str, Callable[[Coachee], bool]] = {
    "help": lambda one: bool(one.wishes),
    "risk": lambda one: bool(one.at_risk),
    "open": lambda one: one.open_commitments > 0,
}


def coachees_of(
    coach: Person, at: datetime, *, show: str = ""
) -> tuple[list[Coachee], list[Coachee]]:
    """Those one has not talked with for a while, the longest first; and the others, by name.

    It has been a while when the last talk was more than four weeks ago and none is planned for
    the coming seven days. `show` leaves a part of them, see `LEFT`.
    """
    if coach.left_at is not None:
        return [], []
    found = rows_of(coach.pk, at=at, since=at - SIX_MONTHS, open_since=at - timedelta(days=1))
    all_of_them = [one for one in (coachee(row, at) for row in found) if is_left(one, show)]
    waiting = sorted((one for one in all_of_them if one.has_waited), key=lambda one: one.since)
    return waiting, [one for one in all_of_them if not one.has_waited]


def is_left(one: Coachee, show: str) -> bool:
    return show not in LEFT or LEFT[show](one)


def coachee(row: Row, at: datetime) -> Coachee:
    """Say of one row whether it has been a while.

    An open talk whose time has just come counts as the next until it is settled.
    """
    since = row.last_at or row.began
    is_soon = row.next_at is not None and row.next_at <= at + SOON
    person = Person(
        id=row.pk, name=row.name, preferred_name=row.preferred_name, job_title=row.job_title
    )
    return Coachee(
        person=person,
        since=since,
        last_at=row.last_at,
        next_at=row.next_at,
        next_id=row.next_id,
        talks=len(row.held),
        open_commitments=row.open_commitments,
        at_risk=row.at_risk,
        wishes=row.wishes,
        rhythm=rhythm(row.held, row.next_at, at, has_gap=not is_soon),
        has_waited=since < at - A_WHILE and not is_soon,
    )


def rhythm(
    recent: Iterable[int], upcoming: datetime | None, at: datetime, *, has_gap: bool
) -> Rhythm:
    """Place talks on a line that ends today; whatever comes later stands at its end."""
    places = [percent(seconds) for seconds in recent]
    gap_from = f"{places[-1]}%" if places and has_gap else ""
    ahead = ""
    if upcoming:
        days = max((upcoming - at).days, 0)
        ahead = f"{min(TODAY_STANDS_AT + 1 + days // 4, 99)}%"
    return Rhythm(tuple(f"{place}%" for place in places), gap_from, ahead)


def percent(seconds: int) -> int:
    """Place what was so many seconds ago."""
    share = 1 - seconds / SIX_MONTHS.total_seconds()
    return round(2 + share * (TODAY_STANDS_AT - 2))


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
