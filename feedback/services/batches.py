"""What waited for the weekly batch is released: from then on it counts as given."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from accounts.models import Person
from core import audit
from feedback.models import Feedback
from feedback.selectors.protection import pausing
from notifications.services.notify import notify

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
    if pieces:
        with connection.cursor() as cursor:
            cursor.execute(RELEASE, [[piece.pk for piece in pieces]])
    for piece in pieces:
        tell(piece, at=at)
    return len(pieces)


def tell(piece: Feedback, *, at: datetime) -> None:
    """Bring one released piece to its recipient."""
    giver, recipient = piece.giver, piece.recipient
    if keeps_aside(giver, recipient, at=at):
        Feedback.objects.filter(pk=piece.pk).update(kept_aside_at=at)
    url = piece.get_absolute_url()
    audit.record(by=None, action="feedback.release_batch", on=piece, at=at)
    notify([recipient], kind="feedback.received", subject=piece.pk, url=url, by=giver, at=at)


def keeps_aside(giver: Person, recipient: Person, *, at: datetime) -> bool:
    """Tell whether this recipient takes nothing from this giver now."""
    return recipient.pk in pausing(giver, [recipient], at=at)
