"""A goal is started from a talk, or from what was promised in it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from dialogue.models.checkins import CheckIn
from dialogue.models.commitments import Commitment
from dialogue.querysets.goals import GoalOfTalkQuerySet


class StartedGoal(models.Model):
    """A goal that a side of a talk started from it. The goal is open, the link is not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkin = models.ForeignKey(
        CheckIn, models.CASCADE, related_name="started_goals", db_index=False
    )
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    goal = models.ForeignKey("goals.Goal", models.CASCADE, related_name="started_from_talks")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()

    objects = models.Manager.from_queryset(GoalOfTalkQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "goal"], name="a_goal_is_started_once_from_a_talk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} from {self.checkin_id}"
