"""The mail that brings somebody outside their personal link to a round, and reminds them of it."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.links import link_for_reviewer
from feedback.models import Nomination
from feedback.services.outside_mail import message, organisation_name, write_to_all


def write_to_reviewers(*, at: datetime) -> int:
    """Write to everybody outside who is due, and return how many mails the server took."""
    due = Nomination.objects.mail_due(at).select_related("round__subject")
    return write_to_all(due, letter=letter, at=at)


def letter(one: Nomination) -> EmailMessage:
    """Say who asks, who reads the answer, and how long the link works; no word of the round."""
    about = one.round
    with translation.override(about.subject.language):
        context = {
            "subject": about.subject,
            "organisation": organisation_name(),
            "reviewer": one,
            "round": about,
            "link": link_for_reviewer(one),
            "is_reminder": one.letter != Nomination.Letter.INVITATION,
        }
        subject = _("%(name)s asks for your view") % {"name": about.subject.name}
        body = render_to_string("feedback/round_letter.txt", context)
    return message(one.email, subject=subject, body=body, name=f"{one.pk}.{one.letter}")
