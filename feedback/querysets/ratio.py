"""The read language of the published ratio."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import RatioBand, RatioPublication, RatioSetting, RatioShare


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
    def last_set_first(self) -> Self:
        return self.order_by("-pk")


class RatioShareQuerySet(models.QuerySet["RatioShare"]):
    def visible_to(self, person: "Person") -> Self:
        """The coach sees figures that are shown now, and the coachee knows of it."""
        if person.left_at is not None:
            return self.none()
        return self.standing().filter(Q(coaching__coach=person) | Q(coaching__coachee=person))

    def standing(self) -> Self:
        """Not taken back, and in a coaching that lasts."""
        return self.filter(
            taken_back_at__isnull=True,
            coaching__ended_at__isnull=True,
            coaching__coach__left_at__isnull=True,
            coaching__coachee__left_at__isnull=True,
        )

    def with_people(self) -> Self:
        return self.select_related("coaching__coach", "coaching__coachee")

    def by_name(self) -> Self:
        return self.order_by("coaching__coachee__search_key", "coaching__coach__search_key", "pk")
