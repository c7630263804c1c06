"""What was said, on the page that both share; and what one keeps for oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import StaleVersion
from core.merging import (
    Change,
    Changes,
    Overlap,
    change_of_all,
    changed,
    changes_between,
    in_one,
    incoming,
)
from dialogue.models import CheckIn, Confirmation, NotesChange, PrivateNote
from dialogue.policies import checkins as policies
from dialogue.services.locks import check_length, lock, show

LONGEST_APART = timedelta(days=14)  # words over an older version find no place by themselves


class NotesOverlap(StaleVersion):
    """Somebody else changed the same words: `mine` and `theirs` are both texts, whole.

    `mine` is None where nobody knows any more what the changes were made of.
    """

    def __init__(self, *, current: int, mine: str | None, theirs: str) -> None:
        sentence = _("Somebody else wrote in these notes in between. Both texts are kept.")
        super().__init__(sentence, current=current)
        self.mine, self.theirs = mine, theirs


@dataclass(frozen=True)
class Save:
    """What somebody changed in the notes since the version they had.

    `key` names this save. `earlier` are saves over the same version of which the page does not
    know whether they arrived, the latest last; `changes` hold theirs, too. `both` puts both
    wordings into the notes where they overlap. `size` is how many characters that version has, as
    the page knows it: another one means that its positions are of another text.
    """

    changes: Changes
    version: int
    key: UUID
    earlier: Sequence[tuple[UUID, Changes]] = ()
    both: bool = False
    size: int | None = None


@dataclass(frozen=True)
class Saved:
    """What stands now, and how the text of whoever saved becomes that."""

    version: int
    text: str
    changes: Changes


@transaction.atomic
def write_notes(
    checkin: CheckIn, *, by: Person, at: datetime, text: str, version: int, merge: bool = True
) -> int:
    """Write the shared notes over the version that was read; return the version that stands.

    Where somebody else saved in between, both changes are kept if they do not touch; else, and
    without `merge`, raises `NotesOverlap`, and nothing is changed. The same words again are no
    change and never stale.
    """
    check_length(text, "notes")
    locked, words = lock(checkin, by=by, shown=False), lines_of(text)
    stands = lines_of(locked.notes)
    if words == stands:
        return locked.notes_version
    then = at_version(locked, version)
    if then is None or not (merge or then.text == stands):
        raise NotesOverlap(current=locked.notes_version, mine=words, theirs=stands)
    arrived = arriving(locked, then, words, changes_between(then.text, words))
    keep(locked, changed(words, arrived), by=by, at=at)
    return locked.notes_version


@transaction.atomic
def change_notes(checkin: CheckIn, *, by: Person, at: datetime, save: Save) -> Saved:
    """Make these changes in the shared notes, once, however often they are sent.

    Two who add to the end of the same line write on lines of their own. Raises `NotesOverlap`
    where both changed the same words, and `OutOfPlace` for changes that fit no text.
    """
    locked = lock(checkin, by=by, shown=False)
    stands, then = lines_of(locked.notes), at_version(locked, save.version)
    if then is None or save.size not in (None, len(then.text)):
        raise NotesOverlap(current=locked.notes_version, mine=None, theirs=stands)
    mine = lines_of(changed(then.text, save.changes))
    check_length(mine, "notes")
    if locked.notes_changes.saved_as(save.key).exists():
        return Saved(locked.notes_version, stands, changes_between(mine, stands))
    changes, then = since_earlier(locked, then, mine, save)
    arrived = arriving(locked, then, mine, changes, both=save.both, lines=True)
    text = changed(mine, arrived)
    keep(locked, text, by=by, at=at, key=save.key)
    return Saved(locked.notes_version, text, arrived)


@dataclass(frozen=True)
class Then:
    """What the notes said in some version, and what others changed in it since."""

    text: str
    since: Changes


def at_version(checkin: CheckIn, version: int) -> Then | None:
    """Return what the notes said in a version; None if that is no longer known, or never was."""
    text = lines_of(checkin.notes)
    missing = checkin.notes_version - version
    steps = list(checkin.notes_changes.since(version)) if missing > 0 else []
    if len(steps) != missing:
        return None
    forwards: list[Change] = []
    for step in steps:
        words = text[step.position : step.position + step.length]
        text = changed(text, [Change(step.position, step.length, step.before)])
        parts = changes_between(step.before, words)
        forwards = [*one_by_one(parts, step.position), *forwards]
    return Then(text, in_one(len(text), forwards))


def one_by_one(changes: Changes, start: int) -> list[Change]:
    """Return changes of one text as steps, each of what the one before it made."""
    return [Change(start + one.at, one.length, one.text) for one in reversed(changes)]


def since_earlier(checkin: CheckIn, then: Then, mine: str, save: Save) -> tuple[Changes, Then]:
    """Return what is new in a save, and over what: an earlier one may have arrived before it."""
    for key, changes in reversed(save.earlier):
        if checkin.notes_changes.saved_as(key).exists():
            ground = lines_of(changed(then.text, changes))
            theirs = changes_between(ground, lines_of(checkin.notes))
            return changes_between(ground, mine), Then(ground, theirs)
    return save.changes, then


def arriving(
    checkin: CheckIn,
    then: Then,
    mine: str,
    changes: Changes,
    *,
    both: bool = False,
    lines: bool = False,
) -> Changes:
    """Return what others changed as changes of my text. Raises `NotesOverlap`."""
    try:
        return incoming(then.text, changes, then.since, both=both, lines=lines)
    except Overlap:
        stands = lines_of(checkin.notes)
        current = checkin.notes_version
        raise NotesOverlap(current=current, mine=mine, theirs=stands) from None


def keep(checkin: CheckIn, text: str, *, by: Person, at: datetime, key: UUID | None = None) -> None:
    """Let this stand as the next version, and remember how to come back to the one before.

    Changed notes lose their confirmations. The page saves itself every few seconds, so the audit
    log has the first words and changes of what was confirmed, not each pause in typing.
    """
    check_length(text, "notes")
    stands = lines_of(checkin.notes)
    if text == stands:
        return
    step = change_of_all(text, stands)
    NotesChange.objects.create(
        checkin=checkin,
        version=checkin.notes_version,
        position=step.at,
        length=step.length,
        before=step.text,
        key=key,
        made_by=by,
        made_at=at,
    )
    checkin.notes, checkin.notes_version = text, checkin.notes_version + 1
    checkin.save(update_fields=["notes", "notes_version"])
    show([checkin.pk])
    unconfirmed, _rows = Confirmation.objects.filter(checkin=checkin).delete()
    if unconfirmed or checkin.notes_version == 1:
        audit.record(by=by, action="checkin.write_notes", on=checkin, at=at)


def lines_of(text: str) -> str:
    """Return a text with the line ends that browsers count as one letter."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def forget_changes(*, at: datetime) -> int:
    """Forget what notes said two weeks ago and before; say how many steps."""
    forgotten, _rows = NotesChange.objects.made_before(at - LONGEST_APART).delete()
    return forgotten


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
