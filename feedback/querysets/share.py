"""To whom recipients show what they received."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import Share


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, person: "Person") -> Self:
        """Shares are seen by the recipient who made them, those taken back included."""
        if person.left_at is not None:
            return self.none()
        return self.filter(feedback__recipient=person, feedback__withdrawn_at__isnull=True)

    def standing(self) -> Self:
        """Not taken back; and shown to a coach only while the coaching lasts."""
        coaching_lasts = Q(
            coaching__ended_at__isnull=True,
            coaching__coach__left_at__isnull=True,
            coaching__coachee__left_at__isnull=True,
        )
        return self.filter(
            Q(coaching__isnull=True) | coaching_lasts,
            taken_back_at__isnull=True,
        )

    def by_name(self) -> Self:
        return self.select_related("with_person").order_by("with_person__search_key", "pk")
