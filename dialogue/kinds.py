"""The nudges of talks and commitments: to prepare, to say what became of it, to keep one's word."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence
from dialogue.events import commitment_is_open
from dialogue.models import CheckIn
from dialogue.querysets.checkins import CheckInQuerySet, is_a_side_now
from dialogue.services import nudging
from notifications.kinds import Kind, register


def _its_talk() -> CheckInQuerySet:
    """The talk a row is about, if it is open and was not moved since."""
    return (
        CheckIn.objects.open()
        .with_nudge_slot(OuterRef("slot"))
        .filter(is_a_side_now(OuterRef("person")), pk=OuterRef("subject"))
    )


def _is_there(at: datetime) -> Q:
    return ~Q(Exists(Absence.objects.covering(at.date()).filter(person=OuterRef("person"))))


def still_to_prepare(at: datetime) -> Q:
    """The talk lies ahead and has not begun, and its person is not away."""
    ahead = _its_talk().filter(planned_at__gt=at, started_at__isnull=True)
    return Q(Exists(ahead)) & _is_there(at)


def still_unsettled(at: datetime) -> Q:
    """The moment has passed, nobody said what became of the talk, and its person is not away."""
    return Q(Exists(_its_talk().filter(planned_at__lte=at))) & _is_there(at)


def still_to_keep(at: datetime) -> Q:
    """The commitment is open, for whoever still reads it, and its person is not away."""
    return commitment_is_open(at) & _is_there(at)


KINDS = (
    Kind(
        code=nudging.PREPARE,
        title=_("Your talk with %(actor)s is coming up"),
        why=_("The two of you have a talk planned, and this is the time set for preparing it."),
        action=_("Prepare the talk"),
        still_due=still_to_prepare,
    ),
    Kind(
        code=nudging.REMIND,
        title=_("Did you and %(actor)s talk?"),
        why=_("A talk of the two of you was planned, and it is still open."),
        action=_("Say what became of it"),
        still_due=still_unsettled,
        is_reminder=True,
    ),
    Kind(
        code=nudging.GROUP_PREPARE,
        title=_("A talk of your group is coming up"),
        why=_("You are in a group that talks, and this is the time set for preparing it."),
        action=_("Prepare the talk"),
        still_due=still_to_prepare,
    ),
    Kind(
        code=nudging.GROUP_REMIND,
        title=_("Did your group talk?"),
        why=_("A talk of your group was planned, and it is still open."),
        action=_("Say what became of it"),
        still_due=still_unsettled,
        is_reminder=True,
    ),
    Kind(
        code=nudging.REFLECT,
        title=_("The time you set aside to look back is near"),
        why=_("You planned a reflection of your own. Nobody else reads it."),
        action=_("Look back"),
        still_due=still_to_prepare,
    ),
    Kind(
        code=nudging.REFLECT_REMIND,
        title=_("You wanted to look back"),
        why=_("You planned a reflection of your own, and it is still open."),
        action=_("Look back, or move it"),
        still_due=still_unsettled,
        is_reminder=True,
    ),
    Kind(
        code=nudging.COMING,
        title=_("You wanted to have something done in the next days"),
        why=_("You said in a talk what you would do, and until when."),
        action=_("Read what it was"),
        still_due=still_to_keep,
        is_reminder=True,
    ),
    Kind(
        code=nudging.DUE,
        title=_("The day has come for something you said you would do"),
        why=_("You said in a talk what you would do, and until when."),
        action=_("Tick it, or talk about it"),
        still_due=still_to_keep,
        is_reminder=True,
    ),
)


def register_kinds() -> None:
    """Make them known to the outbox."""
    register(*KINDS)
