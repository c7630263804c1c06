"""Figures of the outbox for whoever operates the app: counts and ages, nobody's name or words."""

from collections.abc import Iterable

from django.db.models import Count, Min
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from core.clock import database_now
from notifications.models import Notification

STATES = ("sent_at", "unknown_at", "failed_at", "dropped_at")


def outbox() -> Iterable[Metric]:
    """Say how many mails are in which state, and how long the oldest due one has waited."""
    mails = Notification.objects.filter(channel="email")
    untouched = mails.filter(**{f"{state}__isnull": True for state in STATES})
    now = database_now()
    due = untouched.filter(due_at__lte=now)
    counts = mails.aggregate(**{state: Count(state) for state in STATES})
    states = GaugeMetricFamily(
        "mastery_notifications", "Nudges by mail in each state.", labels=["state"]
    )
    for state in STATES:
        states.add_metric([state.removesuffix("_at")], counts[state])
    states.add_metric(["due"], due.count())
    oldest = due.aggregate(oldest=Min("due_at"))["oldest"]
    age = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
    yield states
    yield GaugeMetricFamily(
        "mastery_oldest_due_notification_seconds",
        "How long the oldest due nudge has waited to be sent.",
        value=age,
    )
