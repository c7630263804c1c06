"""Pictures of the ratio: the published page, and one's own mirror."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, FilteredRelation, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.models import Coaching, Person
from core.prepared import Question, rows
from feedback.bands import LABELS, Band
from feedback.models import Feedback, RatioOptOut, RatioPublication, RatioShare
from feedback.querysets.feedback import NOT_KEPT_ASIDE, STANDS
from feedback.windows import Window, window_at

MONTHS = 6
ROLLING = timedelta(weeks=13)


@dataclass(frozen=True)
class Month:
    """Praise and improvements of one month, and where its bars stand in the picture."""

    month: date
    praise: int
    improvements: int


@dataclass(frozen=True)
class Side:
    """One side of the mirror: the last 13 weeks, and the months before."""

    praise: int
    improvements: int
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Mirror:
    """A person's own exact figures, for their eyes alone."""

    given: Side
    received: Side


def mirror_of(person: Person, *, at: datetime) -> Mirror:
    """Return the exact figures of what this person gave and received; withdrawn ones left out.

    What waits counts once it is released; what one keeps aside is not received yet.
    """
    first = months_back(at, MONTHS - 1)  # more than 13 weeks ago, always
    found = counted_in(timezone.get_current_timezone_name()).rows(
        person.pk, first, at, at - ROLLING
    )
    by_month = [dict(zip(COUNTED, row, strict=True)) for row in found]
    months = [months_back(at, back).date() for back in range(MONTHS - 1, -1, -1)]
    return Mirror(
        given=side_of(by_month, "given", months), received=side_of(by_month, "received", months)
    )


SIDES, KINDS, SPANS = ("given", "received"), ("praise", "improvements"), ("", "_lately")
COUNTED = ("month", *(f"{side}_{kind}{span}" for side in SIDES for kind in KINDS for span in SPANS))


@lru_cache(maxsize=64)
def counted_in(zone: str) -> Question:
    """Return the question for somebody's figures by month, as months are in this time zone."""
    return Question(partial(ask_figures, ZoneInfo(zone)), ids=1, moments=3)


def ask_figures(
    zone: ZoneInfo, viewer: UUID, first: datetime, at: datetime, lately: datetime
) -> "QuerySet[Any, Any]":
    sides = {"given": Q(giver=viewer), "received": Q(recipient=viewer) & NOT_KEPT_ASIDE}
    kinds = {"praise": Q(kind="praise"), "improvements": Q(kind="improvement")}
    spans = {"": Q(), "_lately": Q(given_at__gt=lately)}
    counts = {
        f"{side}_{kind}{span}": Count("pk", sides[side] & kinds[kind] & spans[span])
        for side in SIDES
        for kind in KINDS
        for span in SPANS
    }
    mine = Feedback.objects.filter(sides["given"] | sides["received"], STANDS)
    pieces = mine.filter(given_at__gte=first, given_at__lte=at).order_by()
    by_month = pieces.annotate(month=TruncMonth("given_at", tzinfo=zone)).values("month")
    figures: QuerySet[Any, Any] = by_month.annotate(**counts).values_list(*COUNTED)
    return figures


def side_of(by_month: list[dict[str, Any]], side: str, months: list[date]) -> Side:
    """Return one side of the mirror: 13 weeks back from now, and month by month."""
    found = {row["month"].date(): row for row in by_month}
    return Side(
        praise=sum(row[f"{side}_praise_lately"] for row in by_month),
        improvements=sum(row[f"{side}_improvements_lately"] for row in by_month),
        months=tuple(month_from(month, side, found.get(month)) for month in months),
    )


def months_back(at: datetime, months: int) -> datetime:
    """Return the start of the month so many months before, in the reader's time zone."""
    local = timezone.localtime(at)
    index = local.year * 12 + local.month - 1 - months
    first = datetime(index // 12, index % 12 + 1, 1, tzinfo=None)  # noqa: DTZ001 - made aware next
    return timezone.make_aware(first)


def month_from(month: date, side: str, row: dict[str, Any] | None) -> Month:
    if row is None:
        return Month(month, 0, 0)
    return Month(month, row[f"{side}_praise"], row[f"{side}_improvements"])


@dataclass(frozen=True)
class Bar:
    """A bar of the mirror, in per cent of its width and pixels of its height."""

    month: Month
    x: str
    middle: str
    praise_y: int
    praise_height: int
    improvement_height: int


def bars_of(side: Side, *, height: int = 44) -> list[Bar]:
    """Lay out the months: praise upwards from the line, improvements downwards, one scale."""
    most = max((max(m.praise, m.improvements) for m in side.months), default=0) or 1
    step = 100 / len(side.months)
    bars = []
    for number, month in enumerate(side.months):
        up = round(month.praise * height / most)
        left = number * step + step / 2
        bars.append(
            Bar(
                month=month,
                x=f"{left - 2:.2f}%",
                middle=f"{left:.2f}%",
                praise_y=60 - up,
                praise_height=up,
                improvement_height=round(month.improvements * height / most),
            )
        )
    return bars


@dataclass(frozen=True)
class Line:
    """A person on the board: the band in words, or nothing, which always reads the same."""

    person: Person
    team: str
    label: str


# Bands are open to every member; only somebody who is here gets as far as the board.
BANDS = """
SELECT person_id, band FROM feedback_ratioband
WHERE publication_id = %s AND person_id = ANY(%s::uuid[])
"""


def board_lines(people: Iterable[Person], publication: RatioPublication | None) -> list[Line]:
    """Return the lines of some people, in the order given; their team if they came with it."""
    listed = list(people)
    ids = [person.pk for person in listed]
    bands = rows(BANDS, [publication.pk, ids]) if publication else []
    labels = {person_id: label_of(band) for person_id, band in bands}
    return [
        Line(person, getattr(person, "home_team", ""), labels.get(person.pk, ""))
        for person in listed
    ]


def label_of(band: str) -> str:
    """Return the words of a band, in the language in force."""
    return str(LABELS[Band(band)])


@dataclass(frozen=True)
class NextPublication:
    """The window that runs or waits, and the day on which it is published."""

    window: Window
    publication_on: date


def next_publication(at: datetime) -> NextPublication:
    """Return the next window to be published, which may be closed and waiting."""
    running = window_at(at)
    before = Window(running.number - 1)
    window = before if before.published_at > at else running
    return NextPublication(window, window.published_at.date())


@dataclass(frozen=True)
class Sharing:
    """To whom somebody shows their figures, to whom they could, and who shows them theirs."""

    mine: list[RatioShare]
    coaches: list[Person]
    shown_to_me: list[RatioShare]


def sharing_of(person: Person) -> Sharing:
    """Return who sees whose exact figures, as this person knows it; in one question."""
    found = Sharing(mine=[], coaches=[], shown_to_me=[])
    for coaching in WHO_SEES.all(person.pk):
        share = getattr(coaching, "shown", None)  # Django leaves it out where there is none
        if share is None:
            found.coaches.append(coaching.coach)
            continue
        share.coaching = coaching
        is_mine = coaching.coachee_id == person.pk
        (found.mine if is_mine else found.shown_to_me).append(share)
    return found


def ask_who_sees(viewer: UUID) -> "QuerySet[Coaching]":
    person = Person(pk=viewer)
    stands = Q(ratio_shares__taken_back_at__isnull=True)
    coachings = Coaching.objects.active()
    shown = coachings.annotate(shown=FilteredRelation("ratio_shares", condition=stands))
    return (
        shown.filter(Q(coachee=person) | Q(coach=person, shown__isnull=False))
        .select_related("coach", "coachee", "shown")  # type: ignore[misc]  # of a FilteredRelation
        .order_by("coachee__search_key", "coach__search_key", "pk")
    )


WHO_SEES = Question(ask_who_sees, ids=1)


def published_for(person: Person) -> list[RatioPublication]:
    """Return what this person may see of what was published, the newest first."""
    found: list[RatioPublication] = [] if person.has_left else PUBLISHED.all()
    return found


def has_opted_out(person: Person) -> bool:
    """Tell whether this person leaves their band out of publications to come."""
    return bool(OPTED_OUT.rows(person.pk))


PUBLISHED = Question(lambda: RatioPublication.objects.visible_to(Person()).newest_first(), ids=0)
OPTED_OUT = Question(lambda person: RatioOptOut.objects.filter(person=person).values("pk"), ids=1)
