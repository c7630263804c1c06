"""The nudges of a check-in: to prepare, and to say what became of it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence
from dialogue.models import CheckIn
from dialogue.querysets.checkins import CheckInQuerySet
from dialogue.services.nudging import PREPARE, REMIND
from notifications.kinds import Kind, register


def _its_talk() -> CheckInQuerySet:
    """The talk a row is about, if it is open and was not moved since."""
    is_a_side = Q(person=OuterRef("person")) | Q(partner=OuterRef("person"))
    return (
        CheckIn.objects.open()
        .with_nudge_slot(OuterRef("slot"))
        .filter(is_a_side, pk=OuterRef("subject"))
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


def register_kinds() -> None:
    """Make both known to the outbox."""
    register(
        Kind(
            code=PREPARE,
            title=_("Your talk with %(actor)s is coming up"),
            why=_("The two of you have a talk planned, and this is the time set for preparing it."),
            action=_("Prepare the talk"),
            still_due=still_to_prepare,
        )
    )
    register(
        Kind(
            code=REMIND,
            title=_("Did you and %(actor)s talk?"),
            why=_("A talk of the two of you was planned, and it is still open."),
            action=_("Say what became of it"),
            still_due=still_unsettled,
            is_reminder=True,
        )
    )
