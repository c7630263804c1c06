"""Goals that were started from talks."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from dialogue.querysets.checkins import is_a_side, reads_in_full

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import StartedGoal


class GoalOfTalkQuerySet(models.QuerySet["StartedGoal"]):
    def visible_to(self, person: "Person") -> Self:
        """Both sides of the talk; a former coach only what they started themselves."""
        if person.left_at is not None:
            return self.none()
        own = Q(started_by=person) & is_a_side(person, "checkin__")
        return self.filter(own | reads_in_full(person, "checkin__"))

    def with_goals(self) -> Self:
        return self.select_related("goal").order_by("started_at", "pk")
