"""What a talk is about, and what comes of it: agenda points and commitments."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogue.models.checkins import CheckIn
from dialogue.querysets.commitments import AgendaPointQuerySet, CommitmentQuerySet


class AgendaPoint(models.Model):
    """Something to talk about. What was not got round to is copied to the next talk, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkin = models.ForeignKey(CheckIn, models.CASCADE, db_index=False, related_name="agenda")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+"
    )
    text = models.CharField(_("agenda point"), max_length=500)
    position = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    carried_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    objects = models.Manager.from_queryset(AgendaPointQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "position"], name="agenda_points_have_an_order"
            ),
            models.CheckConstraint(
                name="agenda_point_done_at_a_moment_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"agenda point {self.pk}"


class Commitment(models.Model):
    """Who will do what, and perhaps until when; open until it is kept or dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkin = models.ForeignKey(CheckIn, models.CASCADE, related_name="commitments")
    what = models.CharField(_("what"), max_length=500)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="commitments"
    )
    until = models.DateField(_("until"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )

    objects = models.Manager.from_queryset(CommitmentQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="commitment_done_at_a_moment_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_dropped_at_a_moment_by_somebody",
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_commitment_is_done_or_dropped",
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "who",
                name="open_commitments_of_a_person",
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
            ),
            models.Index(
                "until",
                name="open_commitments_by_day",
                condition=Q(done_at__isnull=True, dropped_at__isnull=True, until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"commitment {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None
