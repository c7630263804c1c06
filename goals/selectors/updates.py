"""What happened to numbers: forecasts that moved, and values that somebody said something about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from goals.models import Metric
from goals.querysets import Reading


@dataclass(frozen=True)
class Moved:
    """What was reached for and expected before, and what is from then on."""

    ambition_before: Decimal | None
    ambition_after: Decimal | None
    forecast_before: Decimal | None
    forecast_after: Decimal | None
    confidence_before: str
    confidence_after: str


@dataclass(frozen=True)
class Update:
    """Either a change of what is expected, or a value with words; others see its day."""

    metric: Metric
    by_name: str
    on: date
    note: str
    moved: Moved | None = None
    value: Decimal | None = None


def updates_of(metric: Metric, values: Sequence[Reading], *, limit: int) -> tuple[Update, ...]:
    """Return the last updates of a number that came `with_changes`, the newest first.

    `values`: its measurements, as far as they are at hand.
    """
    found = updates_in(metric, values)
    return tuple(sorted(found, key=lambda update: update.on, reverse=True)[:limit])


def updates_in(metric: Metric, values: Sequence[Reading]) -> Iterable[Update]:
    """Yield the updates of one number."""
    for read in getattr(metric, "last_changes", []):
        on = timezone.localdate(datetime.fromisoformat(read["at"]))
        yield Update(metric, read["by_name"], on, read["note"], moved=moved_of(read))
    for one in values:
        if one.note:
            yield Update(metric, one.by_name, one.measured_on, one.note, value=one.value)


def moved_of(read: dict[str, str]) -> Moved:
    """Return what moved, from what `MetricQuerySet.with_changes` read."""
    return Moved(
        ambition_before=value_of(read["ambition_before"]),
        ambition_after=value_of(read["ambition_after"]),
        forecast_before=value_of(read["forecast_before"]),
        forecast_after=value_of(read["forecast_after"]),
        confidence_before=read["confidence_before"],
        confidence_after=read["confidence_after"],
    )


def value_of(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
