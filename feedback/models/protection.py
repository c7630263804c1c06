"""What protects both sides: limits, what was noticed, offers of help, and pauses.

Nothing here is ever shown as guilt. What was noticed (`Flag`) is a private hint to who wrote, or
becomes an offer of help to who received, which says nothing of anybody.
"""

import uuid
from typing import ClassVar, Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from feedback import limits
from feedback.querysets.protection import (
    FlagQuerySet,
    HelpOfferQuerySet,
    PauseQuerySet,
    ProtectionSettingQuerySet,
)


class ProtectionSetting(models.Model):
    """The limits from a moment on, until a newer row. Rows are added, never changed."""

    improvements_for_a_pair = models.PositiveSmallIntegerField(
        _("improvements from one to another within a week, at most"),
        default=limits.IMPROVEMENTS_FOR_A_PAIR,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    pieces_of_a_giver = models.PositiveSmallIntegerField(
        _("pieces that one person sends within 24 hours, at most"),
        default=limits.PIECES_OF_A_GIVER,
        validators=[MinValueValidator(5), MaxValueValidator(limits.MOST_RECIPIENTS)],
    )
    uses_slow_mode = models.BooleanField(
        _("improvements can be slowed to once a week"), default=True
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(ProtectionSettingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="limits_of_feedback_stay_within_bounds",
                condition=Q(
                    improvements_for_a_pair__range=(1, 5),
                    pieces_of_a_giver__range=(5, limits.MOST_RECIPIENTS),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.set_at}"


class Flag(models.Model):
    """A pattern that was noticed, with the numbers that caused it, and no words.

    `person` wrote, save for `many_givers`, where `person` received; `about` is the other one,
    where there is one. `week` counts from Monday 1 January 2024 and belongs to the newest piece:
    a pattern between the same people is noticed once a week. Flags are forgotten after 26 weeks.
    """

    class Pattern(models.TextChoices):
        MANY_GIVERS = "many_givers", _("Many people, one recipient")
        ONE_ON_ONE = "one_on_one", _("One person, again and again")
        IN_KIND = "in_kind", _("An answer in kind")
        RING = "ring", _("Praise among few")
        SAME_TEXT = "same_text", _("The same words to many")

    HINTING: Final = frozenset({"one_on_one", "in_kind", "ring", "same_text"})
    SLOWING: Final = frozenset({"one_on_one", "in_kind", "same_text"})

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        db_default=models.Func(function="gen_random_uuid", output_field=models.UUIDField()),
        editable=False,
    )
    pattern = models.CharField(max_length=11, choices=Pattern)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    week = models.PositiveIntegerField()
    first_at = models.DateTimeField()  # the span of the pieces that were counted
    last_at = models.DateTimeField()
    pieces = models.PositiveIntegerField()  # improvements; for a ring, praise within it
    others = models.PositiveIntegerField(db_default=0)  # praise besides; all praise, for a ring
    people = models.PositiveIntegerField(db_default=1)  # givers, recipients, or members of a ring
    usual = models.DecimalField(max_digits=8, decimal_places=2, db_default=0)  # givers, so far
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)  # to answer
    made_at = models.DateTimeField()

    objects = models.Manager.from_queryset(FlagQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_flag_is_of_a_known_pattern",
                condition=Q(
                    pattern__in=["many_givers", "one_on_one", "in_kind", "ring", "same_text"]
                ),
            ),
            models.CheckConstraint(
                name="a_flag_is_about_somebody_else",
                condition=Q(about__isnull=True) | ~Q(about=F("person")),
            ),
            models.UniqueConstraint(
                fields=["person", "about", "pattern", "week"],
                nulls_distinct=False,
                name="a_pattern_is_noticed_once_a_week",
            ),
        ]

    def __str__(self) -> str:
        return self.pattern


class HelpOffer(models.Model):
    """Help is offered to somebody who received much. It names no pattern and nobody."""

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        db_default=models.Func(function="gen_random_uuid", output_field=models.UUIDField()),
        editable=False,
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True, blank=True)  # by its person

    objects = models.Manager.from_queryset(HelpOfferQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "week"], name="help_is_offered_once_a_week"),
        ]

    def __str__(self) -> str:
        return f"help in week {self.week}"


class Pause(models.Model):
    """Somebody takes no feedback for a while: from one person, or from everyone (no `giver`).

    Nobody else ever learns of it. It stands until it is ended, or until `ends_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="feedback_pauses"
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    since_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # by its person

    objects = models.Manager.from_queryset(PauseQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_pause_is_from_somebody_else",
                condition=Q(giver__isnull=True) | ~Q(giver=F("person")),
            ),
            models.UniqueConstraint(
                fields=["person", "giver"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="a_person_has_one_pause_from_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"pause {self.pk}"
