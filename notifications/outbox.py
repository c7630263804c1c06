"""Mail that lies in files: the embedded start has no mail server, and shows its owner's mail."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

SEPARATOR = b"\n" + b"-" * 79 + b"\n"
NEWEST = 500  # files looked at


@dataclass(frozen=True)
class Letter:
    """One mail as its recipient would see it."""

    subject: str
    sent_at: datetime
    text: str


def is_here() -> bool:
    """Tell whether mail lies in files here: only in the embedded start."""
    return bool(settings.EMBEDDED and settings.MAIL_DIR)


def letters_to(address: str) -> list[Letter]:
    """Return the newest mails to this address, newest first."""
    files = sorted(Path(settings.MAIL_DIR).glob("*.log"), key=lambda file: file.stat().st_mtime)
    letters = [
        letter_from(message)
        for file in files[-NEWEST:]
        for message in messages_in(file.read_bytes())
        if address in str(message["To"])
    ]
    return sorted(letters, key=lambda letter: letter.sent_at, reverse=True)


def messages_in(content: bytes) -> list[EmailMessage]:
    """Split one file of Django's file backend into its messages."""
    parts = [part for part in content.split(SEPARATOR) if part.strip()]
    return [message_from_bytes(part.lstrip(b"\n"), policy=policy.default) for part in parts]


def letter_from(message: EmailMessage) -> Letter:
    body = message.get_body(preferencelist=("plain",))
    return Letter(
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])).astimezone(UTC),
        text=body.get_content() if body else "",
    )
