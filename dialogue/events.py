"""What the other side of a talk is told, and for how long that is of use."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from dialogue.models import CheckIn, Commitment
from notifications.kinds import Kind, always, register


def talk_is_open(_at: datetime) -> Q:
    """The talk is still to come or to be settled."""
    return Q(Exists(CheckIn.objects.open().filter(pk=OuterRef("subject"))))


def commitment_is_open(_at: datetime) -> Q:
    """The commitment is neither kept nor dropped, and this person still reads it."""
    person = OuterRef("person")
    commitments = Commitment.objects.open().filter(pk=OuterRef("subject"))
    read = Q(checkin__person=person) | Q(checkin__coaching__isnull=True)
    return Q(Exists(commitments.filter(read | Q(checkin__coaching__ended_at__isnull=True))))


def register_events() -> None:
    """Make what happens to talks known to the outbox."""
    two_of_you = _("You are one of the two who talk.")
    open_talk = _("Open the check-in")
    register(
        Kind(
            code="checkin.planned",
            title=_("%(actor)s planned a check-in with you"),
            why=two_of_you,
            action=open_talk,
            still_due=talk_is_open,
        )
    )
    register(
        Kind(
            code="checkin.moved",
            title=_("%(actor)s moved your check-in"),
            why=two_of_you,
            action=open_talk,
            still_due=talk_is_open,
        )
    )
    register(
        Kind(
            code="checkin.skipped",
            title=_("%(actor)s skipped your check-in"),
            why=two_of_you,
            action=open_talk,
            still_due=always,
        )
    )
    register(
        Kind(
            code="commitment.made",
            title=_("%(actor)s wrote down a commitment of one of you"),
            why=two_of_you,
            action=open_talk,
            still_due=commitment_is_open,
        )
    )
