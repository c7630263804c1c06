"""What was said, on the page that both share; and what one keeps for oneself."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import StaleVersion
from dialogue.models import CheckIn, Confirmation, PrivateNote
from dialogue.policies import checkins as policies
from dialogue.services.locks import check_length, lock


@transaction.atomic
def write_notes(checkin: CheckIn, *, by: Person, at: datetime, text: str, version: int) -> int:
    """Write the shared notes over the version that was read; return the version that stands.

    Raises `StaleVersion` when the other side saved in between: nothing is changed. The same words
    again are no change and never stale. Changed notes lose their confirmations. The page saves
    itself every few seconds, so the audit log has the first words and changes of what was
    confirmed, not each pause in typing.
    """
    check_length(text, "notes")
    locked = lock(checkin, by=by)
    if text == locked.notes:
        return locked.notes_version
    if version != locked.notes_version:
        sentence = _("Somebody else wrote in these notes in between. Both texts are kept.")
        raise StaleVersion(sentence, current=locked.notes_version)
    locked.notes, locked.notes_version = text, version + 1
    locked.save(update_fields=["notes", "notes_version"])
    unconfirmed, _rows = Confirmation.objects.filter(checkin=locked).delete()
    if unconfirmed or locked.notes_version == 1:
        audit.record(by=by, action="checkin.write_notes", on=locked, at=at)
    return locked.notes_version


@transaction.atomic
def write_private_note(
    checkin: CheckIn, *, by: Person, at: datetime, text: str, version: int
) -> PrivateNote:
    """Keep a note beside a talk that nobody else ever reads, whatever becomes of the relation.

    Raises `StaleVersion` when another tab saved in between.
    """
    check_length(text, "text")
    if not policies.can_see(by, checkin):
        raise PermissionDenied
    note, _is_new = PrivateNote.objects.select_for_update().get_or_create(
        checkin=checkin, author=by, defaults={"saved_at": at}
    )
    if note.text == text:
        return note
    if note.version != version:
        raise StaleVersion(_("This note was changed in another tab."), current=note.version)
    note.text, note.version, note.saved_at = text, version + 1, at
    note.save(update_fields=["text", "version", "saved_at"])
    return note
