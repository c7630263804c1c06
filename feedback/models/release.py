"""A recipient releases a piece of feedback as evidence of a level."""

import uuid

from django.conf import settings
from django.db import models

from feedback.models.feedback import Feedback
from feedback.querysets.release import ReleaseQuerySet


class Release(models.Model):
    """The recipient let a copy stand as evidence of their mastery.

    It lasts as long as the evidence does: taken back, nobody reads the copy any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="releases")
    evidence = models.OneToOneField("goals.Evidence", models.CASCADE, related_name="release")
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(ReleaseQuerySet)()

    def __str__(self) -> str:
        return f"release {self.pk}"
