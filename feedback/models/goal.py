"""A recipient starts a goal from a piece of feedback; nobody else learns of it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from feedback.models.feedback import Feedback
from feedback.querysets.goal import GoalFromFeedbackQuerySet


class StartedGoal(models.Model):
    """A goal that the recipient of a piece started from it. The goal is open, the link is not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feedback = models.ForeignKey(
        Feedback, models.CASCADE, related_name="started_goals", db_index=False
    )
    goal = models.ForeignKey("goals.Goal", models.CASCADE, related_name="started_from_feedback")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()

    objects = models.Manager.from_queryset(GoalFromFeedbackQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feedback", "goal"], name="a_goal_is_started_once_from_feedback"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} from {self.feedback_id}"
