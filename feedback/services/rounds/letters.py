"""The mail that brings somebody outside their personal link to a round, and reminds them of it."""

from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Organisation
from feedback.links import link_for_reviewer
from feedback.models import Nomination
from feedback.services.partner_mail import PUT_OFF
from notifications.services.delivery import hand_over


def write_to_reviewers(*, at: datetime) -> int:
    """Write to everybody outside who is due, and return how many mails the server took.

    A row is marked before its mail is handed over: a worker that dies in between loses one mail
    rather than doubling it.
    """
    sent = 0
    with get_connection() as mail:
        while one := claim(at=at):
            outcome = hand_over(letter(one), mail=mail)
            sent += outcome == "sent"
            note(one, outcome, at=at)
    return sent


@transaction.atomic
def claim(*, at: datetime) -> Nomination | None:
    """Mark the next one as written to, so that no other worker takes it."""
    due = Nomination.objects.mail_due(at).select_related("round__subject").order_by("mail_due_at")
    one = due.select_for_update(of=("self",), skip_locked=True).first()
    if one:
        Nomination.objects.filter(pk=one.pk).update(mailed_at=at)
    return one


def note(one: Nomination, outcome: str, *, at: datetime) -> None:
    """Keep what became of the mail: later again, or never, since the address takes none."""
    row = Nomination.objects.filter(pk=one.pk)
    if outcome == "put off":
        row.update(mailed_at=None, mail_due_at=at + PUT_OFF)
    elif outcome == "failed":
        row.update(mail_failed_at=at)


def letter(one: Nomination) -> EmailMessage:
    """Say who asks, who reads the answer, and how long the link works; no word of the round."""
    about = one.round
    with translation.override(about.subject.language):
        organisation = Organisation.objects.values_list("name", flat=True).first() or ""
        context = {
            "subject": about.subject,
            "organisation": organisation,
            "reviewer": one,
            "round": about,
            "link": link_for_reviewer(one),
            "is_reminder": one.letter != Nomination.Letter.INVITATION,
        }
        title = _("%(name)s asks for your view") % {"name": about.subject.name}
        body = render_to_string("feedback/round_letter.txt", context)
    return EmailMessage(
        subject=" ".join(title.split()),
        body=body,
        to=[one.email],
        headers={
            "Message-ID": f"<{one.pk}.{one.letter}@mastery-loop>",
            "Auto-Submitted": "auto-generated",
        },
    )
