"""A word in the thread under a piece of feedback."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from feedback import limits
from feedback.models.feedback import Feedback
from feedback.querysets.reply import ReplyQuerySet


class Reply(models.Model):
    """A question or an answer between giver and recipient; nobody else reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="replies", db_index=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    text = models.TextField()
    at = models.DateTimeField()
    kept_aside_at = models.DateTimeField(null=True, blank=True)  # since the other side pauses
    read_at = models.DateTimeField(null=True, blank=True)  # by the other side

    objects = models.Manager.from_queryset(ReplyQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_reply_has_words", condition=Q(text__regex=r"\S")),
            models.CheckConstraint(
                name="a_reply_has_an_end",
                condition=Q(LessThanOrEqual(Length("text"), limits.LONGEST_TEXT)),
            ),
        ]
        indexes: ClassVar = [models.Index("feedback", "at", name="replies_of_a_piece")]

    def __str__(self) -> str:
        return f"reply {self.pk}"
