"""Note where a number stands, correct it, take it back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NotRequired, TypedDict, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals import policies
from goals.models import Measurement, Metric
from goals.services.metrics import kept, to_change
from goals.services.words import day_of, short_enough

UNDO_WITHIN = timedelta(hours=24)
EARLIEST = date(2000, 1, 1)
MOST_AT_ONCE = 1000
LONGEST_NOTE = 500


class NotYet(RuleError):
    """Nothing is measured on a day to come."""


class TooLongAgo(RuleError):
    """A day so early is a slip of the pen."""


class TooManyAtOnce(RuleError):
    """More values than one call takes."""


class NoLongerCounts(RuleError):
    """What was corrected or taken back stays as it is."""


class TooLateToUndo(RuleError):
    """After a day a measurement is corrected, not taken back."""


@transaction.atomic
def measure(
    metric: Metric,
    *,
    value: Decimal,
    by: Person,
    at: datetime,
    measured_on: date | None = None,
    note: str = "",
) -> Measurement:
    """Note where the number stands, today unless another day is given."""
    metric = to_change(metric, by=by)
    taken = Measurement(metric=metric, by=by, at=at)
    put(taken, value=value, measured_on=measured_on or day_of(at, by), note=note)
    taken.save(force_insert=True)
    audit.record(by=by, action="metric.measure", on=metric, at=at)
    return taken


class Value(TypedDict):
    """A value to note; today where no day is given."""

    value: Decimal
    measured_on: NotRequired[date]
    note: NotRequired[str]


@transaction.atomic
def measure_all(
    metric: Metric, *, values: Sequence[Value], by: Person, at: datetime
) -> list[Measurement]:
    """Note several values at once: all of them or none. An error names its place in the list."""
    metric = to_change(metric, by=by)
    if len(values) > MOST_AT_ONCE:
        sentence = _("Send at most %(most)s values at once.") % {"most": MOST_AT_ONCE}
        raise TooManyAtOnce(sentence)
    taken = [Measurement(metric=metric, by=by, at=at) for _value in values]
    for place, (one, value) in enumerate(zip(taken, values, strict=True)):
        try:
            put_value(one, value)
        except RuleError as error:
            placed = {f"{place}.{name}": words for name, words in error.fields.items()}
            raise type(error)(error.sentence, fields=placed) from error
    Measurement.objects.bulk_create(taken)
    audit.record(by=by, action="metric.measure", on=metric, at=at)
    return taken


@transaction.atomic
def correct(
    measurement: Measurement,
    *,
    value: Decimal,
    by: Person,
    at: datetime,
    measured_on: date | None = None,
    note: str | None = None,
) -> Measurement:
    """Put another measurement in the place of a wrong one, which stays readable."""
    metric = to_change(measurement.metric, by=by)
    wrong = still_counting(measurement)
    right = Measurement(metric=metric, by=by, at=at)
    put(
        right,
        value=value,
        measured_on=measured_on or wrong.measured_on,
        note=wrong.note if note is None else note,
    )
    right.save(force_insert=True)
    wrong.corrected_by = right
    wrong.save(update_fields=["corrected_by"])
    audit.record(by=by, action="metric.correct", on=metric, at=at)
    return right


@transaction.atomic
def withdraw(measurement: Measurement, *, by: Person, at: datetime) -> None:
    """Take one's own measurement back within a day; what it corrected counts again."""
    if not policies.can_undo(by, measurement):
        raise PermissionDenied
    Metric.objects.select_for_update(no_key=True).get(pk=measurement.metric_id)
    taken = still_counting(measurement)
    if at - taken.at > UNDO_WITHIN:
        raise TooLateToUndo(_("Correct it instead. A number can be taken back within a day."))
    taken.withdrawn_at = at
    taken.save(update_fields=["withdrawn_at"])
    Measurement.objects.filter(corrected_by=taken).update(corrected_by=None)
    audit.record(by=by, action="metric.withdraw", on=taken, at=at)


def still_counting(measurement: Measurement) -> Measurement:
    """Return the measurement as it stands, if it still counts."""
    current = Measurement.objects.that_count().filter(pk=measurement.pk).first()
    if current is None:
        raise NoLongerCounts(_("This number was corrected or taken back before."))
    return current


def put_value(taken: Measurement, value: Value) -> None:
    """Write a value as it was sent, checked."""
    day = value.get("measured_on") or day_of(taken.at, taken.by)
    put(taken, value=value["value"], measured_on=day, note=value.get("note", ""))


def put(taken: Measurement, *, value: Decimal, measured_on: date, note: str) -> None:
    """Write value, day and note, checked."""
    refuse_odd_day(measured_on, today=day_of(taken.at, taken.by))
    taken.value = cast("Decimal", kept(value, field="value"))
    taken.measured_on = measured_on
    taken.note = short_enough(note, field="note", longest=LONGEST_NOTE)


def refuse_odd_day(measured_on: date, *, today: date) -> None:
    """Refuse a day that has not come yet, and one before the year 2000."""
    if measured_on > today:
        sentence = _("Choose today or a day before. This one has not come yet.")
        raise NotYet(sentence, fields={"measured_on": sentence})
    if measured_on < EARLIEST:
        sentence = _("Choose a day from the year 2000 on. This one is too long ago.")
        raise TooLongAgo(sentence, fields={"measured_on": sentence})
