"""Purpose, goals, who carries them, and their numbers."""

from goals.models.change import OwnerAnswer, Proposal, Wording
from goals.models.goal import Comment, Goal, Ownership, Parentage, Participation
from goals.models.metric import Measurement, Metric
from goals.models.purpose import Purpose

__all__ = [
    "Comment",
    "Goal",
    "Measurement",
    "Metric",
    "OwnerAnswer",
    "Ownership",
    "Parentage",
    "Participation",
    "Proposal",
    "Purpose",
    "Wording",
]
