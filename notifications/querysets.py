"""The read language of the outbox."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import ExpressionWrapper, Q

from notifications import kinds

if TYPE_CHECKING:
    from accounts.models import Person
    from notifications.models import Muted, Notification


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, person: "Person") -> Self:
        """What waits for somebody is read by that person alone."""
        return self.filter(person=person) if person.left_at is None else self.none()

    def in_app(self) -> Self:
        return self.filter(channel="app")

    def waiting(self, at: datetime) -> Self:
        """Shown in the app now: due, not done with, not put off, its reason still there."""
        return self.filter(
            Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=at),
            kinds.still_due(at),
            channel="app",
            due_at__lte=at,
            done_at__isnull=True,
            dropped_at__isnull=True,
        )

    def unsent(self) -> Self:
        """Mail that has not gone, and may still go."""
        return self.filter(
            channel="email",
            sent_at__isnull=True,
            unknown_at__isnull=True,
            failed_at__isnull=True,
            dropped_at__isnull=True,
        )

    def for_letters(self, token: UUID, *, at: datetime, among: Collection[str]) -> Self:
        """What a worker has claimed, by person, with all that a letter says of it.

        `is_standing` tells whether its reason still holds; the rows are `among` these kinds.
        """
        standing = ExpressionWrapper(kinds.still_due(at, among=among), models.BooleanField())
        claimed = self.filter(claim_token=token).select_related("person", "actor")
        return claimed.annotate(is_standing=standing).order_by("person_id", "due_at", "pk")

    def with_actors(self) -> Self:
        return self.select_related("actor")

    def newest_first(self) -> Self:
        return self.order_by("-due_at", "-pk")


class MutedQuerySet(models.QuerySet["Muted"]):
    def visible_to(self, person: "Person") -> Self:
        return self.filter(person=person)
