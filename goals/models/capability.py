"""The capabilities of the organisation: levels are behaviour that somebody could have seen."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from goals.querysets import CapabilityQuerySet, LevelQuerySet


class Capability(models.Model):
    """Something people here want to be good at.

    Anybody proposes it; it counts from the moment at which an admin adopts it, in the open, and
    until it is retired. `version` counts the wordings: 1 is the one that was first proposed.
    A proposal that was declined or withdrawn leaves a capability that was never adopted.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ADOPTED = "adopted", _("adopted")
        RETIRED = "retired", _("retired")
        DROPPED = "dropped", _("not adopted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=2000)
    library_slug = models.CharField(max_length=60, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager.from_queryset(CapabilityQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_capability_has_a_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="a_capability_is_described", condition=Q(description__regex=r"\S")
            ),
            models.CheckConstraint(
                name="a_capability_is_adopted_at_a_moment_by_somebody",
                condition=Q(adopted_at__isnull=True, adopted_by__isnull=True)
                | Q(adopted_at__isnull=False, adopted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_capability_is_dropped_at_a_moment_by_somebody",
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_capability_is_retired_at_a_moment_by_somebody",
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
            models.CheckConstraint(
                name="only_an_adopted_capability_is_retired",
                condition=Q(retired_at__isnull=True) | Q(adopted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_capability_is_adopted_or_dropped",
                condition=Q(adopted_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
            models.UniqueConstraint(
                Upper("name"),
                name="adopted_capabilities_have_different_names",
                condition=Q(adopted_at__isnull=False, retired_at__isnull=True),
            ),
            models.UniqueConstraint(
                F("library_slug"),
                name="a_capability_is_taken_from_the_library_once",
                condition=~Q(library_slug="") & Q(dropped_at__isnull=True, retired_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> "Capability.State":
        """Proposed, adopted, retired, or dropped: declined or withdrawn before it counted."""
        if self.retired_at:
            return self.State.RETIRED
        if self.adopted_at:
            return self.State.ADOPTED
        return self.State.DROPPED if self.dropped_at else self.State.PROPOSED

    @property
    def is_adopted(self) -> bool:
        """Adopted, and not retired since."""
        return self.state == self.State.ADOPTED


class Level(models.Model):
    """One level of a capability: its name, and what somebody could have seen.

    `position` orders the levels from 1 upward and is never shown: levels are named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    capability = models.ForeignKey(Capability, models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    behaviour = models.TextField(_("behaviour"), max_length=2000)

    objects = models.Manager.from_queryset(LevelQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["capability", "position"], name="a_capability_has_a_level_once"
            ),
            models.CheckConstraint(name="levels_begin_at_one", condition=Q(position__gte=1)),
            models.CheckConstraint(name="a_level_has_a_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="a_level_is_told_as_behaviour", condition=Q(behaviour__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return self.name
