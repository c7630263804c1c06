"""What the other side of a talk is told, and for how long that is of use."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from dialogue.models import CheckIn, Commitment
from dialogue.querysets.checkins import takes_part
from notifications.kinds import Kind, always, register


def talk_is_open(_at: datetime) -> Q:
    """The talk is still to come or to be settled."""
    return Q(Exists(CheckIn.objects.open().filter(pk=OuterRef("subject"))))


def commitment_is_open(_at: datetime) -> Q:
    """The commitment is neither kept nor dropped, and this person still reads it."""
    person = OuterRef("person")
    commitments = Commitment.objects.open().filter(pk=OuterRef("subject"))
    among_peers = Q(checkin__kind="pair", checkin__coaching__isnull=True)
    read = Q(checkin__person=person) | among_peers | takes_part(person, "checkin__")
    return Q(
        Exists(
            commitments.filter(
                read | Q(checkin__coaching__ended_at__isnull=True, checkin__coaching__isnull=False)
            )
        )
    )


def still_in_the_group(_at: datetime) -> Q:
    """The talk is open, and this person has not left its group."""
    talk = CheckIn.objects.open().filter(takes_part(OuterRef("person")), pk=OuterRef("subject"))
    return Q(Exists(talk))


ONE_OF_THEM = _("You are one of those who talk.")
OPEN_TALK = _("Open the check-in")
KINDS = (
    Kind(
        code="checkin.planned",
        title=_("%(actor)s planned a check-in with you"),
        why=ONE_OF_THEM,
        action=OPEN_TALK,
        still_due=talk_is_open,
    ),
    Kind(
        code="checkin.moved",
        title=_("%(actor)s moved your check-in"),
        why=ONE_OF_THEM,
        action=OPEN_TALK,
        still_due=talk_is_open,
    ),
    Kind(
        code="checkin.skipped",
        title=_("%(actor)s skipped your check-in"),
        why=ONE_OF_THEM,
        action=OPEN_TALK,
        still_due=always,
    ),
    Kind(
        code="commitment.made",
        title=_("%(actor)s wrote down a commitment of one of you"),
        why=ONE_OF_THEM,
        action=OPEN_TALK,
        still_due=commitment_is_open,
    ),
    Kind(
        code="checkin.joined",
        title=_("%(actor)s took somebody into a talk of your group"),
        why=ONE_OF_THEM,
        action=OPEN_TALK,
        still_due=still_in_the_group,
    ),
)


def register_events() -> None:
    """Make what happens to talks known to the outbox."""
    for kind in KINDS:
        register(kind)
