"""The read language of the outbox."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from notifications.models import Notification


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, person: "Person") -> Self:
        """What waits for somebody is read by that person alone."""
        return self.filter(person=person)

    def in_app(self) -> Self:
        return self.filter(channel="app")

    def waiting(self, at: datetime) -> Self:
        """Shown in the app now: due, not done with, not put off, its reason not gone."""
        return self.filter(
            Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=at),
            channel="app",
            due_at__lte=at,
            done_at__isnull=True,
            dropped_at__isnull=True,
        )

    def newest_first(self) -> Self:
        return self.order_by("-due_at", "-pk")
