"""Purpose, values, capabilities, goals, who carries them, and their numbers."""

from goals.models.capability import Capability, Level
from goals.models.capability_proposal import (
    CapabilityComment,
    CapabilityProposal,
    CapabilitySupport,
    ProposedLevel,
)
from goals.models.change import OwnerAnswer, Proposal, Wording
from goals.models.goal import Comment, Goal, Ownership, Parentage, Participation
from goals.models.mastery import (
    Evidence,
    LevelEntry,
    Mastery,
    Opening,
    WitnessRequest,
)
from goals.models.metric import Measurement, Metric, MetricChange
from goals.models.purpose import Purpose
from goals.models.value import Value

__all__ = [
    "Capability",
    "CapabilityComment",
    "CapabilityProposal",
    "CapabilitySupport",
    "Comment",
    "Evidence",
    "Goal",
    "Level",
    "LevelEntry",
    "Mastery",
    "Measurement",
    "Metric",
    "MetricChange",
    "Opening",
    "OwnerAnswer",
    "Ownership",
    "Parentage",
    "Participation",
    "Proposal",
    "ProposedLevel",
    "Purpose",
    "Value",
    "WitnessRequest",
    "Wording",
]
