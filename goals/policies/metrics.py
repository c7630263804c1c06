"""Who reads a number, and who keeps it up to date."""

from accounts.models import Person
from goals.models import Measurement, Metric, MetricChange
from goals.policies.mastery import can_keep, can_read_mastery
from goals.policies.part import can_measure, part_of


def can_read_metric(person: Person, metric: Metric) -> bool:
    """Every member reads those of goals; those of a mastery whoever sees the mastery.

    Twin of `MetricQuerySet.visible_to`.
    """
    if metric.mastery:
        return can_read_mastery(person, metric.mastery)
    return not person.has_left


def can_read_measurement(person: Person, measurement: Measurement) -> bool:
    """Twin of `MeasurementQuerySet.visible_to`."""
    return can_read_metric(person, measurement.metric)


def can_read_change(person: Person, change: MetricChange) -> bool:
    """Twin of `MetricChangeQuerySet.visible_to`."""
    return can_read_metric(person, change.metric)


def can_keep_metric(person: Person, metric: Metric) -> bool:
    """Those who carry the goal and the keeper; of a mastery the person alone."""
    if metric.goal:
        return can_measure(part_of(person, metric.goal), metric)
    return metric.mastery is not None and can_keep(person, metric.mastery)
