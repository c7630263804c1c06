"""What the subject does with a report: shows it to somebody, and starts something from it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.models.rounds.round import Round
from feedback.models.shown import IS_TAKEN_BACK_BY_WHO_SHOWED_IT, STANDS, Shown
from feedback.querysets.rounds import RoundOutcomeQuerySet, RoundShareQuerySet


class RoundShare(Shown):
    """The subject lets one more person read the report, until they take that back."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="shares", db_index=False)
    with_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="round_shares", db_index=False
    )

    objects = models.Manager.from_queryset(RoundShareQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_share_of_a_report_is_taken_back_by_who_made_it",
                condition=IS_TAKEN_BACK_BY_WHO_SHOWED_IT,
            ),
            models.UniqueConstraint(
                fields=["round", "with_person"],
                condition=STANDS,
                name="a_report_is_shared_once_with_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "with_person", "round", name="reports_shown_to_somebody", condition=STANDS
            ),
        ]


class RoundOutcome(models.Model):
    """What came of a round: a goal, a commitment, or a talk that was planned from it.

    The app above knows commitments and talks; here stand their ids. The subject alone sees that
    they belong together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="outcomes")
    goal = models.ForeignKey(
        "goals.Goal", models.CASCADE, null=True, blank=True, related_name="started_from_rounds"
    )
    commitment = models.UUIDField(null=True, blank=True)
    talk = models.UUIDField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    objects = models.Manager.from_queryset(RoundOutcomeQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_outcome_is_a_goal_a_commitment_or_a_talk",
                condition=Q(goal__isnull=False, commitment__isnull=True, talk__isnull=True)
                | Q(goal__isnull=True, commitment__isnull=False, talk__isnull=True)
                | Q(goal__isnull=True, commitment__isnull=True, talk__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["round", "goal", "commitment", "talk"],
                nulls_distinct=False,
                name="an_outcome_belongs_to_a_round_once",
            ),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"
