"""Admins adopt or decline what is proposed, in the open."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from goals.models import Capability, CapabilityProposal
from goals.selectors.wording import Wording
from goals.services.capabilities.standing import (
    drop,
    refuse_if_reworded,
    refuse_unless_adopted,
    to_decide,
)
from goals.services.capabilities.telling import tell_proposer
from goals.services.capabilities.wording import LONGEST_REASON, refuse_taken_name, write_levels
from goals.services.words import needed, short_enough


@transaction.atomic
def accept(
    proposal: CapabilityProposal,
    *,
    by: Person,
    at: datetime,
    answer: str = "",
    version: int | None = None,
) -> Capability:
    """Adopt what is proposed (admins), with a word about it if there is one to say.

    `version` is the wording of the capability that was on the page. Without it, a proposal made
    over words that no longer stand is refused: whoever decides has to have seen both.
    """
    capability, proposal = to_decide(proposal, by=by)
    if proposal.kind != CapabilityProposal.Kind.NEW:
        refuse_unless_adopted(capability)
        refuse_if_reworded(capability, proposal.over_version if version is None else version)
    proposal.answer = short_enough(answer, field="answer", longest=LONGEST_REASON)
    enact(capability, proposal, by=by, at=at)
    return capability


@transaction.atomic
def decline(proposal: CapabilityProposal, *, answer: str, by: Person, at: datetime) -> None:
    """Say no to it (admins), with a reason that everybody reads."""
    capability, proposal = to_decide(proposal, by=by)
    sentence = _("Say why. Everybody can read it, and it helps the next proposal.")
    proposal.answer = needed(answer, field="answer", longest=LONGEST_REASON, sentence=sentence)
    proposal.declined_at, proposal.declined_by = at, by
    proposal.save(update_fields=["answer", "declined_at", "declined_by"])
    drop(capability, by=by, at=at)
    audit.record(
        by=by, action="capability.decline", on=capability, at=at, admin=True, words=capability.name
    )
    tell_proposer(proposal, by=by, at=at)


def enact(
    capability: Capability, proposal: CapabilityProposal, *, by: Person, at: datetime
) -> None:
    """Adopt what nobody else is at, and tell whoever proposed it."""
    carry_out(capability, proposal, by=by, at=at)
    proposal.accepted_at, proposal.accepted_by = at, by
    proposal.made_version = capability.version
    proposal.save(update_fields=["answer", "accepted_at", "accepted_by", "made_version"])
    audit.record(
        by=by, action="capability.accept", on=capability, at=at, admin=True, words=capability.name
    )
    tell_proposer(proposal, by=by, at=at)


def carry_out(
    capability: Capability, proposal: CapabilityProposal, *, by: Person, at: datetime
) -> None:
    """Make true what the proposal says."""
    if proposal.kind == CapabilityProposal.Kind.NEW:
        refuse_taken_name(capability.name)
        capability.adopted_at, capability.adopted_by = at, by
    elif proposal.kind == CapabilityProposal.Kind.RETIRE:
        capability.retired_at, capability.retired_by = at, by
        capability.version += 1
    else:
        refuse_taken_name(proposal.name, beside=capability)
        capability.name, capability.description = proposal.name, proposal.description
        capability.version += 1
        write_levels(capability, Wording.of(proposal))
    capability.save()
