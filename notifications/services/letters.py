"""The mail about nudges: what waits, why, and a link. Never anyone's words."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from notifications.kinds import REGISTERED
from notifications.models import Notification

SALT = "notifications.answer"
LINK_LASTS = 60 * 60 * 24 * 14  # seconds


def answer_link(row: Notification) -> str:
    """Return the signed address that puts this nudge off or away without signing in."""
    signed = signing.dumps(str(row.pk), salt=SALT)
    return settings.BASE_URL + reverse("notification_answer", args=[signed])


def letter(rows: Sequence[Notification]) -> EmailMessage:
    """Write one mail to one person about all that waits, in that person's language."""
    person = rows[0].person
    settings_url = settings.BASE_URL + reverse("notification_preferences")
    with translation.override(person.language):
        entries = [entry_of(row) for row in rows]
        subject = subject_of(entries)
        body = render_to_string(
            "notifications/letter.txt",
            {"person": person, "entries": entries, "settings_url": settings_url},
        )
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        # As pairs: Django takes addresses apart again for each envelope, which takes long
        from_email=parseaddr(settings.DEFAULT_FROM_EMAIL),  # type: ignore[arg-type]
        to=[("", person.email)],  # type: ignore[list-item]
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "To": person.email,
            "Message-ID": f"<{rows[0].pk}@mastery-loop>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{settings_url}>",
        },
    )


def entry_of(row: Notification) -> dict[str, Any]:
    """Say what one nudge says: what waits, why, where, and how to put it off."""
    kind = REGISTERED[row.kind]
    return {
        "title": kind.says(row.actor.name if row.actor else ""),
        "why": kind.why,
        "action": kind.action,
        "url": settings.BASE_URL + row.url,
        "answer": answer_link(row),
    }


def subject_of(entries: Sequence[dict[str, Any]]) -> str:
    """Say what waits when it is one thing, else how many things."""
    if len(entries) == 1:
        return str(entries[0]["title"])
    several = ngettext(
        "%(number)d thing is waiting for you",
        "%(number)d things are waiting for you",
        len(entries),
    )
    return several % {"number": len(entries)}
