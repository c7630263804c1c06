"""The mail that brings a partner outside their personal link. At most once for each link."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.links import link_for_partner
from feedback.models import Asked
from feedback.services.outside_mail import message, organisation_name, write_to_all


def write_to_partners(*, at: datetime) -> int:
    """Write to every partner who is due, and return how many mails the server took.

    Of a mail that was lost, the asker may remind once.
    """
    return write_to_all(Asked.objects.mail_due(at).with_request(), letter=letter, at=at)


def letter(asked: Asked) -> EmailMessage:
    """Say who asks, who reads the answer, and how long the link works; not the question itself."""
    asker = asked.request.asker
    with translation.override(asker.language):
        context = {
            "asker": asker,
            "organisation": organisation_name(),
            "link": link_for_partner(asked),
            "until": asked.open_until,
        }
        subject = _("%(name)s asks for your view") % {"name": asker.name}
        body = render_to_string("feedback/partner_letter.txt", context)
    return message(asked.email, subject=subject, body=body, name=f"{asked.pk}.{asked.round}")
