"""One piece of feedback from one person to another."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback import limits
from feedback.querysets.feedback import ON_THE_WALL, WORDS, FeedbackQuerySet
from feedback.windows import LENGTH, Window

# The first moment of the window of the ratio that a piece belongs to.
START_OF_THE_WINDOW = Func(
    Value(LENGTH),
    F("given_at"),
    Value(Window(0).starts_at),
    function="date_bin",
    output_field=models.DateTimeField(),
)


def has_words(field: str) -> Q:
    """Return the condition that a text holds more than blanks and line breaks."""
    return Q(**{f"{field}__regex": r"\S"})


def at_most(field: str, characters: int) -> Q:
    """Return the condition that a text has at most so many characters."""
    return Q(LessThanOrEqual(Length(field), characters))


class Feedback(models.Model):
    """Praise or an improvement, always named to its recipient, who owns it from then on.

    Required is what makes it usable and nothing more. Praise needs the behaviour: "thank you for
    walking the plant twice" helps by itself. An improvement needs the moment (situation), what was
    seen (behaviour), what came of it (impact) and one thing to try (recommendation); without any
    of them its recipient can only guess, and guessing hurts.

    Several people at once get a copy each, with the same `batch`. The batch is also the id of the
    draft it was written in, so that a draft is sent once to each.

    What waits (`held_until`), for the moment its giver chose or for the weekly batch, its giver
    alone reads, and knows it; `given_at` is the moment of sending, until the release makes it the
    moment of release. What was kept
    aside since its recipient pauses is missing from the recipient's own boxes and nowhere else:
    for its giver, and for all others who may read it, nothing differs.
    """

    class Kind(models.TextChoices):
        PRAISE = "praise", _("Praise")
        IMPROVEMENT = "improvement", _("Improvement")

    class Readers(models.TextChoices):
        RECIPIENT = "recipient", _("The recipient alone")
        COACHES = "recipient_and_coaches", _("The recipient and their coaches")
        EVERYONE = "everyone", _("Everyone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feedback_given", db_index=False
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feedback_received", db_index=False
    )
    batch = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    readers = models.CharField(_("who reads it"), max_length=21, choices=Readers)
    situation = models.TextField(_("situation"), blank=True)
    behaviour = models.TextField(_("behaviour"))
    impact = models.TextField(_("impact"), blank=True)
    recommendation = models.TextField(_("recommendation"), blank=True)
    goal = models.ForeignKey(
        "goals.Goal",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback",
        db_index=False,
    )
    checkin = models.UUIDField(null=True, blank=True)  # the talk it is about; see `talks`
    capability = models.ForeignKey(
        "goals.Capability",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback",
        db_index=False,
    )
    values = models.ManyToManyField("goals.Value", related_name="feedback", blank=True)
    given_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True, blank=True)  # chosen by its giver, while writing
    written_at = models.DateTimeField(null=True, blank=True)  # of what was to go out later
    asked_at = models.DateTimeField(null=True, blank=True)  # by its recipient, before it was given
    held_until = models.DateTimeField(null=True, blank=True)  # waits; then it counts as given
    kept_aside_at = models.DateTimeField(null=True, blank=True)  # since its recipient pauses
    read_at = models.DateTimeField(null=True, blank=True)  # by its recipient, for the first time
    filed_at = models.DateTimeField(null=True, blank=True)  # put away by its recipient
    thanks = models.TextField(_("thanks"), blank=True)
    will_try = models.CharField(_("what I will try"), max_length=limits.LONGEST_LINE, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)  # by its recipient, ever
    thanks_read_at = models.DateTimeField(null=True, blank=True)  # by its giver
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    taken_off_wall_at = models.DateTimeField(null=True, blank=True)
    taken_off_wall_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = models.Manager.from_queryset(FeedbackQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nobody_gives_feedback_to_themselves", condition=~Q(giver=F("recipient"))
            ),
            models.CheckConstraint(
                name="feedback_is_praise_or_improvement",
                condition=Q(kind__in=["praise", "improvement"]),
            ),
            models.CheckConstraint(
                name="feedback_has_known_readers",
                condition=Q(readers__in=["recipient", "recipient_and_coaches", "everyone"]),
            ),
            models.CheckConstraint(
                name="only_praise_is_for_everyone",
                condition=~Q(readers="everyone") | Q(kind="praise"),
            ),
            models.CheckConstraint(
                name="feedback_tells_a_behaviour", condition=has_words("behaviour")
            ),
            models.CheckConstraint(
                name="an_improvement_has_a_recommendation",
                condition=~Q(kind="improvement") | has_words("recommendation"),
            ),
            models.CheckConstraint(
                name="an_improvement_tells_situation_and_impact",
                condition=~Q(kind="improvement") | (has_words("situation") & has_words("impact")),
            ),
            models.CheckConstraint(
                name="words_of_feedback_have_an_end",
                condition=at_most("situation", limits.LONGEST_TEXT)
                & at_most("behaviour", limits.LONGEST_TEXT)
                & at_most("impact", limits.LONGEST_TEXT)
                & at_most("recommendation", limits.LONGEST_TEXT)
                & at_most("thanks", limits.LONGEST_TEXT),
            ),
            models.CheckConstraint(
                name="thanks_come_at_a_moment",
                condition=Q(thanked_at__isnull=False)
                | Q(thanks="", will_try="", thanks_read_at__isnull=True),
            ),
            models.CheckConstraint(
                name="feedback_is_withdrawn_at_a_moment_by_its_giver",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by=F("giver")),
            ),
            models.CheckConstraint(
                name="praise_leaves_the_wall_at_a_moment_by_its_recipient",
                condition=Q(taken_off_wall_at__isnull=True, taken_off_wall_by__isnull=True)
                | Q(
                    taken_off_wall_at__isnull=False,
                    taken_off_wall_by=F("recipient"),
                    readers="everyone",
                ),
            ),
            models.CheckConstraint(
                name="what_waits_was_not_read",
                condition=Q(held_until__isnull=True)
                | Q(read_at__isnull=True, thanked_at__isnull=True, kept_aside_at__isnull=True),
            ),
            models.CheckConstraint(
                name="what_waits_is_not_filed",
                condition=Q(held_until__isnull=True) | Q(filed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="what_goes_out_later_was_written_before",
                condition=Q(send_at__isnull=True, written_at__isnull=True)
                | Q(send_at__isnull=False, written_at__isnull=False, send_at__gte=F("written_at")),
            ),
            models.UniqueConstraint(
                fields=["giver", "batch", "recipient"], name="a_draft_is_sent_once_to_each"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "recipient",
                F("given_at").desc(),
                F("id").desc(),
                name="feedback_received",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.Index("giver", F("given_at").desc(), F("id").desc(), name="feedback_given"),
            models.Index(
                F("given_at").desc(), F("id").desc(), name="wall_of_praise", condition=ON_THE_WALL
            ),
            models.Index(
                START_OF_THE_WINDOW,
                "giver",
                "recipient",
                "given_at",
                "id",
                include=["kind"],
                name="feedback_of_a_window",
                condition=Q(withdrawn_at__isnull=True, held_until__isnull=True),
            ),
            models.Index(
                fields=["held_until"],
                name="feedback_that_waits",
                condition=Q(held_until__isnull=False),
            ),
            models.Index(
                fields=["recipient", "giver"],
                name="feedback_kept_aside",
                condition=Q(kept_aside_at__isnull=False),
            ),
            models.Index(
                fields=["giver", "recipient", "given_at", "id"],
                include=["kind"],
                name="feedback_of_a_pair",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["goal"], name="feedback_for_a_goal", condition=Q(goal__isnull=False)
            ),
            models.Index(
                fields=["capability"],
                name="feedback_for_a_capability",
                condition=Q(capability__isnull=False),
            ),
            GinIndex(WORDS, name="feedback_by_words"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("feedback_piece", args=[self.pk])

    @property
    def is_improvement(self) -> bool:
        return self.kind == self.Kind.IMPROVEMENT

    @property
    def is_on_the_wall(self) -> bool:
        return (
            self.readers == self.Readers.EVERYONE
            and self.taken_off_wall_at is None
            and self.withdrawn_at is None
            and self.held_until is None
        )

    @property
    def is_scheduled(self) -> bool:
        """It waits for the moment that its giver chose, not for the weekly batch."""
        return self.held_until is not None and self.held_until == self.send_at

    @property
    def withdraw_until(self) -> datetime:
        """The moment up to which its giver can take it back: what waits, as long as it waits."""
        return self.held_until or self.given_at + limits.TIME_TO_WITHDRAW
