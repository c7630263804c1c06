"""Recipients put away what they received, and take it out again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from feedback.models import Feedback
from feedback.services.receiving import locked_for_owner


class NotFiled(RuleError):
    """It lies where it should be already."""


@transaction.atomic
def file(feedback: Feedback, *, by: Person, at: datetime) -> None:
    """Put it away among what is filed. Its giver never learns of it."""
    if locked_for_owner(feedback, by=by).filed_at:
        raise NotFiled(_("You have filed this already."))
    move(feedback, at=at)
    audit.record(by=by, action="feedback.file", on=feedback, at=at)


@transaction.atomic
def unfile(feedback: Feedback, *, by: Person, at: datetime) -> None:
    """Take it out again, back among what was received."""
    if not locked_for_owner(feedback, by=by).filed_at:
        raise NotFiled(_("This is not filed."))
    move(feedback, at=None)
    audit.record(by=by, action="feedback.unfile", on=feedback, at=at)


def move(feedback: Feedback, *, at: datetime | None) -> None:
    """Write when it was filed, or that it is not."""
    feedback.filed_at = at
    feedback.save(update_fields=["filed_at"])
