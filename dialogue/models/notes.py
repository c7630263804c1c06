"""What shared notes said before, so that words written over an older version still find a place."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.checkins import CheckIn
from dialogue.querysets.notes import NotesChangeQuerySet


class NotesChange(models.Model):
    """The step from one version of the notes to the next, backwards.

    Put `before` in the place of the `length` characters at `position` of the notes of the version
    after `version`, and they read as they did in `version`. `key` is what the page called this
    save: the same save sent again is no second change.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    checkin = models.ForeignKey(
        CheckIn, models.CASCADE, db_index=False, related_name="notes_changes"
    )
    version = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    before = models.TextField(_("what stood there before"), blank=True)
    key = models.UUIDField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = models.Manager.from_queryset(NotesChangeQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "version"], name="a_version_of_notes_was_left_once"
            ),
        ]
        indexes: ClassVar = [models.Index("made_at", name="notes_changes_by_moment")]

    def __str__(self) -> str:
        return f"notes of {self.checkin_id} after version {self.version}"
