"""The read language of the published ratio."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import RatioBand, RatioPublication, RatioSetting


class RatioPublicationQuerySet(models.QuerySet["RatioPublication"]):
    def visible_to(self, person: "Person") -> Self:
        """Published figures are open to every member, except where publication was off."""
        return self.filter(is_withheld=False) if person.left_at is None else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-window")


class RatioBandQuerySet(models.QuerySet["RatioBand"]):
    def visible_to(self, person: "Person") -> Self:
        """Bands are open to every member."""
        return self if person.left_at is None else self.none()


class RatioSettingQuerySet(models.QuerySet["RatioSetting"]):
    def in_force(self, window: int) -> "RatioSetting | None":
        """Return the newest setting that holds for this window."""
        return self.filter(from_window__lte=window).order_by("from_window", "pk").last()
