"""Feedback, or a text of a 360 round, is reported to the trusted persons of the organisation."""

import uuid
from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback import limits
from feedback.models.feedback import Feedback
from feedback.models.rounds.report import ReportText
from feedback.querysets.report import ReportQuerySet


class Report(models.Model):
    """What one side shows to the trusted persons, for thirty days, and takes back when they like.

    It is about a piece of feedback, or about one text of the report of the reporter's own round.
    `shows` names the parts of it that the reporter chose; nothing else of it is shown.
    The thread is shown as it was when the report was made.
    """

    class Part(models.TextChoices):
        NAME = "name", _("Who gave it to whom, of which kind, and on which day")
        SITUATION = "situation", _("When and where it was")
        BEHAVIOUR = "behaviour", _("What was seen or heard")
        IMPACT = "impact", _("What it led to")
        RECOMMENDATION = "recommendation", _("What to try")
        THREAD = "thread", _("What was written below it until now")
        TEXT = "text", _("What was written in the round")

    TEXTS: Final = ("situation", "behaviour", "impact", "recommendation")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    feedback = models.ForeignKey(
        Feedback, models.CASCADE, null=True, blank=True, related_name="reports"
    )
    round_text = models.ForeignKey(
        ReportText, models.CASCADE, null=True, blank=True, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feedback_reports"
    )
    reason = models.TextField(_("reason"))
    shows = ArrayField(models.CharField(max_length=14, choices=Part), default=list)
    reported_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # by the reporter
    answer = models.TextField(_("answer"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(ReportQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_report_has_a_reason", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(
                name="words_of_a_report_have_an_end",
                condition=Q(LessThanOrEqual(Length("reason"), limits.LONGEST_TEXT))
                & Q(LessThanOrEqual(Length("answer"), limits.LONGEST_TEXT)),
            ),
            models.CheckConstraint(
                name="a_report_is_of_a_piece_or_a_text_and_shows_its_parts",
                condition=Q(
                    feedback__isnull=False,
                    round_text__isnull=True,
                    shows__contained_by=[
                        "name", "situation", "behaviour", "impact", "recommendation", "thread",
                    ],
                )
                | Q(feedback__isnull=True, round_text__isnull=False, shows__contained_by=["text"]),
            ),
            models.CheckConstraint(
                name="a_report_is_closed_at_a_moment_by_somebody_else",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, answer="")
                | Q(closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(closed_by=F("reporter")),
            ),
            models.UniqueConstraint(
                fields=["feedback", "reporter"],
                condition=Q(withdrawn_at__isnull=True, closed_at__isnull=True),
                name="a_piece_is_reported_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["round_text", "reporter"],
                condition=Q(withdrawn_at__isnull=True, closed_at__isnull=True),
                name="a_text_is_reported_once_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"report {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Neither taken back nor closed; its thirty days are asked where the time is known."""
        return self.withdrawn_at is None and self.closed_at is None


class ReportLook(models.Model):
    """A trusted person looked at a report. The reporter sees every look."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index("report", F("at").desc(), name="looks_at_a_report")]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.at}"
