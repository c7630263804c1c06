"""Feedback is taken back by its giver, who gets the words back as a draft."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from feedback import policies
from feedback.models import Feedback
from feedback.services.drafts import keep_draft
from feedback.services.giving import TEXTS
from feedback.services.releasing import end_releases


class AlreadyWithdrawn(RuleError):
    """It was taken back before."""


class TooLateToWithdraw(RuleError):
    """The time to take it back has passed."""


@transaction.atomic
def withdraw(feedback: Feedback, *, by: Person, at: datetime) -> UUID:
    """Take one copy back within 15 minutes, or while it waits; its words become a draft.

    Returns the id of that draft. Nobody but the giver reads the piece from now on, and what was
    to be told about it is not told.
    """
    if not policies.can_withdraw(by, feedback):
        raise PermissionDenied
    copy = Feedback.objects.select_for_update().get(pk=feedback.pk)
    return take_back([copy], by=by, at=at)


@transaction.atomic
def withdraw_all(feedback: Feedback, *, by: Person, at: datetime) -> UUID:
    """Take back every copy that was sent together with this one; see `withdraw`."""
    if not policies.can_withdraw(by, feedback):
        raise PermissionDenied
    copies = Feedback.objects.select_for_update().filter(giver=by, batch=feedback.batch)
    left = [copy for copy in copies.order_by("pk") if not copy.withdrawn_at]
    return take_back(left or [feedback], by=by, at=at)


def take_back(copies: Sequence[Feedback], *, by: Person, at: datetime) -> UUID:
    """Take these locked copies back together, and keep their words once."""
    if copies[0].withdrawn_at:
        raise AlreadyWithdrawn(_("You took this back before. Its words are among your drafts."))
    if at > copies[0].withdraw_until:
        raise TooLateToWithdraw(
            _("This was sent more than 15 minutes ago and stays. You can write below it.")
        )
    for copy in copies:
        copy.withdrawn_at, copy.withdrawn_by, copy.held_until = at, by, None
        copy.save(update_fields=["withdrawn_at", "withdrawn_by", "held_until"])
        end_releases(copy, by=by, at=at)
        audit.record(by=by, action="feedback.withdraw", on=copy, at=at)
    draft, _kept = keep_draft(uuid.uuid4(), fields=as_typed(copies), version=0, by=by, at=at)
    return draft


def as_typed(copies: Sequence[Feedback]) -> dict[str, str | list[str]]:
    """Return the fields of the form as they were when this was sent."""
    first = copies[0]
    fields: dict[str, str | list[str]] = {name: getattr(first, name) for name in TEXTS}
    fields["capability"] = str(first.capability_id or "")
    fields["checkin"] = str(first.checkin or "")
    fields["values"] = [str(pk) for pk in first.values.values_list("pk", flat=True)]
    fields |= {"kind": first.kind, "readers": first.readers}
    fields["recipients"] = [str(copy.recipient_id) for copy in copies]
    fields["goal"] = [str(first.goal_id)] if first.goal_id else []
    return fields
