"""Everything the page of one number shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from accounts.models import Person
from goals.models import Mastery, Measurement, Metric
from goals.policies import can_keep_metric
from goals.querysets import Reading
from goals.selectors.metrics import MetricRow, row_of
from goals.selectors.pictures import Chart, chart
from goals.selectors.updates import Update, updates_of

CHART_LENGTH = 60
IN_THE_TABLE = 12
WHOLE_CHART = 400
PER_PAGE = 50
UPDATES = 12


@dataclass(frozen=True)
class MetricPicture:
    """A number with its chart, its values (newest first), and whether one may add to them."""

    row: MetricRow
    chart: Chart | None
    values: tuple[Reading, ...]
    may_measure: bool

    @property
    def newest(self) -> tuple[Reading, ...]:
        """The values told in the table of a goal; the page of the number tells them all."""
        return self.values[:IN_THE_TABLE]

    @property
    def has_older(self) -> bool:
        return len(self.values) > IN_THE_TABLE


@dataclass(frozen=True)
class MetricPage:
    """A number, everything that was noted (corrected values too), and what was expected."""

    picture: MetricPicture
    entries: "Page[Measurement]"
    updates: tuple[Update, ...]
    may_keep: bool

    @property
    def may_measure(self) -> bool:
        return self.picture.may_measure


def metric_page(metric: Metric, *, viewer: Person, today: date, number: int = 1) -> MetricPage:
    """Compose the page of a number that came `with_subject` and `with_changes`."""
    values = Measurement.objects.last_of_each([metric.pk], counts=[WHOLE_CHART], named=True)
    may_keep = can_keep_metric(viewer, metric)
    noted = Measurement.objects.filter(metric=metric).with_people().newest_first()
    drawn = picture(metric, values[metric.pk], may_keep=may_keep, today=today)
    return MetricPage(
        picture=drawn,
        entries=Paginator(noted, PER_PAGE).get_page(number),
        updates=updates_of(metric, drawn.values, limit=UPDATES),
        may_keep=may_keep,
    )


def is_followed(metric: Metric) -> bool:
    """Tell whether values can still be added to it."""
    if metric.retired_at:
        return False
    if metric.goal:
        return metric.goal.is_open
    return metric.mastery is None or metric.mastery.set_aside_at is None


def picture(
    metric: Metric, values: list[Reading], *, may_keep: bool, today: date | None = None
) -> MetricPicture:
    """Draw a number from its measurements that count. Of several on one day the last is drawn."""
    by_day = {one.measured_on: one.value for one in reversed(values)}
    due_on = metric.goal.due_on if metric.goal else None
    drawn = chart(
        list(by_day.items()), ambition=metric.ambition, forecast=metric.forecast, due_on=due_on
    )
    return MetricPicture(
        row=row_of(metric, values, today=today),
        chart=drawn,
        values=tuple(values),
        may_measure=may_keep and is_followed(metric),
    )


def numbers_of(mastery: Mastery, *, may_keep: bool, today: date) -> list[MetricPicture]:
    """Draw the numbers of a mastery that somebody may see: two queries, however many."""
    listed = list(mastery.metrics.followed().oldest_first())
    for metric in listed:
        metric.mastery = mastery
    ids = [metric.pk for metric in listed]
    values = Measurement.objects.last_of_each(ids, counts=[CHART_LENGTH] * len(ids), named=True)
    return [picture(one, values[one.pk], may_keep=may_keep, today=today) for one in listed]
