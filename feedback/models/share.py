"""A recipient shows a piece of feedback to somebody."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from feedback.models.feedback import Feedback
from feedback.models.shown import IS_TAKEN_BACK_BY_WHO_SHOWED_IT, STANDS, Shown
from feedback.querysets.share import ShareQuerySet


class Share(Shown):
    """The recipient lets one more person read it, until they take that back."""

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="shares", db_index=False)
    with_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feedback_shares", db_index=False
    )

    objects = models.Manager.from_queryset(ShareQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_share_is_taken_back_at_a_moment_by_who_made_it",
                condition=IS_TAKEN_BACK_BY_WHO_SHOWED_IT,
            ),
            models.UniqueConstraint(
                fields=["feedback", "with_person"],
                condition=STANDS,
                name="a_piece_is_shared_once_with_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "with_person", "feedback", name="feedback_shown_to_somebody", condition=STANDS
            ),
        ]
