"""The prep sheet: what changed between two people since they last talked, on one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Count, Window
from django.db.models.functions import Left

from accounts.models import Person
from core.prepared import Question, rows
from dialogue.models import AgendaPoint, CheckIn, Commitment
from dialogue.selectors.coach_rows import AtRisk, at_risk
from dialogue.selectors.history import Entry, opening
from dialogue.selectors.timeline import news

NOTES = 700  # characters of the last talk's notes
SINCE = 10  # lines of what happened since
PROMISES, POINTS, GOALS = 8, 6, 5  # so many of each fit on one page
T = TypeVar("T")

# What every member reads of somebody's goals, those with the newest measurement first.
NUMBERS = """
SELECT json_build_array(g.id, g.title, m.name, m.unit, m.ambition::text,
                        coalesce(m.forecast, latest.value)::text, m.confidence),
       m.forecast IS NULL, count(*) OVER ()
FROM goals_ownership o
JOIN goals_goal g ON g.id = o.goal_id AND g.achieved_at IS NULL AND g.let_go_at IS NULL
JOIN goals_metric m ON m.goal_id = g.id AND m.retired_at IS NULL
LEFT JOIN LATERAL (
    SELECT value, measured_on FROM goals_measurement
    WHERE metric_id = m.id AND withdrawn_at IS NULL AND corrected_by_id IS NULL
    ORDER BY measured_on DESC LIMIT 1
) latest ON true
WHERE o.person_id = %(person)s AND o.agreed_at IS NOT NULL
  AND coalesce(m.forecast, latest.value) IS NOT NULL
ORDER BY latest.measured_on DESC NULLS LAST, g.id, m.id LIMIT %(most)s
"""


@dataclass(frozen=True)
class Few(Generic[T]):
    """As many as fit on the page, and how many more there are."""

    shown: Sequence[T] = ()
    more: int = 0


@dataclass(frozen=True)
class Talk:
    """A talk of the two: when, and what stands on its page as far as this reader sees it."""

    pk: UUID
    at: datetime
    notes: str
    points: Few[str] = Few()


@dataclass(frozen=True)
class Number:
    """A number of a goal of the other one; `is_measured`: nobody said what they expect."""

    told: AtRisk
    is_measured: bool


@dataclass(frozen=True)
class Promise:
    """An open commitment between the two."""

    what: str
    is_mine: bool
    until: Any


@dataclass(frozen=True)
class PrepSheet:
    """Everything on the page; what one may not read is not on it.

    Of what happened `since` there are `more` at least.
    """

    other: Person
    last: Talk | None
    coming: Talk | None
    since: Few[Entry]
    promises: Few[Promise]
    numbers: Few[Number]


def prep_sheet(viewer: Person, other: Person) -> PrepSheet:
    """Gather the sheet in at most seven queries, however long the two know each other."""
    held, ahead = latest_and_next(viewer, other)
    return PrepSheet(
        other=other,
        last=held,
        coming=with_points(viewer, ahead) if ahead else None,
        since=since(viewer, other, held),
        promises=promises(viewer, other),
        numbers=numbers(other),
    )


def ask_talks(viewer: UUID, other: UUID) -> Any:
    """The newest held talk, and the next open one; each with its notes where they are read."""
    one, two = Person(pk=viewer), Person(pk=other)
    between = CheckIn.objects.read_in_full_by(one).between(one, two)
    columns = ("pk", "talk_at", Left("notes", NOTES + 1), "held_at")
    held = between.held().newest_first().values_list(*columns)[:1]
    ahead = between.open().soonest_first().values_list(*columns)[:1]
    return held.union(ahead, all=True)


LATEST_AND_NEXT = Question(ask_talks, 2)


def latest_and_next(viewer: Person, other: Person) -> tuple[Talk | None, Talk | None]:
    found = [] if viewer.left_at else LATEST_AND_NEXT.rows(viewer.pk, other.pk)
    talks = {bool(held_at): Talk(pk, at, opening(notes, NOTES)) for pk, at, notes, held_at in found}
    return talks.get(True), talks.get(False)


ALL = Window(Count("pk"))  # how many there are, beside each that is loaded


def with_points(viewer: Person, talk: Talk) -> Talk:
    """Add what stands on its agenda; for somebody who is here."""
    return replace(talk, points=few(ON_ITS_AGENDA.rows(viewer.pk, talk.pk)))


def ask_points(viewer: UUID, talk: UUID) -> Any:
    points = AgendaPoint.objects.visible_to(Person(pk=viewer)).filter(checkin=talk)
    counted = points.filter(done_at__isnull=True).in_order().annotate(number=ALL)
    return counted.values_list("text", "number")[:POINTS]


ON_ITS_AGENDA = Question(ask_points, 2)


def few(found: Iterable[Sequence[Any]]) -> Few[Any]:
    """Take apart rows of something and the number of all."""
    loaded = list(found)
    return Few([one for one, _number in loaded], loaded[0][1] - len(loaded) if loaded else 0)


def since(viewer: Person, other: Person, last: Talk | None) -> Few[Entry]:
    """What is news since the last talk, the newest first."""
    found = news(viewer, other, most=2 * SINCE)
    later = [entry for entry in found if last is None or entry.at > last.at]
    return Few(later[:SINCE], len(later[SINCE:]))


def promises(viewer: Person, other: Person) -> Few[Promise]:
    """What is open between the two, the soonest first."""
    found = PROMISED.rows(viewer.pk, other.pk) if viewer.left_at is None else []
    return few(
        (Promise(what, who == viewer.pk, until), number) for what, who, until, number in found
    )


def ask_promises(viewer: UUID, other: UUID) -> Any:
    one, two = Person(pk=viewer), Person(pk=other)
    found = Commitment.objects.visible_to(one).between(one, two).open().annotate(number=ALL)
    ordered = found.order_by("until", "made_at", "pk")
    return ordered.values_list("what", "who", "until", "number")[:PROMISES]


PROMISED = Question(ask_promises, 2)


def numbers(person: Person) -> Few[Number]:
    """Numbers of somebody's goals; every member reads them."""
    found = rows(NUMBERS, {"person": person.pk, "most": GOALS})
    return few((Number(at_risk(told), is_measured), all_) for told, is_measured, all_ in found)
