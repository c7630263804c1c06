"""Who takes part in the talk of a group, and what each side confirms of a talk."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dialogue.models.checkins import CheckIn
from dialogue.querysets.checkins import ParticipantQuerySet


class Participant(models.Model):
    """One of a group that talks: from when, brought in by whom, and until when.

    Who has left reads on what they wrote themselves, and nothing else of the talk. Who comes
    later reads the page as it stands, and of the answers those that are shared from then on.
    """

    checkin = models.ForeignKey(
        CheckIn, models.CASCADE, db_index=False, related_name="participants"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)
    nudge_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(ParticipantQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "person"], name="somebody_takes_part_in_a_talk_once"
            ),
            models.CheckConstraint(
                name="somebody_leaves_a_talk_after_they_came",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("added_at")),
            ),
        ]
        indexes: ClassVar = [
            models.Index("person", "checkin", name="group_talks_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} takes part in {self.checkin_id}"


class Confirmation(models.Model):
    """One side confirms the notes as they stand; changed notes need to be confirmed again."""

    checkin = models.ForeignKey(
        CheckIn, models.CASCADE, db_index=False, related_name="confirmations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+"
    )
    notes_version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "person"], name="each_side_confirms_a_talk_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} confirms {self.checkin_id}"
