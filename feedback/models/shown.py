"""What the one it belongs to shows to somebody, until they take that back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

# For the constraints of those who inherit: taken back at a moment, by who showed it.
IS_TAKEN_BACK_BY_WHO_SHOWED_IT = Q(taken_back_at__isnull=True, taken_back_by__isnull=True) | Q(
    taken_back_at__isnull=False, taken_back_by=F("shared_by")
)
STANDS = Q(taken_back_at__isnull=True)


class Shown(models.Model):
    """One more person may read it. Shown to somebody as their coach, it names the coaching.

    Such a one ends with the coaching as well.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coaching = models.ForeignKey(
        "accounts.Coaching",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"share {self.pk}"
