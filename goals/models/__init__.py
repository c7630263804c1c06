"""Purpose, goals, who carries them, and their numbers."""

from goals.models.goal import Comment, Goal, Ownership, Parentage, Participation
from goals.models.metric import Measurement, Metric, MetricChange
from goals.models.purpose import Purpose

__all__ = [
    "Comment",
    "Goal",
    "Measurement",
    "Metric",
    "MetricChange",
    "Ownership",
    "Parentage",
    "Participation",
    "Purpose",
]
