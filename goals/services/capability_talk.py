"""What people say about a proposal in the open, and whether they stand behind it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from goals import policies
from goals.models import CapabilityComment, CapabilityProposal, CapabilitySupport
from goals.services.capabilities import allow, locked_open
from goals.services.words import needed
from notifications.services.notify import notify


@transaction.atomic
def comment(
    proposal: CapabilityProposal, *, text: str, by: Person, at: datetime
) -> CapabilityComment:
    """Say something that everybody can read; whoever proposed it is told."""
    allow(by)
    words = needed(text, field="text", longest=10_000, sentence=_("Write your comment first."))
    said = CapabilityComment.objects.create(proposal=proposal, author=by, text=words, at=at)
    audit.record(by=by, action="capability.comment", on=proposal, at=at)
    notify(
        Person.objects.here().filter(pk=proposal.proposed_by_id).exclude(pk=by.pk),
        kind="capability.commented",
        subject=said.pk,
        url=reverse("capability_proposal", args=[proposal.pk]),
        by=by,
        at=at,
    )
    return said


@transaction.atomic
def withdraw_comment(said: CapabilityComment, *, by: Person, at: datetime) -> None:
    """Take one's own words back; nobody reads them any more."""
    if not policies.can_withdraw_capability_comment(by, said):
        raise PermissionDenied
    mine = CapabilityComment.objects.filter(pk=said.pk, withdrawn_at__isnull=True)
    if mine.update(withdrawn_at=at):
        audit.record(by=by, action="capability.withdraw_comment", on=said, at=at)


@transaction.atomic
def support(proposal: CapabilityProposal, *, by: Person, at: datetime) -> None:
    """Stand behind an open proposal, by name. Twice is once."""
    allow(by)
    locked_open(proposal)
    _row, is_new = CapabilitySupport.objects.get_or_create(
        proposal=proposal, person=by, defaults={"at": at}
    )
    if is_new:
        audit.record(by=by, action="capability.support", on=proposal, at=at)


@transaction.atomic
def unsupport(proposal: CapabilityProposal, *, by: Person, at: datetime) -> None:
    """Stand behind it no more, while it is open."""
    allow(by)
    locked_open(proposal)
    gone, _kinds = CapabilitySupport.objects.filter(proposal=proposal, person=by).delete()
    if gone:
        audit.record(by=by, action="capability.unsupport", on=proposal, at=at)
