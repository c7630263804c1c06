"""The read language of purpose, goals and their numbers."""

from goals.querysets.change import ProposalQuerySet, WordingQuerySet
from goals.querysets.goal import (
    CommentQuerySet,
    GoalQuerySet,
    OwnershipQuerySet,
    ParentageQuerySet,
    ParticipationQuerySet,
)
from goals.querysets.metric import MeasurementQuerySet, MetricQuerySet, Reading
from goals.querysets.purpose import PurposeQuerySet

__all__ = [
    "CommentQuerySet",
    "GoalQuerySet",
    "MeasurementQuerySet",
    "MetricQuerySet",
    "OwnershipQuerySet",
    "ParentageQuerySet",
    "ParticipationQuerySet",
    "ProposalQuerySet",
    "PurposeQuerySet",
    "Reading",
    "WordingQuerySet",
]
