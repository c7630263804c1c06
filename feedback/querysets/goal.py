"""Goals that recipients started from feedback."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import StartedGoal


class GoalFromFeedbackQuerySet(models.QuerySet["StartedGoal"]):
    def visible_to(self, person: "Person") -> Self:
        """The recipient alone knows what they made of it, as long as the piece stands."""
        if person.left_at is not None:
            return self.none()
        own = {"started_by": person, "feedback__recipient": F("started_by")}
        return self.filter(feedback__withdrawn_at__isnull=True, **own)

    def with_goals(self) -> Self:
        return self.select_related("goal").order_by("started_at", "pk")
