"""What waited for its moment or for the weekly batch goes out: from then on it counts as given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from feedback import limits
from feedback.models import Feedback
from feedback.selectors.protection import slowed
from feedback.selectors.room import pausing
from notifications.services.notify import notify


class NotScheduled(RuleError):
    """It went out, was taken back, or waits for the weekly batch."""


AT_ONCE: Final = 500

# The moment of release is the one promised, however late the task: a rerun gives the same rows.
# With somebody who has left in between, it counts as given while both were there.
RELEASE: Final = """
UPDATE feedback_feedback f SET
    given_at = greatest(f.given_at, least(f.held_until, g.left_at, r.left_at)),
    held_until = NULL
FROM accounts_person g, accounts_person r
WHERE f.id = ANY(%s) AND g.id = f.giver_id AND r.id = f.recipient_id
"""


def release_due(*, at: datetime) -> int:
    """Release what has waited long enough; return how many pieces. Run twice it does so once."""
    released = 0
    while count := release_some(at=at):
        released += count
    return released


@transaction.atomic
def release_some(*, at: datetime) -> int:
    """Release a handful, tell its recipients, and keep aside what they pause."""
    due = (
        Feedback.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(held_until__lte=at, withdrawn_at__isnull=True)
        .select_related("giver", "recipient")
        .order_by("held_until", "pk")[:AT_ONCE]
    )
    pieces = list(due)
    let_go([piece for piece in pieces if not goes_on_waiting(piece, at=at)], at=at)
    return len(pieces)


def let_go(pieces: Sequence[Feedback], *, at: datetime) -> None:
    """Release these locked pieces, and tell their recipients."""
    if pieces:
        with connection.cursor() as cursor:
            cursor.execute(RELEASE, [[piece.pk for piece in pieces]])
    for piece in pieces:
        tell(piece, at=at)


def goes_on_waiting(piece: Feedback, *, at: datetime) -> bool:
    """Move an improvement whose moment has come to the weekly batch, if that holds for its giver.

    Once in the batch it goes out with it, so that nothing waits for ever.
    """
    if not piece.is_scheduled or not piece.is_improvement or piece.asked_at:
        return False
    if piece.recipient_id not in slowed(piece.giver, [piece.recipient], at=at):
        return False
    Feedback.objects.filter(pk=piece.pk).update(held_until=limits.next_batch(at))
    return True


@transaction.atomic
def send_now(feedback: Feedback, *, by: Person, at: datetime) -> Feedback:
    """Send at once what was to go out later, and return it as it is then.

    Raises `NotScheduled` when nothing waits for a chosen moment.
    """
    if by.has_left or by.pk != feedback.giver_id:
        raise PermissionDenied
    rows = Feedback.objects.select_for_update(of=("self",)).select_related("giver", "recipient")
    piece = rows.get(pk=feedback.pk)
    if piece.withdrawn_at or not piece.is_scheduled:
        raise NotScheduled(_("This does not wait for a moment that you chose."))
    if not goes_on_waiting(piece, at=at):
        Feedback.objects.filter(pk=piece.pk).update(held_until=at, send_at=at)
        let_go([piece], at=at)
    return Feedback.objects.with_links().get(pk=piece.pk)


def tell(piece: Feedback, *, at: datetime) -> None:
    """Bring one released piece to its recipient."""
    giver, recipient = piece.giver, piece.recipient
    if not piece.asked_at and keeps_aside(giver, recipient, at=at):
        Feedback.objects.filter(pk=piece.pk).update(kept_aside_at=at)
    url = piece.get_absolute_url()
    audit.record(by=None, action="feedback.release_batch", on=piece, at=at)
    notify([recipient], kind="feedback.received", subject=piece.pk, url=url, by=giver, at=at)


def keeps_aside(giver: Person, recipient: Person, *, at: datetime) -> bool:
    """Tell whether this recipient takes nothing from this giver now."""
    return recipient.pk in pausing(giver, [recipient], at=at)
