"""Mail to people outside: each row that is due is written to at most once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Organisation
from feedback.models import Asked, Nomination
from notifications.services.delivery import hand_over

PUT_OFF = timedelta(minutes=10)
Row = TypeVar("Row", Asked, Nomination)


def write_to_all(due: QuerySet[Row], *, letter: Callable[[Row], EmailMessage], at: datetime) -> int:
    """Write to everybody who is due, and return how many mails the server took.

    A row is marked before its mail is handed over: a worker that dies in between loses one mail
    rather than doubling it.
    """
    sent = 0
    with get_connection() as mail:
        while row := claim(due, at=at):
            outcome = hand_over(letter(row), mail=mail)
            sent += outcome == "sent"
            note(row, outcome, at=at)
    return sent


@transaction.atomic
def claim(due: QuerySet[Row], *, at: datetime) -> Row | None:
    """Mark the next one as written to, so that no other worker takes it."""
    waiting = due.order_by("mail_due_at")
    row = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if row:
        due.model._default_manager.filter(pk=row.pk).update(mailed_at=at)
    return row


def note(row: Row, outcome: str, *, at: datetime) -> None:
    """Keep what became of the mail: later again, or never, since the address takes none."""
    found = type(row)._default_manager.filter(pk=row.pk)
    if outcome == "put off":
        found.update(mailed_at=None, mail_due_at=at + PUT_OFF)
    elif outcome == "failed":
        found.update(mail_failed_at=at)


def message(to: str, *, subject: str, body: str, name: str) -> EmailMessage:
    """Put a letter together; `name` is the same for the same letter, whenever it is written."""
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[to],
        headers={
            "Message-ID": f"<{name}@mastery-loop>",
            "Auto-Submitted": "auto-generated",
        },
    )


def organisation_name() -> str:
    return Organisation.objects.values_list("name", flat=True).first() or ""
