"""Whether the reason of a nudge still stands."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from goals.models import (
    CapabilityComment,
    CapabilityProposal,
    Comment,
    Evidence,
    Ownership,
    Participation,
    Proposal,
    WitnessRequest,
)


def answer_is_waited_for(_at: datetime) -> Q:
    """The person is named as owner, has not answered, and the goal is open."""
    named = Ownership.objects.unanswered().filter(
        goal=OuterRef("subject"), person=OuterRef("person")
    )
    return Q(Exists(named))


def still_in(_at: datetime) -> Q:
    """Whoever joined has not left again."""
    return Q(Exists(Participation.objects.current().filter(pk=OuterRef("subject"))))


def still_said(_at: datetime) -> Q:
    """The comment was not taken back."""
    said = Comment.objects.filter(pk=OuterRef("subject"), withdrawn_at__isnull=True)
    return Q(Exists(said))


def change_is_waited_for(_at: datetime) -> Q:
    """The proposal is open, and the person still owns the goal."""
    named = {
        "goal__ownerships__person": OuterRef("person"),
        "goal__ownerships__declined_at__isnull": True,
    }
    return Q(Exists(Proposal.objects.open().filter(pk=OuterRef("subject"), **named)))


def witness_is_waited_for(_at: datetime) -> Q:
    """The asked has neither answered nor declined, and the question stands."""
    asked = WitnessRequest.objects.waiting().filter(pk=OuterRef("subject"))
    return Q(Exists(asked))


def still_evidence(_at: datetime) -> Q:
    """What the witness said was not taken back."""
    said = Evidence.objects.filter(pk=OuterRef("subject"), withdrawn_at__isnull=True)
    return Q(Exists(said))


def capability_proposal_is_open(_at: datetime) -> Q:
    """Nobody has decided about the proposal, and it was not taken back."""
    return Q(Exists(CapabilityProposal.objects.open().filter(pk=OuterRef("subject"))))


def still_said_about_capability(_at: datetime) -> Q:
    """The comment was not taken back."""
    said = CapabilityComment.objects.filter(pk=OuterRef("subject"), withdrawn_at__isnull=True)
    return Q(Exists(said))
