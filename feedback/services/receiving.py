"""What recipients do with what they received: read, thank, take off the wall."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.drafts import discard
from core.errors import RuleError
from feedback import limits, policies, words
from feedback.models import Feedback, Reply
from notifications.services.notify import notify


class NoWords(RuleError):
    """A text is too long, or holds what cannot be kept."""


class NotOnTheWall(RuleError):
    """It does not stand on the wall, or stands there already."""


# Each statement stands alone, and mostly there is nothing to write: no transaction around them.
def mark_read(feedback: Feedback, *, by: Person, at: datetime) -> None:
    """Remember that a side opened it, so that nothing is told about it any more.

    Only the first time counts. That a recipient has read it is shown to nobody else, and the
    reading of other people is not remembered at all.
    """
    if not policies.can_read_thread(by, feedback):
        return
    if getattr(feedback, "has_unread", True):  # told only by `selectors.readable`
        Reply.objects.unread_by(by).filter(feedback=feedback).update(read_at=at)
    field = "read_at" if by.pk == feedback.recipient_id else "thanks_read_at"
    if getattr(feedback, field) is None and (field == "read_at" or feedback.thanked_at):
        Feedback.objects.filter(pk=feedback.pk, **{f"{field}__isnull": True}).update(**{field: at})
        setattr(feedback, field, at)


@transaction.atomic
def thank(feedback: Feedback, *, text: str, will_try: str, by: Person, at: datetime) -> None:
    """Say thanks, perhaps in words, and perhaps in one line what one will try.

    The giver is told once. Thanking again edits the words.
    """
    locked = locked_for_owner(feedback, by=by)
    text, will_try = words.tidy(text), " ".join(will_try.split())
    check_thanks(text, will_try)
    is_first = locked.thanked_at is None
    feedback.thanks, feedback.will_try = text, will_try
    feedback.thanked_at = locked.thanked_at or at
    feedback.save(update_fields=["thanks", "will_try", "thanked_at"])
    audit.record(by=by, action="feedback.thank", on=feedback, at=at)
    discard(by, f"thanks/{feedback.pk}")
    if is_first:
        url = feedback.get_absolute_url()
        giver = feedback.giver
        notify([giver], kind="feedback.thanked", subject=feedback.pk, url=url, by=by, at=at)


def check_thanks(text: str, will_try: str) -> None:
    """Raise `NoWords` for texts that cannot be kept. Both may be empty."""
    mistakes = {
        "text": words.mistake_in(text, longest=limits.LONGEST_TEXT),
        "will_try": words.mistake_in(will_try, longest=limits.LONGEST_LINE),
    }
    if found := {name: sentence for name, sentence in mistakes.items() if sentence}:
        raise NoWords(next(iter(found.values())), fields=found)


@transaction.atomic
def take_off_wall(feedback: Feedback, *, by: Person, at: datetime) -> None:
    """Take praise off the wall: from now on its two sides read it."""
    locked = locked_for_owner(feedback, by=by)
    if not locked.is_on_the_wall:
        raise NotOnTheWall(_("This does not stand on the wall."))
    set_wall(feedback, at=at, by=by)
    audit.record(by=by, action="feedback.take_off_wall", on=feedback, at=at)


@transaction.atomic
def put_back_on_wall(feedback: Feedback, *, by: Person, at: datetime) -> None:
    """Put praise back on the wall that its recipient took off."""
    locked = locked_for_owner(feedback, by=by)
    if locked.taken_off_wall_at is None:
        raise NotOnTheWall(_("You have not taken this off the wall."))
    set_wall(feedback, at=None, by=None)
    audit.record(by=by, action="feedback.put_back_on_wall", on=feedback, at=at)


def locked_for_owner(feedback: Feedback, *, by: Person) -> Feedback:
    """Return the row as it is now, locked, for its recipient only."""
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if not policies.owns(by, locked):
        raise PermissionDenied
    return locked


def set_wall(feedback: Feedback, *, at: datetime | None, by: Person | None) -> None:
    """Write when and by whom it was taken off the wall, or that it was not."""
    feedback.taken_off_wall_at, feedback.taken_off_wall_by = at, by
    feedback.save(update_fields=["taken_off_wall_at", "taken_off_wall_by"])
