"""Numbers: where something is, where it honestly will be, where it would love to be."""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goals.models.goal import Goal
from goals.querysets import MeasurementQuerySet, MetricChangeQuerySet, MetricQuerySet


def a_value() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)


class Metric(models.Model):
    """A number that tells how a goal goes, or how somebody gets on with a capability.

    That of a mastery is seen by exactly those who see the mastery. Ambition (what we reach for)
    and forecast (what we honestly expect) are two things. `unit` follows the figure: "%",
    "hours", "of 14".
    """

    class Direction(models.TextChoices):
        UP = "up", _("more is better")
        DOWN = "down", _("less is better")

    class Confidence(models.TextChoices):
        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    class Rhythm(models.TextChoices):
        WEEK = "week", _("each week")
        MONTH = "month", _("each month")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, blank=True, related_name="metrics")
    mastery = models.ForeignKey(
        "goals.Mastery",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="metrics",
        db_index=False,
    )
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    direction = models.CharField(
        _("direction"), max_length=4, choices=Direction, default=Direction.UP
    )
    baseline = models.DecimalField(
        _("where we started"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    ambition = models.DecimalField(
        _("ambition"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    forecast = models.DecimalField(
        _("honest forecast"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)
    every = models.CharField(
        _("how often it is updated"),
        max_length=5,
        choices=Rhythm,
        blank=True,
        default="",
        db_default="",
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="metrics_kept",
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager.from_queryset(MetricQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_metric_has_a_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="a_metric_is_of_a_goal_or_of_a_mastery",
                condition=Q(goal__isnull=False, mastery__isnull=True)
                | Q(goal__isnull=True, mastery__isnull=False),
            ),
            models.CheckConstraint(
                name="confidence_belongs_to_a_forecast",
                condition=Q(confidence="") | Q(forecast__isnull=False),
            ),
            models.CheckConstraint(
                name="a_metric_is_retired_at_a_moment_by_somebody",
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index("goal", "added_at", name="metrics_of_a_goal"),
            models.Index(
                "mastery",
                "added_at",
                name="metrics_of_a_mastery",
                condition=Q(mastery__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MetricChange(models.Model):
    """Ambition, forecast or confidence as they were and as they are from then on; and why.

    A row is never changed: the database refuses it. With a note alone, nothing has moved and
    somebody says something about it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="changes")
    ambition_before = a_value()
    ambition_after = a_value()
    forecast_before = a_value()
    forecast_after = a_value()
    confidence_before = models.CharField(max_length=6, choices=Metric.Confidence, blank=True)
    confidence_after = models.CharField(max_length=6, choices=Metric.Confidence, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(MetricChangeQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index("metric", F("at").desc(), name="changes_of_a_metric"),
        ]

    def __str__(self) -> str:
        return f"{self.metric_id} on {self.at:%Y-%m-%d}"


class Measurement(models.Model):
    """A value of a metric on a day. A wrong one is corrected by another or taken back, and stays.

    Of several on one day, the one written last counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="measurements")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    measured_on = models.DateField(_("measured on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="measurements")
    at = models.DateTimeField()
    corrected_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrects"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(MeasurementQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_measurement_does_not_correct_itself",
                condition=Q(corrected_by__isnull=True) | ~Q(corrected_by=F("id")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "metric",
                F("measured_on").desc(),
                F("at").desc(),
                name="measurements_that_count",
                condition=Q(corrected_by__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.measured_on}"
