"""What each side writes for itself: answers before a talk, and notes that nobody else reads."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from dialogue.models.checkins import CheckIn
from dialogue.models.prompts import Prompt
from dialogue.querysets.preparations import (
    AnswerQuerySet,
    PreparationQuerySet,
    PrivateNoteQuerySet,
)


class Preparation(models.Model):
    """One side's answers to the prompts: private until shared, by hand or as the talk begins.

    `feelings` are words for how somebody comes to the talk, chosen or their own; never a number.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkin = models.ForeignKey(
        CheckIn, models.CASCADE, db_index=False, related_name="preparations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    feelings = ArrayField(
        models.CharField(max_length=40),
        blank=True,
        default=list,
        db_default=Value([], ArrayField(models.CharField(max_length=40))),
    )
    shares_at_start = models.BooleanField(default=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )

    objects = models.Manager.from_queryset(PreparationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "person"], name="each_side_prepares_a_talk_once"
            ),
            models.CheckConstraint(
                name="preparation_shared_at_a_moment_by_somebody",
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"preparation {self.pk}"


class Answer(models.Model):
    """The words for one prompt; without a prompt, whatever else is to be said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    preparation = models.ForeignKey(
        Preparation, models.CASCADE, db_index=False, related_name="answers"
    )
    prompt = models.ForeignKey(
        Prompt, models.PROTECT, null=True, blank=True, db_index=False, related_name="answers"
    )
    text = models.TextField()

    objects = models.Manager.from_queryset(AnswerQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["preparation", "prompt"],
                nulls_distinct=False,
                name="a_prompt_is_answered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class PrivateNote(models.Model):
    """Beside the shared page: read by its author alone, ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkin = models.ForeignKey(
        CheckIn, models.CASCADE, db_index=False, related_name="private_notes"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    objects = models.Manager.from_queryset(PrivateNoteQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "author"], name="one_private_note_for_each_side"
            ),
        ]

    def __str__(self) -> str:
        return f"private note {self.pk}"
