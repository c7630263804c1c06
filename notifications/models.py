"""The outbox: one row for each nudge and channel, trusted more than any broker."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from notifications.querysets import MutedQuerySet, NotificationQuerySet


class Channel(models.TextChoices):
    APP = "app", _("in the app")
    EMAIL = "email", _("by email")


class Notification(models.Model):
    """Something waits for a person. The row says that and where, never the words themselves.

    `subject` and `slot` name what it is about, so that planning twice gives one row: for a
    check-in the check-in and "2026-W47"; for an event the thing and "".
    The life of a row: due, claimed (with a token), then sent, or unknown (the server may have
    taken it when the worker died; a nudge is not sent again), or dropped (its reason has gone),
    or failed.
    """

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        db_default=models.Func(function="gen_random_uuid", output_field=models.UUIDField()),
        editable=False,
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=40)
    subject = models.UUIDField(null=True, blank=True)
    slot = models.CharField(max_length=20, default="", db_default="", blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    url = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now())

    claimed_at = models.DateTimeField(null=True, blank=True)
    claim_token = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    unknown_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)

    seen_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(NotificationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "subject", "slot", "channel"],
                nulls_distinct=False,
                name="one_nudge_has_one_effect",
            ),
            models.CheckConstraint(
                name="a_claim_has_a_token",
                condition=Q(claimed_at__isnull=True, claim_token__isnull=True)
                | Q(claimed_at__isnull=False, claim_token__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "due_at",
                name="notifications_to_send",
                condition=Q(
                    channel="email",
                    claimed_at__isnull=True,
                    sent_at__isnull=True,
                    unknown_at__isnull=True,
                    failed_at__isnull=True,
                    dropped_at__isnull=True,
                ),
            ),
            models.Index(
                "person",
                F("due_at").desc(),
                name="notifications_waiting",
                condition=Q(channel="app", done_at__isnull=True, dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"


class Preference(models.Model):
    """How mail reaches somebody. Without a row the default holds: one digest a day."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once, in my working hours")
        DAILY = "daily", _("one mail a day, on my working days")
        WEEKLY = "weekly", _("one mail a week")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="notification_preference",
    )
    rhythm = models.CharField(_("mail"), max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    snoozed_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.rhythm


class Muted(models.Model):
    """Somebody does not want one kind of nudge on one channel."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="muted_kinds")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=8, choices=Channel)

    objects = models.Manager.from_queryset(MutedQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "channel"], name="a_kind_is_muted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.channel}"
