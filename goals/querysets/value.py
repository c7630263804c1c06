"""Values, in the order the organisation gave them."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Person
    from goals.models import Value


class ValueQuerySet(models.QuerySet["Value"]):
    def visible_to(self, person: "Person") -> Self:
        """Every member reads the values, those retired as well."""
        return self if person.left_at is None else self.none()

    def current(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def retired(self) -> Self:
        return self.filter(retired_at__isnull=False)

    def in_order(self) -> Self:
        return self.order_by("position", "added_at", "pk")
