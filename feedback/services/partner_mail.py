"""The mail that brings a partner outside their personal link. At most once for each link."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Organisation
from feedback.links import link_for_partner
from feedback.models import Asked
from notifications.services.delivery import hand_over

PUT_OFF = timedelta(minutes=10)


def write_to_partners(*, at: datetime) -> int:
    """Write to every partner who is due, and return how many mails the server took.

    A row is marked before its mail is handed over: a worker that dies in between loses one mail
    rather than doubling it, and the asker may remind once.
    """
    sent = 0
    with get_connection() as mail:
        while asked := claim(at=at):
            outcome = hand_over(letter(asked), mail=mail)
            sent += outcome == "sent"
            note(asked, outcome, at=at)
    return sent


@transaction.atomic
def claim(*, at: datetime) -> Asked | None:
    """Mark the next one as written to, so that no other worker takes it."""
    due = Asked.objects.mail_due(at).with_request().order_by("mail_due_at")
    asked = due.select_for_update(of=("self",), skip_locked=True).first()
    if asked:
        Asked.objects.filter(pk=asked.pk).update(mailed_at=at)
    return asked


def note(asked: Asked, outcome: str, *, at: datetime) -> None:
    """Keep what became of the mail: later again, or never."""
    row = Asked.objects.filter(pk=asked.pk)
    if outcome == "put off":
        row.update(mailed_at=None, mail_due_at=at + PUT_OFF)
    elif outcome == "failed":
        row.update(mail_failed_at=at)


def letter(asked: Asked) -> EmailMessage:
    """Say who asks, who reads the answer, and how long the link works; not the question itself."""
    asker = asked.request.asker
    with translation.override(asker.language):
        organisation = Organisation.objects.values_list("name", flat=True).first() or ""
        context = {
            "asker": asker,
            "organisation": organisation,
            "link": link_for_partner(asked),
            "until": asked.open_until,
        }
        subject = _("%(name)s asks for your view") % {"name": asker.name}
        body = render_to_string("feedback/partner_letter.txt", context)
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[asked.email],
        headers={
            "Message-ID": f"<{asked.pk}.{asked.round}@mastery-loop>",
            "Auto-Submitted": "auto-generated",
        },
    )
