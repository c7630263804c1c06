"""Rows of the floor: the audit log, drafts and keys that make a write happen once."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import acts
from core.querysets import AuditEntryQuerySet, DraftQuerySet, HintChoiceQuerySet


class AuditEntry(models.Model):
    """Who did what to which thing, and when. A trigger refuses every change and deletion.

    `words` may hold names and numbers of settings, never words of feedback or dialogue.
    Only entries with `is_admin_act` are shown to admins.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.UUIDField(null=True, blank=True)
    is_admin_act = models.BooleanField(default=False)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(AuditEntryQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(F("at").desc(), name="audit_admin_acts", condition=Q(is_admin_act=True)),
        ]

    def __str__(self) -> str:
        return self.action

    @property
    def sentence(self) -> str:
        """What happened, in the language in force."""
        return acts.sentence(self.action)


class Draft(models.Model):
    """What somebody typed and has not sent yet. Nobody else ever reads it.

    `fields` mirrors the fields of one form, whatever they are: the one place where JSON is right.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=120)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    objects = models.Manager.from_queryset(DraftQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key"], name="one_draft_for_each_form"),
        ]

    def __str__(self) -> str:
        return self.key


class HintChoice(models.Model):
    """A kind of writing hint that somebody wants, or does not, other than is usual for it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hint_choices", db_index=False
    )
    rule = models.CharField(max_length=40)
    is_wanted = models.BooleanField()
    chosen_at = models.DateTimeField()

    objects = models.Manager.from_queryset(HintChoiceQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "rule"], name="one_choice_for_each_hint"),
        ]

    def __str__(self) -> str:
        return self.rule


class SentForm(models.Model):
    """A form that was sent, so that a double click or a repeated send does nothing new."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    location = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="a_form_is_sent_once"),
        ]
        indexes: ClassVar = [models.Index("at", name="sent_forms_by_age")]

    def __str__(self) -> str:
        return str(self.key)


class IdempotentCall(models.Model):
    """The answer to an API write with an `Idempotency-Key`, for a day.

    The body is sealed with a key derived from the client's own key, which is not stored: the
    table gives nothing away.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key_digest = models.BinaryField(max_length=32)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    sealed_body = models.BinaryField()
    etag = models.CharField(max_length=100, db_default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key_digest"], name="a_call_is_made_once"),
        ]
        indexes: ClassVar = [models.Index("at", name="idempotent_calls_by_age")]

    def __str__(self) -> str:
        return str(self.status)
