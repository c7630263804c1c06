"""Propose a capability, another wording of one, or to retire it, and take that back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals import policies
from goals.models import Capability, CapabilityProposal, Level, ProposedLevel
from goals.selectors.wording import Wording
from goals.services.capabilities.standing import (
    allow,
    drop,
    locked,
    locked_both,
    refuse_if_reworded,
    refuse_unless_adopted,
)
from goals.services.capabilities.telling import admins, tell
from goals.services.capabilities.wording import (
    LONGEST_REASON,
    WrongLevels,
    checked,
    refuse_taken_name,
    why,
)
from goals.services.words import short_enough
from notifications.services.notify import settle


class NothingChanged(RuleError):
    """The words that are proposed are those that stand."""


@transaction.atomic
def propose(
    words: Wording, *, by: Person, at: datetime, reason: str = "", slug: str = ""
) -> CapabilityProposal:
    """Propose a new capability; `slug` names the entry of the ready library it comes from."""
    allow(by)
    words = checked(words)
    refuse_taken_name(words.name)
    capability = Capability.objects.create(
        name=words.name,
        description=words.description,
        library_slug=slug,
        proposed_at=at,
        proposed_by=by,
    )
    Level.objects.bulk_create(
        Level(capability=capability, position=position, name=name, behaviour=behaviour)
        for position, (name, behaviour) in enumerate(words.levels, start=1)
    )
    reason = short_enough(reason, field="reason", longest=LONGEST_REASON)
    made = written(capability, words, kind="new", over=0, reason=reason, by=by, at=at)
    audit.record(by=by, action="capability.propose", on=capability, at=at)
    return made


@transaction.atomic
def propose_change(
    capability: Capability,
    *,
    words: Wording,
    reason: str,
    version: int,
    by: Person,
    at: datetime,
) -> CapabilityProposal:
    """Propose another wording over the `version` that was read."""
    allow(by)
    capability = locked(capability)
    refuse_unless_adopted(capability)
    refuse_if_reworded(capability, version)
    standing, words = Wording.of(capability), checked(words)
    if len(words.levels) != len(standing.levels):
        sentence = _("Keep the number of levels. People have said where they stand on them.")
        raise WrongLevels(sentence, fields={"levels": sentence})
    if words == standing:
        raise NothingChanged(_("Change something first. These are the words that stand."))
    refuse_taken_name(words.name, beside=capability)
    made = written(capability, words, kind="change", over=version, reason=why(reason), by=by, at=at)
    audit.record(by=by, action="capability.propose_change", on=made, at=at)
    return made


@transaction.atomic
def propose_retiring(
    capability: Capability, *, reason: str, version: int, by: Person, at: datetime
) -> CapabilityProposal:
    """Propose that it counts no more; what people wrote about it stays."""
    allow(by)
    capability = locked(capability)
    refuse_unless_adopted(capability)
    refuse_if_reworded(capability, version)
    words = Wording.of(capability)
    made = written(capability, words, kind="retire", over=version, reason=why(reason), by=by, at=at)
    audit.record(by=by, action="capability.propose_retiring", on=made, at=at)
    return made


@transaction.atomic
def withdraw(proposal: CapabilityProposal, *, by: Person, at: datetime) -> None:
    """Take one's own proposal back while it is open."""
    if not policies.can_withdraw_capability_proposal(by, proposal):
        raise PermissionDenied
    capability, proposal = locked_both(proposal)
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])
    drop(capability, by=by, at=at)
    audit.record(by=by, action="capability.withdraw", on=proposal, at=at)
    settle(proposal.pk, kinds=["capability.proposed"], at=at)


def written(
    capability: Capability,
    words: Wording,
    *,
    kind: str,
    over: int,
    reason: str,
    by: Person,
    at: datetime,
) -> CapabilityProposal:
    """Write the proposal down, and tell those who decide about it."""
    proposal = CapabilityProposal.objects.create(
        capability=capability,
        kind=kind,
        name=words.name,
        description=words.description,
        reason=reason,
        over_version=over,
        proposed_at=at,
        proposed_by=by,
    )
    ProposedLevel.objects.bulk_create(
        ProposedLevel(proposal=proposal, position=position, name=name, behaviour=behaviour)
        for position, (name, behaviour) in enumerate(words.levels, start=1)
    )
    tell(admins(beside=by), "capability.proposed", proposal, by=by, at=at)
    return proposal
