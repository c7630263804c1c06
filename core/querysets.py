"""The read language of the floor's rows."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from core.models import AuditEntry, Draft, HintChoice


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def admin_acts(self) -> Self:
        """What admins did, newest first, with names: the one part of the log that is shown."""
        return self.filter(is_admin_act=True).select_related("by").order_by("-at", "-pk")


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, person: "AbstractBaseUser") -> Self:
        """Drafts are read by their owner, ever."""
        return self.filter(owner=person)

    def under(self, prefix: str) -> Self:
        """Drafts of one kind of form, such as `feedback/`, newest first."""
        return self.filter(key__startswith=prefix).order_by("-saved_at", "-pk")


class HintChoiceQuerySet(models.QuerySet["HintChoice"]):
    def visible_to(self, person: "AbstractBaseUser") -> Self:
        """How somebody likes to be asked is known to them alone."""
        return self.filter(owner=person)
