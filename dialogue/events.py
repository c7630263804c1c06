"""What the other side of a talk is told, and for how long that is of use."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from dialogue.models import CheckIn, Commitment, Handover, HelpAsked
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


def help_is_waited_for(_at: datetime) -> Q:
    """The question was not taken back, and this coach has not answered it."""
    asked = HelpAsked.objects.unanswered().filter(wanted=OuterRef("subject"))
    return Q(Exists(asked.filter(coaching__coach=OuterRef("person"))))


def handover_is_shown(_at: datetime) -> Q:
    """The coachee has not taken it back, and the coaching goes on."""
    shown = Handover.objects.filter(coaching=OuterRef("subject"), taken_back_at__isnull=True)
    return Q(Exists(shown.filter(coaching__ended_at__isnull=True)))


def register_coaching() -> None:
    """Make known what coachees ask for and hand over."""
    register(
        Kind(
            code="help.asked",
            title=_("%(actor)s would like help with something"),
            why=_("You coach this person, and they chose to ask you."),
            action=_("Read it"),
            still_due=help_is_waited_for,
        )
    )
    register(
        Kind(
            code="help.answered",
            title=_("%(actor)s answered what you asked for help with"),
            why=_("You had asked."),
            action=_("Read it"),
            still_due=always,
        )
    )
    register(
        Kind(
            code="handover.shared",
            title=_("%(actor)s shows you where they stand"),
            why=_("You coach this person, and they chose what you start from."),
            action=_("Read it"),
            still_due=handover_is_shown,
        )
    )


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
    register(*KINDS)
