"""What makes a team a support group: the capabilities it meets around, and who asks to join."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Team
from dialogue.querysets.support_groups import GroupQuestionQuerySet


class GroupCapability(models.Model):
    """A capability around which a group meets."""

    group = models.ForeignKey(Team, models.CASCADE, related_name="group_capabilities")
    capability = models.ForeignKey("goals.Capability", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "capability"], name="a_group_meets_around_a_capability_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capability_id} of {self.group_id}"


class GroupQuestion(models.Model):
    """Somebody asks to join, or is asked by a member to; the other side says yes.

    Accepted, or closed by either side without a yes: at most one of these happens.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Team, models.CASCADE, related_name="group_questions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="group_questions"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(GroupQuestionQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(accepted_at__isnull=True, closed_at__isnull=True),
                name="one_open_question_about_joining_a_group",
            ),
            models.CheckConstraint(
                name="group_question_accepted_at_a_moment_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="group_question_closed_at_a_moment_by_somebody",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def is_invitation(self) -> bool:
        """Whether a member asked the person, and not the person the group."""
        return self.asked_by_id != self.person_id
