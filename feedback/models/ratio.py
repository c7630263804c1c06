"""The published praise-to-improvement ratio: settings, publications, bands. Nothing ever changes.

A trigger refuses every change and deletion of these rows. There is no number of any person here:
only a band in words, for those who are shown. Bands come in the transaction of their publication,
and no later one: a second trigger refuses them.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.bands import LABELS, Band
from feedback.querysets.ratio import (
    RatioBandQuerySet,
    RatioPublicationQuerySet,
    RatioSettingQuerySet,
    RatioShareQuerySet,
)
from feedback.windows import Window


class RatioSetting(models.Model):
    """The parameters from one window on, until a newer row. Rows are added, never changed."""

    from_window = models.PositiveIntegerField()
    publishes = models.BooleanField(_("publish bands"), default=True)
    allows_opt_out = models.BooleanField(_("people may leave their band out"), default=True)
    fewest_items = models.PositiveSmallIntegerField(
        _("counted pieces at least"),
        default=8,
        validators=[MinValueValidator(8), MaxValueValidator(1000)],
    )
    fewest_recipients = models.PositiveSmallIntegerField(
        _("different recipients at least"),
        default=5,
        validators=[MinValueValidator(5), MaxValueValidator(1000)],
    )
    largest_share = models.PositiveSmallIntegerField(
        _("largest share of one recipient, in per cent"),
        default=40,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    fewest_givers = models.PositiveSmallIntegerField(
        _("people shown at least"),
        default=10,
        validators=[MinValueValidator(10), MaxValueValidator(10000)],
    )
    most_for_a_pair = models.PositiveSmallIntegerField(
        _("pieces counted for each pair at most"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
    )
    adds_noise = models.BooleanField(_("add noise to the counts"), default=False)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(RatioSettingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ratio_thresholds_are_never_below_the_promise",
                condition=Q(
                    fewest_items__gte=8,
                    fewest_recipients__gte=5,
                    largest_share__lte=40,
                    fewest_givers__gte=10,
                    most_for_a_pair__lte=3,
                ),
            ),
        ]
        indexes: ClassVar = [models.Index("from_window", name="ratio_settings_by_window")]

    def __str__(self) -> str:
        return f"from window {self.from_window}"


class RatioPublication(models.Model):
    """One window, published once. The totals are those of the organisation as a whole."""

    window = models.PositiveIntegerField(primary_key=True)
    published_at = models.DateTimeField()
    is_withheld = models.BooleanField(default=False)
    praise = models.PositiveIntegerField(default=0)
    improvements = models.PositiveIntegerField(default=0)
    givers = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)

    objects = models.Manager.from_queryset(RatioPublicationQuerySet)()

    def __str__(self) -> str:
        return f"window {self.window}"

    @property
    def span(self) -> Window:
        """Its days and weeks."""
        return Window(self.window)


class RatioBand(models.Model):
    """The band of somebody who is shown for a window. Whoever has no row is "not shown"."""

    # Triggers ask once a statement that publication and person are there, and that no person goes
    # who has a band: a hundred thousand bands, each with two look-ups, would take as long as the
    # counting.
    publication = models.ForeignKey(
        RatioPublication,
        models.PROTECT,
        related_name="bands",
        db_index=False,
        db_constraint=False,
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="ratio_bands",
        db_index=False,
        db_constraint=False,
    )
    band = models.CharField(max_length=16, choices=[(band.value, LABELS[band]) for band in Band])

    objects = models.Manager.from_queryset(RatioBandQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "publication"], name="a_person_has_one_band_in_a_window"
            ),
        ]

    def __str__(self) -> str:
        return self.band


class RatioOptOut(models.Model):
    """Somebody leaves their band out of publications, while the organisation allows it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="ratio_opt_out"
    )
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.since_at)


class RatioShare(models.Model):
    """The coachee shows their own exact figures to the coach, until they take that back.

    It ends with the coaching as well. Only the coachee makes it and takes it back. There are no
    figures here: the coach sees what the coachee sees, at the moment of looking.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coaching = models.ForeignKey("accounts.Coaching", models.PROTECT, related_name="ratio_shares")
    shared_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(RatioShareQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["coaching"],
                condition=Q(taken_back_at__isnull=True),
                name="figures_are_shown_once_in_a_coaching",
            ),
        ]

    def __str__(self) -> str:
        return f"figures in {self.coaching_id}"

    def get_absolute_url(self) -> str:
        """Where the coach sees them."""
        return reverse("ratio_shared", args=[self.pk])
