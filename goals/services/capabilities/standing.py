"""A capability and a proposal about it as they stand now, with nobody else at them."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person
from core.errors import RuleError, StaleVersion
from goals import policies
from goals.models import Capability, CapabilityProposal


class NotAdopted(RuleError):
    """Only what is adopted now can be changed or retired."""


class Decided(RuleError):
    """The proposal was accepted, declined or withdrawn before."""


def allow(person: Person) -> None:
    if not policies.can_propose_capability(person):
        raise PermissionDenied


def locked(capability: Capability) -> Capability:
    return Capability.objects.select_for_update().get(pk=capability.pk)


def locked_both(proposal: CapabilityProposal) -> tuple[Capability, CapabilityProposal]:
    """Return both as they stand now, with nobody else at them, if the proposal is open."""
    capability = Capability.objects.select_for_update().get(pk=proposal.capability_id)
    return capability, locked_open(proposal)


def locked_open(proposal: CapabilityProposal) -> CapabilityProposal:
    """Return the proposal as it stands now, if it is open."""
    fresh = CapabilityProposal.objects.select_for_update().get(pk=proposal.pk)
    if not fresh.is_open:
        raise Decided(_("This proposal was decided or withdrawn before. Nothing was changed."))
    return fresh


def to_decide(proposal: CapabilityProposal, *, by: Person) -> tuple[Capability, CapabilityProposal]:
    if not policies.can_decide_capability(by):
        raise PermissionDenied
    Organisation.objects.select_for_update(no_key=True).first()  # one decision after the other
    return locked_both(proposal)


def refuse_unless_adopted(capability: Capability) -> None:
    if not capability.is_adopted:
        raise NotAdopted(_("This capability is not adopted now. Only what counts can be changed."))


def refuse_if_reworded(capability: Capability, version: int) -> None:
    if capability.version != version:
        sentence = _("The capability was reworded in between. Read both wordings, then decide.")
        raise StaleVersion(sentence, current=capability.version)


def drop(capability: Capability, *, by: Person, at: datetime) -> None:
    """Leave a capability that was never adopted as one that will not be."""
    if capability.adopted_at is None:
        capability.dropped_at, capability.dropped_by = at, by
        capability.save(update_fields=["dropped_at", "dropped_by"])
