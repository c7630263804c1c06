"""Numbers with their last values, ready to be shown and updated."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache, partial
from uuid import UUID, uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from accounts.models import Person
from core.prepared import Question
from goals.models import Measurement, Metric
from goals.querysets import Reading
from goals.querysets.cards import Number
from goals.selectors.pictures import Spark, Track, quick_values, spark, track

SPARK_LENGTH = 8
# Values as text, so that JSON does not round them.
AS_READ = JSONObject(
    pk="pk", value=Cast("value", TextField()), measured_on="measured_on", note="note"
)


@dataclass(frozen=True)
class MetricRow:
    """A number, its last value, those before it (oldest first), and three values one click away.

    `is_due`: the value of this week or month is not in yet. `key` makes the click count once.
    """

    metric: Metric
    last: Reading | None
    previous: tuple[Decimal, ...]
    quick: tuple[Decimal, ...]
    spark: Spark | None
    track: Track | None
    is_due: bool = False
    key: UUID = field(default_factory=uuid4)


def row_of(metric: Metric, newest_first: list[Reading], *, today: date | None = None) -> MetricRow:
    """Compose a row from the measurements that count; without `today` nothing is due."""
    last = newest_first[0] if newest_first else None
    values = tuple(one.value for one in reversed(newest_first))
    now = last.value if last else None
    return MetricRow(
        metric=metric,
        last=last,
        previous=values[:-1],
        quick=quick_values(now) if now is not None else (),
        spark=spark(values[-SPARK_LENGTH:], metric.ambition),
        track=track(start_of(metric, values), now, metric.forecast, metric.ambition),
        is_due=today is not None and is_due(metric, last, today),
    )


def is_due(metric: Metric, last: Reading | None, today: date) -> bool:
    """Tell whether the value of this week (from Monday on) or of this month is not in yet."""
    if not metric.every:
        return False
    monday, first = begun_on(today)
    since = monday if metric.every == Metric.Rhythm.WEEK else first
    return last is None or last.measured_on < since


def begun_on(today: date) -> tuple[date, date]:
    """Return the days on which this week and this month began."""
    return today - timedelta(days=today.weekday()), today.replace(day=1)


def start_of(metric: Metric | Number, values: tuple[Decimal, ...]) -> Decimal:
    """Return where the way begins: the baseline, else nothing, or the first value going down."""
    if metric.baseline is not None:
        return metric.baseline
    if metric.direction == Metric.Direction.DOWN and values:
        return max(values)
    return Decimal(0)


def rows_of(metrics: Iterable[Metric]) -> list[MetricRow]:
    """Compose rows for these metrics with one query."""
    listed = list(metrics)
    ids = [metric.pk for metric in listed]
    values = Measurement.objects.last_of_each(ids, counts=[SPARK_LENGTH] * len(ids))
    return [row_of(metric, values.get(metric.pk, [])) for metric in listed]


def metrics_to_update(person: Person, at: datetime, *, limit: int = 8) -> list[MetricRow]:
    """Return the numbers this person looks after: those due first, then the longest untouched.

    Those they keep; and those without a keeper, of goals they own or have joined. One query.
    """
    today = at.date()
    mine = [] if person.has_left else to_update(limit).all(person.pk, today, *begun_on(today))
    return [
        row_of(metric, [reading_of(one) for one in metric.newest], today=today) for metric in mine
    ]


@lru_cache(maxsize=4)
def to_update(limit: int) -> Question:
    """Return the question for so many of the numbers that somebody looks after."""
    return Question(partial(ask_to_update, limit), ids=1, days=3)


def ask_to_update(
    limit: int, viewer: UUID, today: date, monday: date, first: date
) -> "QuerySet[Metric]":
    person = Person(pk=viewer)
    newest = Measurement.objects.that_count().filter(metric=OuterRef("pk")).newest_first()
    mine = (
        Metric.objects.visible_to(person)
        .concerning(person)
        .in_use()
        .filter(Q(goal__isnull=True) | Q(goal__starts_on__lte=today))
        .select_related("goal", "mastery__capability")
        .due_first(monday=monday, first=first)
        .annotate(newest=ArraySubquery(newest.values(json=AS_READ)[:SPARK_LENGTH]))
    )
    return mine[:limit]


def reading_of(read: dict[str, str]) -> Reading:
    """Return a measurement from what `AS_READ` made of it."""
    measured_on = date.fromisoformat(read["measured_on"])
    return Reading(UUID(read["pk"]), Decimal(read["value"]), measured_on, read["note"], "")
