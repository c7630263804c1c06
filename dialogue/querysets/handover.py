"""The read language of what coachees let a coach start from."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import Handover


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, person: "Person") -> Self:
        """The coachee; and until it is taken back, the coach, while they coach."""
        if person.left_at is not None:
            return self.none()
        as_coach = Q(
            taken_back_at__isnull=True,
            coaching__coach=person,
            coaching__accepted_at__isnull=False,
            coaching__ended_at__isnull=True,
            coaching__coachee__left_at__isnull=True,
        )
        return self.filter(Q(coaching__coachee=person) | as_coach)
