"""Fill numbers from a file: look first at what it would do, then all of it or nothing.

A value that was noted before changes nothing, even where it was corrected since: the same file
again is the same. Another value for a day takes the place of the one that counts there, which
stays readable as a corrected one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals.models import Measurement, Metric
from goals.services.measurements import put
from goals.services.metrics import to_change


class BrokenLines(RuleError):
    """A file in which a line cannot be kept is not taken at all."""


@dataclass(frozen=True)
class Line:
    """What a line of a file says about a number. `row` counts as a spreadsheet does."""

    row: int
    metric: Metric
    measured_on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True)
class Step:
    """What becomes of a line: a new value, one in the place of `wrong`, or nothing."""

    line: Line
    is_new: bool
    wrong: Measurement | None = None


@dataclass(frozen=True)
class Plan:
    """What a file would do, in the order of its lines."""

    steps: tuple[Step, ...]

    @property
    def added(self) -> int:
        return sum(step.is_new and step.wrong is None for step in self.steps)

    @property
    def corrected(self) -> int:
        return sum(step.wrong is not None for step in self.steps)

    @property
    def unchanged(self) -> int:
        return sum(not step.is_new for step in self.steps)


def problem_of(line: Line, *, by: Person, at: datetime) -> str:
    """Return why this line cannot be kept, or nothing. One value for each day."""
    try:
        as_measurement(line, by=by, at=at)
    except RuleError as error:
        return error.sentence
    return ""


def as_measurement(line: Line, *, by: Person, at: datetime) -> Measurement:
    """Return the value of a line as it would be kept; raises what measuring by hand raises."""
    taken = Measurement(metric=line.metric, by=by, at=at)
    put(taken, value=line.value, measured_on=line.measured_on, note=line.note)
    return taken


def plan_of(lines: Sequence[Line]) -> Plan:
    """Compare the lines with what is there: one query, however many."""
    there = by_day({line.metric.pk for line in lines})
    return Plan(tuple(step_of(line, there[line.metric.pk, line.measured_on]) for line in lines))


def by_day(metrics: Iterable[UUID]) -> dict[tuple[UUID, date], list[Measurement]]:
    """Return what was noted for each number and day and not taken back, the oldest first."""
    found: dict[tuple[UUID, date], list[Measurement]] = defaultdict(list)
    noted = Measurement.objects.filter(metric__in=list(metrics), withdrawn_at__isnull=True)
    for one in noted.order_by("at", "pk"):
        found[one.metric_id, one.measured_on].append(one)
    return found


def step_of(line: Line, there: Sequence[Measurement]) -> Step:
    """Decide about one line, given what was noted for its day."""
    if any(one.value == line.value and line.note in ("", one.note) for one in there):
        return Step(line, is_new=False)
    counting = [one for one in there if one.corrected_by_id is None]
    return Step(line, is_new=True, wrong=counting[-1] if counting else None)


@transaction.atomic
def fill(lines: Sequence[Line], *, by: Person, at: datetime) -> Plan:
    """Note the values of a file: all of them or none.

    Raises `BrokenLines` where a line cannot be kept; and what changing a number raises.
    """
    for metric in sorted({line.metric.pk: line.metric for line in lines}.values(), key=pk_of):
        to_change(metric, by=by)
        audit.record(by=by, action="metric.fill", on=metric, at=at)
    refuse_broken(lines, by=by, at=at)
    plan = plan_of(lines)
    fresh = [(step, as_measurement(step.line, by=by, at=at)) for step in plan.steps if step.is_new]
    Measurement.objects.bulk_create([taken for _step, taken in fresh], batch_size=2000)
    corrected = []
    for step, taken in fresh:
        if step.wrong:
            step.wrong.corrected_by = taken
            corrected.append(step.wrong)
    Measurement.objects.bulk_update(corrected, ["corrected_by"], batch_size=500)
    return plan


def refuse_broken(lines: Sequence[Line], *, by: Person, at: datetime) -> None:
    """Refuse all of it for one line that cannot be kept, or for two about one day."""
    seen: set[tuple[UUID, date]] = set()
    for line in lines:
        problem = problem_of(line, by=by, at=at) or twice(line, seen)
        if problem:
            sentence = _("Row %(row)s: %(problem)s") % {"row": line.row, "problem": problem}
            raise BrokenLines(sentence)


def twice(line: Line, seen: set[tuple[UUID, date]]) -> str:
    """Return why a second line about one day cannot be kept; remembers the days it saw."""
    key = (line.metric.pk, line.measured_on)
    if key in seen:
        return _("This day stands in another row as well. Keep one value for each day.")
    seen.add(key)
    return ""


def pk_of(metric: Metric) -> UUID:
    """In one order, so that two files at once do not wait for each other."""
    return metric.pk
