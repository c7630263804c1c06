"""Somebody leaves their band out of what is published, or takes part again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from feedback.models import RatioOptOut
from feedback.services.ratio.parameters import setting_in_force
from feedback.windows import window_at


class OptOutNotAllowed(RuleError):
    """The organisation does not offer leaving one's band out."""


@transaction.atomic
def opt_out(person: Person, *, at: datetime) -> None:
    """Leave one's band out of publications to come; it then reads like everybody not shown."""
    if not setting_in_force(window_at(at)).allows_opt_out:
        raise OptOutNotAllowed(_("Your organisation does not offer this."))
    RatioOptOut.objects.get_or_create(person=person, defaults={"since_at": at})
    audit.record(by=person, action="ratio.opt_out", on=person, at=at)


@transaction.atomic
def opt_in(person: Person, *, at: datetime) -> None:
    """Take part again from the next publication on."""
    RatioOptOut.objects.filter(person=person).delete()
    audit.record(by=person, action="ratio.opt_in", on=person, at=at)
