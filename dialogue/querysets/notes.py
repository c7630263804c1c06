"""The read language of what shared notes said before. Nobody reads it but the merging of notes."""

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from dialogue.models import NotesChange


class NotesChangeQuerySet(models.QuerySet["NotesChange"]):
    def since(self, version: int) -> Self:
        """The steps from this version on, the latest first: as they are taken back."""
        return self.filter(version__gte=version).order_by("-version")

    def saved_as(self, key: UUID | None) -> Self:
        """The step that this very save made, if it was made."""
        return self.none() if key is None else self.filter(key=key)

    def made_before(self, moment: datetime) -> Self:
        """Those so old that nobody still writes over them."""
        return self.filter(made_at__lt=moment)
