"""The read language of protection."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import Flag, HelpOffer, Pause, ProtectionSetting


class ProtectionSettingQuerySet(models.QuerySet["ProtectionSetting"]):
    def newest(self) -> "ProtectionSetting | None":
        """Return the setting that holds now."""
        return self.order_by("set_at", "pk").last()


class FlagQuerySet(models.QuerySet["Flag"]):
    def visible_to(self, person: "Person") -> Self:
        """Hints to who wrote (twin of `policies.can_be_hinted`); nobody else sees a flag."""
        if person.left_at is not None:
            return self.none()
        return self.filter(person=person, pattern__in=self.model.HINTING)

    def concerning(self, people: Sequence["Person"]) -> Self:
        """Noticed about writing to one of these people, or about nobody in particular."""
        return self.filter(Q(about__in=people) | Q(about__isnull=True))


class HelpOfferQuerySet(models.QuerySet["HelpOffer"]):
    def standing_for(self, person: "Person") -> Self:
        """Offers that their person has not put away, the newest first."""
        return self.filter(person=person, put_away_at__isnull=True).order_by("-made_at")


class PauseQuerySet(models.QuerySet["Pause"]):
    def visible_to(self, person: "Person") -> Self:
        """A pause is known to who made it alone (twin of `policies.can_read_pause`)."""
        return self.filter(person=person) if person.left_at is None else self.none()

    def standing(self, at: datetime) -> Self:
        """Neither ended nor run out."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), ended_at__isnull=True)

    def newest_first(self) -> Self:
        return self.select_related("giver").order_by("-since_at", "pk")
