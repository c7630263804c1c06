"""Rounds close by their date; then their sealed rows are written anew, in an order of chance.

Until then the transaction number and the place of a row on the disk could be joined with whatever
else was written at that moment. Afterwards all rows of a round are as if written at once, and what
those who were invited did with their nudges is gone. This runs as the owner of the database, in a
worker or a command, never in a web process.
"""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from core import audit
from core.prepared import rows
from feedback.models import Round, RoundKey
from feedback.services.rounds.launching import INVITED
from feedback.services.rounds.reminding import REMINDER
from notifications.models import Notification

TAKE_OUT = "DELETE FROM feedback_sealedanswer WHERE round_id = %s::uuid RETURNING tag, box"
PUT_BACK = """
INSERT INTO feedback_sealedanswer (tag, round_id, box)
SELECT tag, %s::uuid, box FROM unnest(%s::bytea[], %s::bytea[]) AS mixed (tag, box)
RETURNING 1
"""


def close_due(*, at: datetime) -> int:
    """Close what is past its date, mix what is closed, and forget what was cancelled.

    Returns how many rounds were closed. Run twice it does so once.
    """
    due = list(Round.objects.due_to_close(at).values_list("pk", flat=True))
    closed = sum(close_by_date(pk, at=at) for pk in due)
    for pk in Round.objects.to_mix().values_list("pk", flat=True):
        mix(pk, at=at)
    for pk in Round.objects.to_forget().values_list("pk", flat=True):
        forget(pk, at=at)
    return closed


@transaction.atomic
def close_by_date(pk: UUID, *, at: datetime) -> bool:
    """Close one round at the moment it had promised; tell whether it was open until now."""
    moment = {"closed_at": F("closes_at"), "closed_by": None}
    if not Round.objects.due_to_close(at).filter(pk=pk).update(**moment):
        return False
    audit.record(by=None, action="round.close", on=Round(pk=pk), at=at)
    return True


@transaction.atomic
def mix(pk: UUID, *, at: datetime) -> None:
    """Write the sealed rows of a closed round anew, in an order of chance, in one transaction."""
    if Round.objects.to_mix().filter(pk=pk).select_for_update().first() is None:
        return
    lying = rows(TAKE_OUT, [pk])
    secrets.SystemRandom().shuffle(lying)
    rows(PUT_BACK, [pk, [tag for tag, _box in lying], [box for _tag, box in lying]])
    Notification.objects.filter(subject=pk, kind__in=[INVITED, REMINDER]).delete()
    Round.objects.filter(pk=pk).update(mixed_at=at)


@transaction.atomic
def forget(pk: UUID, *, at: datetime) -> None:
    """Destroy the key of a round, and with it whatever of its boxes nobody opened."""
    RoundKey.objects.filter(round=pk).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM feedback_sealedanswer WHERE round_id = %s", [pk])
    audit.record(by=None, action="round.forget", on=Round(pk=pk), at=at)
