"""What the organisation, or a team, is here for."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goals.querysets import PurposeQuerySet


class Purpose(models.Model):
    """One wording of a purpose. The newest counts, the ones before it are the history.

    Without a team it is the purpose of the whole organisation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(
        "accounts.Team", models.CASCADE, null=True, blank=True, related_name="purposes"
    )
    text = models.TextField(_("purpose"), max_length=2000)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(PurposeQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_purpose_has_words", condition=Q(text__regex=r"\S")),
        ]
        indexes: ClassVar = [
            models.Index("team", F("stated_at").desc(), name="purposes_of_a_team"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
