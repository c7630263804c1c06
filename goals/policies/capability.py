"""Who may do what with capabilities and with what is proposed about them."""

from accounts.models import Person
from goals.models import Capability, CapabilityComment, CapabilityProposal


def can_read_capability(person: Person, _capability: Capability) -> bool:
    """Twin of `CapabilityQuerySet.visible_to`."""
    return not person.has_left


def can_read_capability_proposal(person: Person, _proposal: CapabilityProposal) -> bool:
    """Twin of `CapabilityProposalQuerySet.visible_to`."""
    return not person.has_left


def can_read_capability_comment(person: Person, comment: CapabilityComment) -> bool:
    """Twin of `CapabilityCommentQuerySet.visible_to`."""
    return not person.has_left and comment.withdrawn_at is None


def can_propose_capability(person: Person) -> bool:
    """Everybody here proposes, comments and supports, whatever their position."""
    return not person.has_left


def can_decide_capability(person: Person) -> bool:
    """Admins adopt and decline, in the open."""
    return person.is_admin and not person.has_left


def can_withdraw_capability_proposal(person: Person, proposal: CapabilityProposal) -> bool:
    """Whoever proposed it takes it back."""
    return not person.has_left and proposal.proposed_by_id == person.pk


def can_withdraw_capability_comment(person: Person, comment: CapabilityComment) -> bool:
    """Whoever said it takes it back."""
    return not person.has_left and comment.author_id == person.pk
