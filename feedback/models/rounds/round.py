"""A 360 round: whom it is about, what it asks, and the moments it promises."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback import limits
from feedback.models.feedback import at_most, has_words
from feedback.querysets.rounds import RoundQuerySet, RoundSettingQuerySet


class RoundSetting(models.Model):
    """The thresholds that rounds get at their launch, until a newer row. Rows are only added."""

    counted_threshold = models.PositiveSmallIntegerField(
        _("answers of a group before anything is counted"), default=limits.COUNTED_FROM
    )
    comment_threshold = models.PositiveSmallIntegerField(
        _("answers of a group before comments are shown"), default=limits.COMMENTS_FROM
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(RoundSettingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="thresholds_of_the_organisation_are_never_below_the_floor",
                condition=Q(
                    counted_threshold__gte=limits.FLOOR_OF_A_ROUND,
                    comment_threshold__gte=F("counted_threshold"),
                    comment_threshold__lte=limits.HIGHEST_THRESHOLD,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.set_at}"


class Round(models.Model):
    """What somebody asks many about themselves, once.

    It is started by its subject, or proposed by a coach of theirs and accepted. From its launch on
    mode, subject, what is asked, who is asked and the dates stay as they are; thresholds only
    rise. A trigger sees to all of that. `closed_by` is null when it closed by its date.
    `cancelled_by` is null when the app ended it since its subject has left.

    Nothing here, nor in any row near it, tells who has answered a confidential round.
    """

    class Mode(models.TextChoices):
        CONFIDENTIAL = "confidential", _("confidential")
        NAMED = "named", _("named")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        DECLINED = "declined", _("not accepted")
        PREPARING = "preparing", _("being prepared")
        OPEN = "open", _("open for answers")
        CLOSED = "closed", _("closed")
        RELEASED = "released", _("released")
        ENDED = "ended", _("ended")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="rounds", db_index=False
    )
    title = models.CharField(_("title"), max_length=limits.LONGEST_TITLE)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.CONFIDENTIAL)
    created_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)  # by the subject
    declined_at = models.DateTimeField(null=True, blank=True)  # by the subject
    closes_at = models.DateTimeField(null=True, blank=True)
    releases_at = models.DateTimeField(null=True, blank=True)
    counted_threshold = models.PositiveSmallIntegerField(default=limits.COUNTED_FROM)
    comment_threshold = models.PositiveSmallIntegerField(default=limits.COMMENTS_FROM)
    launched_at = models.DateTimeField(null=True, blank=True)
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminded_halfway_at = models.DateTimeField(null=True, blank=True)  # all who were invited
    reminded_soon_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mixed_at = models.DateTimeField(null=True, blank=True)  # sealed rows written anew by chance
    released_at = models.DateTimeField(null=True, blank=True)  # by the app alone
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    nothing_at = models.DateTimeField(null=True, blank=True)  # "nothing this time", said at its end

    objects = models.Manager.from_queryset(RoundQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_round_has_a_title", condition=has_words("title")),
            models.CheckConstraint(
                name="a_round_is_proposed_at_a_moment_by_somebody_else",
                condition=Q(proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False)
                & ~Q(proposed_by=F("subject")),
            ),
            models.CheckConstraint(
                name="only_a_proposed_round_is_accepted_or_declined",
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True)
                | Q(proposed_at__isnull=False)
                & (Q(accepted_at__isnull=True) | Q(declined_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_round_is_launched_at_a_moment_by_its_subject",
                condition=Q(launched_at__isnull=True, launched_by__isnull=True)
                | Q(launched_at__isnull=False, launched_by=F("subject")),
            ),
            models.CheckConstraint(
                name="a_round_is_launched_with_dates_and_accepted",
                condition=Q(launched_at__isnull=True)
                | Q(closes_at__gt=F("launched_at"), releases_at__isnull=False)
                & (Q(proposed_at__isnull=True) | Q(accepted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_round_is_released_a_day_after_closing_at_the_earliest",
                condition=Q(closes_at__isnull=True)
                | Q(releases_at__isnull=True)
                | Q(releases_at__gte=F("closes_at") + limits.CLOSED_BEFORE_RELEASE),
            ),
            models.CheckConstraint(
                name="thresholds_of_a_round_are_never_below_the_floor",
                condition=Q(
                    counted_threshold__gte=limits.FLOOR_OF_A_ROUND,
                    comment_threshold__gte=F("counted_threshold"),
                    comment_threshold__lte=limits.HIGHEST_THRESHOLD,
                ),
            ),
            models.CheckConstraint(
                name="a_round_is_closed_after_its_launch_by_date_or_its_subject",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__gte=F("launched_at"))
                & (Q(closed_by__isnull=True) | Q(closed_by=F("subject"))),
            ),
            models.CheckConstraint(
                name="a_round_is_released_once_closed_and_never_early",
                condition=Q(released_at__isnull=True)
                | Q(closed_at__isnull=False, released_at__gte=F("releases_at")),
            ),
            models.CheckConstraint(
                name="a_round_is_cancelled_before_its_release",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, released_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_round_is_ended_after_its_release_by_its_subject",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("released_at"), ended_by=F("subject")),
            ),
            models.CheckConstraint(
                name="nothing_this_time_is_said_at_the_end",
                condition=Q(nothing_at__isnull=True) | Q(nothing_at=F("ended_at")),
            ),
        ]
        indexes: ClassVar = [
            models.Index("subject", F("created_at").desc(), name="rounds_of_a_subject"),
            models.Index(
                fields=["closes_at"],
                name="rounds_to_close",
                condition=Q(
                    launched_at__isnull=False, closed_at__isnull=True, cancelled_at__isnull=True
                ),
            ),
            models.Index(
                fields=["releases_at"],
                name="rounds_to_release",
                condition=Q(
                    closed_at__isnull=False, released_at__isnull=True, cancelled_at__isnull=True
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.pk])

    @property
    def is_confidential(self) -> bool:
        return self.mode == self.Mode.CONFIDENTIAL

    @property
    def state(self) -> "Round.State":
        """Where it stands by its rows; whether its closing is due is asked where time is known."""
        if self.cancelled_at:
            return self.State.CANCELLED
        if self.launched_at:
            return self.state_after_launch
        if self.proposed_at and not self.accepted_at:
            return self.State.DECLINED if self.declined_at else self.State.PROPOSED
        return self.State.PREPARING

    @property
    def state_after_launch(self) -> "Round.State":
        """Open, closed, released, or ended."""
        if self.ended_at:
            return self.State.ENDED
        if self.released_at:
            return self.State.RELEASED
        return self.State.CLOSED if self.closed_at else self.State.OPEN

    def takes_answers(self, at: datetime) -> bool:
        """Launched, and neither closed nor cancelled, nor past its date: late is late."""
        is_open = self.state == self.State.OPEN
        return is_open and self.closes_at is not None and at < self.closes_at


class RoundQuestion(models.Model):
    """A question of a round: from the library (its code), or the subject's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="questions", db_index=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("question"))
    library_code = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_question_of_a_round_asks_something",
                condition=has_words("text") & at_most("text", limits.LONGEST_QUESTION),
            ),
            models.UniqueConstraint(
                fields=["round", "position"], name="questions_of_a_round_have_an_order"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class RoundCapability(models.Model):
    """A capability of a round, by the name it had at the launch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="capabilities", db_index=False)
    position = models.PositiveSmallIntegerField()
    capability = models.ForeignKey("goals.Capability", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "position"], name="capabilities_of_a_round_have_an_order"
            ),
            models.UniqueConstraint(
                fields=["round", "capability"], name="a_capability_is_in_a_round_once"
            ),
        ]

    def __str__(self) -> str:
        return f"capability {self.pk}"


class RoundLevel(models.Model):
    """A level of a capability as it was described when its round was launched."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    capability = models.ForeignKey(
        RoundCapability, models.CASCADE, related_name="levels", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    behaviour = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["capability", "position"], name="levels_in_a_round_have_an_order"
            ),
        ]

    def __str__(self) -> str:
        return f"level {self.pk}"
