"""The read language of purpose, goals and their numbers."""

from goals.querysets.goal import (
    CommentQuerySet,
    GoalQuerySet,
    OwnershipQuerySet,
    ParentageQuerySet,
    ParticipationQuerySet,
)
from goals.querysets.metric import (
    MeasurementQuerySet,
    MetricChangeQuerySet,
    MetricQuerySet,
    Reading,
)
from goals.querysets.purpose import PurposeQuerySet

__all__ = [
    "CommentQuerySet",
    "GoalQuerySet",
    "MeasurementQuerySet",
    "MetricChangeQuerySet",
    "MetricQuerySet",
    "OwnershipQuerySet",
    "ParentageQuerySet",
    "ParticipationQuerySet",
    "PurposeQuerySet",
    "Reading",
]
