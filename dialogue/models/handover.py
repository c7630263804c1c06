"""What a coachee lets a new coach start from: their own words, commitments and goals."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Coaching
from dialogue.models.commitments import Commitment
from dialogue.querysets.handover import HandoverQuerySet


class Handover(models.Model):
    """A coachee shows one coach where they stand. What a former coach wrote is never part of it."""

    coaching = models.OneToOneField(
        Coaching, models.CASCADE, primary_key=True, related_name="handover"
    )
    words = models.TextField(_("where you stand"), blank=True)
    shows_agreements = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=1, db_default=1)
    shared_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(HandoverQuerySet)()

    def __str__(self) -> str:
        return f"handover {self.pk}"


class HandedOver(models.Model):
    """One open commitment of one's own, or a goal, that the coach is pointed to."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="things")
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="+"
    )
    goal = models.ForeignKey("goals.Goal", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_commitment_or_a_goal_is_handed_over",
                condition=Q(commitment__isnull=True, goal__isnull=False)
                | Q(commitment__isnull=False, goal__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id or self.goal_id} in {self.handover_id}"
