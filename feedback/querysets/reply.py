"""Who reads the thread under a piece of feedback."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import Reply


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, person: "Person") -> Self:
        """The thread is read by giver and recipient alone (twin of `policies.can_read_reply`).

        What the other side wrote while this person paused is not there until it is let in.
        """
        if person.left_at is not None:
            return self.none()
        return self.filter(
            Q(feedback__giver=person)
            | Q(feedback__recipient=person, feedback__kept_aside_at__isnull=True),
            Q(author=person) | Q(kept_aside_at__isnull=True),
            feedback__withdrawn_at__isnull=True,
            feedback__held_until__isnull=True,
        )

    def unread_by(self, person: "Person") -> Self:
        """What the other side wrote and this one has not opened yet."""
        return self.filter(read_at__isnull=True, kept_aside_at__isnull=True).exclude(author=person)

    def oldest_first(self) -> Self:
        return self.select_related("author").order_by("at", "pk")
