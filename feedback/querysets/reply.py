"""Who reads the thread under a piece of feedback."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import Reply


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, person: "Person") -> Self:
        """The thread is read by giver and recipient alone (twin of `policies.can_read_thread`)."""
        if person.left_at is not None:
            return self.none()
        return self.filter(
            Q(feedback__giver=person) | Q(feedback__recipient=person),
            feedback__withdrawn_at__isnull=True,
        )

    def oldest_first(self) -> Self:
        return self.select_related("author").order_by("at", "pk")
