"""Who reads which request, and who has been asked often."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from feedback import limits

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import Asked, FeedbackRequest, PartnerAnswer


class FeedbackRequestQuerySet(models.QuerySet["FeedbackRequest"]):
    def visible_to(self, person: "Person") -> Self:
        """Its asker, and while it stands the colleagues asked (twin of `can_read_request`)."""
        if person.left_at is not None:
            return self.none()
        is_asked = Exists(person.asked.filter(request=OuterRef("pk")))
        standing = Q(withdrawn_at__isnull=True, asker__left_at__isnull=True)
        return self.filter(Q(asker=person) | standing & Q(is_asked))

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class AskedQuerySet(models.QuerySet["Asked"]):
    def waiting_for(self, person: "Person") -> Self:
        """What this colleague was asked and has neither answered nor declined."""
        return self.filter(
            person=person,
            answered_at__isnull=True,
            declined_at__isnull=True,
            request__withdrawn_at__isnull=True,
            request__asker__left_at__isnull=True,
        )

    def of_colleague(self, person: "Person") -> Self:
        """All that this colleague was asked and that was not taken back."""
        return self.filter(
            person=person,
            request__withdrawn_at__isnull=True,
            request__asker__left_at__isnull=True,
        )

    def with_request(self) -> Self:
        return self.select_related("request", "request__asker", "request__goal")

    def often_lately(
        self, people: Iterable["Person"], *, at: datetime
    ) -> "models.QuerySet[Any, UUID | None]":
        """Say which of these people many have asked in the last weeks. No count leaves here."""
        lately = self.filter(person__in=people, asked_at__gt=at - limits.LATELY)
        many = lately.values("person").annotate(times=Count("pk"))
        return many.filter(times__gte=limits.OFTEN).values_list("person", flat=True)

    def mail_due(self, at: datetime) -> Self:
        """Partners who are still to be written to."""
        return self.filter(
            mail_due_at__lte=at,
            mailed_at__isnull=True,
            answered_at__isnull=True,
            declined_at__isnull=True,
            request__withdrawn_at__isnull=True,
        )


class PartnerAnswerQuerySet(models.QuerySet["PartnerAnswer"]):
    def visible_to(self, person: "Person") -> Self:
        """Its asker alone (twin of `can_read_partner_answer`)."""
        if person.left_at is not None:
            return self.none()
        return self.filter(asked__request__asker=person)
