"""Whether the reason of a nudge still stands."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from goals.models import Comment, Ownership, Participation, Proposal


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
