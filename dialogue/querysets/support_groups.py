"""Who asked to join which support group."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.models import Membership

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import GroupQuestion


class GroupQuestionQuerySet(models.QuerySet["GroupQuestion"]):
    def visible_to(self, person: "Person") -> Self:
        """A question about joining is read by the person it is about, and by the members."""
        if person.left_at is not None:
            return self.none()
        own = Membership.objects.filter(person=person).values("team")
        return self.filter(Q(person=person) | Q(group__in=own))

    def open(self) -> Self:
        """Neither accepted nor closed, about somebody who is here."""
        return self.filter(
            accepted_at__isnull=True, closed_at__isnull=True, person__left_at__isnull=True
        )

    def with_people(self) -> Self:
        return self.select_related("group", "person", "asked_by").order_by("asked_at", "pk")
