"""What a round publishes to its subject, once and for all. A trigger refuses every change."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.models.feedback import has_words
from feedback.models.rounds.answer import ABOUT_A_QUESTION_OR_A_CAPABILITY
from feedback.models.rounds.nomination import Nomination, Perspective
from feedback.models.rounds.round import Round, RoundCapability, RoundLevel, RoundQuestion
from feedback.querysets.rounds import ReportBehaviourQuerySet, ReportTextQuerySet
from feedback.rounds.items import Part


class ReportGroup(models.Model):
    """A group whose answers are shown together, or are too few; no number is kept.

    Behaviours and texts have their own thresholds, so they have their own groups.
    """

    class Of(models.TextChoices):
        BEHAVIOURS = "behaviours", _("behaviours")
        TEXTS = "texts", _("texts")

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        TOO_FEW = "too_few", _("too few answers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="groups", db_index=False)
    of = models.CharField(max_length=10, choices=Of)
    key = models.CharField(max_length=20)  # a perspective, or "colleagues" when several are joined
    perspectives = ArrayField(models.CharField(max_length=8, choices=Perspective))
    state = models.CharField(max_length=7, choices=State)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "of", "key"], name="a_group_is_in_a_report_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ReportText(models.Model):
    """One text: of a group, of somebody by name, or (neither) of the subject themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="texts")
    question = models.ForeignKey(
        RoundQuestion, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    capability = models.ForeignKey(
        RoundCapability, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    part = models.CharField(max_length=4, choices=[(part.value, part.value) for part in Part])
    group = models.ForeignKey(
        ReportGroup, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    nomination = models.ForeignKey(
        Nomination, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    text = models.TextField()

    objects = models.Manager.from_queryset(ReportTextQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_text_of_a_report_is_about_a_question_or_a_capability",
                condition=ABOUT_A_QUESTION_OR_A_CAPABILITY & ~Q(part=Part.SEEN.value),
            ),
            models.CheckConstraint(
                name="a_text_of_a_report_is_of_a_group_or_by_name",
                condition=Q(group__isnull=True) | Q(nomination__isnull=True),
            ),
            models.CheckConstraint(
                name="a_text_of_a_report_says_something", condition=has_words("text")
            ),
        ]

    def __str__(self) -> str:
        return f"text {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('round', args=[self.round_id])}#text-{self.pk}"


class ReportBehaviour(models.Model):
    """The behaviour that most of a group have seen, or that somebody saw by name; not how many.

    Several rows of one group are as many. Without a level it is "not seen". Where a group that is
    shown has no row for a capability, too few have answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="behaviours")
    capability = models.ForeignKey(
        RoundCapability, models.CASCADE, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        ReportGroup, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    nomination = models.ForeignKey(
        Nomination, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    level = models.ForeignKey(
        RoundLevel, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )

    objects = models.Manager.from_queryset(ReportBehaviourQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_behaviour_of_a_report_is_of_a_group_or_by_name",
                condition=Q(group__isnull=True) | Q(nomination__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["capability", "group", "nomination", "level"],
                nulls_distinct=False,
                name="a_behaviour_is_in_a_report_once",
            ),
        ]

    def __str__(self) -> str:
        return f"behaviour {self.pk}"
