"""What people here hold dear, in a few words."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from goals.querysets import ValueQuerySet


class Value(models.Model):
    """A short name and one sentence. A retired value stays, since feedback may name it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=60)
    sentence = models.CharField(_("sentence"), max_length=300)
    position = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager.from_queryset(ValueQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="a_value_has_a_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(
                name="a_value_has_a_sentence", condition=Q(sentence__regex=r"\S")
            ),
            models.CheckConstraint(
                name="a_value_is_retired_at_a_moment_by_somebody",
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
            models.UniqueConstraint(
                Upper("name"),
                name="values_have_different_names",
                condition=Q(retired_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
