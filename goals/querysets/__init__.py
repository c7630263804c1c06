"""The read language of purpose, values, capabilities, goals and their numbers."""

from goals.querysets.capability import (
    CapabilityCommentQuerySet,
    CapabilityProposalQuerySet,
    CapabilityQuerySet,
    CapabilitySupportQuerySet,
    LevelQuerySet,
    ProposedLevelQuerySet,
)
from goals.querysets.change import ProposalQuerySet, WordingQuerySet
from goals.querysets.goal import (
    CommentQuerySet,
    GoalQuerySet,
    OwnershipQuerySet,
    ParentageQuerySet,
    ParticipationQuerySet,
)
from goals.querysets.mastery import (
    EvidenceQuerySet,
    LevelEntryQuerySet,
    MasteryQuerySet,
    OpeningQuerySet,
    WitnessRequestQuerySet,
)
from goals.querysets.metric import (
    MeasurementQuerySet,
    MetricChangeQuerySet,
    MetricQuerySet,
    Reading,
)
from goals.querysets.purpose import PurposeQuerySet
from goals.querysets.value import ValueQuerySet

__all__ = [
    "CapabilityCommentQuerySet",
    "CapabilityProposalQuerySet",
    "CapabilityQuerySet",
    "CapabilitySupportQuerySet",
    "CommentQuerySet",
    "EvidenceQuerySet",
    "GoalQuerySet",
    "LevelEntryQuerySet",
    "LevelQuerySet",
    "MasteryQuerySet",
    "MeasurementQuerySet",
    "MetricChangeQuerySet",
    "MetricQuerySet",
    "OpeningQuerySet",
    "OwnershipQuerySet",
    "ParentageQuerySet",
    "ParticipationQuerySet",
    "ProposalQuerySet",
    "ProposedLevelQuerySet",
    "PurposeQuerySet",
    "Reading",
    "ValueQuerySet",
    "WitnessRequestQuerySet",
    "WordingQuerySet",
]
