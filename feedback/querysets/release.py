"""What recipients released as evidence."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from feedback.models import Release
    from goals.querysets import MasteryQuerySet


class ReleaseQuerySet(models.QuerySet["Release"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(evidence__withdrawn_at__isnull=True)

    def seen_by(self, masteries: "MasteryQuerySet") -> Self:
        """Those about a mastery that the one who looks may see: nobody else knows of them."""
        return self.filter(evidence__mastery__in=masteries.values("pk"))

    def with_names(self) -> Self:
        """With the capability each speaks for, the first one in front."""
        named = self.select_related("evidence__mastery__capability", "evidence__level")
        return named.order_by("released_at", "pk")
