"""A recipient shows a piece of feedback to somebody."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.models.feedback import Feedback
from feedback.querysets.share import ShareQuerySet


class Share(models.Model):
    """The recipient lets one more person read it, until they take that back.

    Shown to somebody as their coach, it names the coaching, and ends with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="shares", db_index=False)
    with_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feedback_shares", db_index=False
    )
    coaching = models.ForeignKey(
        "accounts.Coaching",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = models.Manager.from_queryset(ShareQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_share_is_taken_back_at_a_moment_by_who_made_it",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by=models.F("shared_by")),
            ),
            models.UniqueConstraint(
                fields=["feedback", "with_person"],
                condition=Q(taken_back_at__isnull=True),
                name="a_piece_is_shared_once_with_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "with_person",
                "feedback",
                name="feedback_shown_to_somebody",
                condition=Q(taken_back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"
