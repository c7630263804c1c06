"""The nudges of coaching. Their reasons are looked up here, since people stand below the outbox."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from accounts.models import Coaching
from accounts.models.coaching import HALF_A_YEAR
from notifications.kinds import Kind, always, register

LOOK_BACK = "agreement.look_back"


def question_waits(_at: datetime) -> Q:
    """The question is open, and both are still here."""
    return Q(Exists(Coaching.objects.waiting().filter(pk=OuterRef("subject"))))


def still_coaching(_at: datetime) -> Q:
    """The two still have their coaching relation."""
    return Q(Exists(Coaching.objects.active().filter(pk=OuterRef("subject"))))


def is_the_newest_version(_at: datetime) -> Q:
    """The two still have their coaching, and the agreement was not changed since."""
    its_version = Cast("agreement__version", CharField())
    going_on = Coaching.objects.active().alias(its_version=its_version)
    return Q(Exists(going_on.filter(pk=OuterRef("subject"), its_version=OuterRef("slot"))))


def still_to_confirm(at: datetime) -> Q:
    """Somebody wrote, and this side has not confirmed it yet."""
    open_for = Q(coach=OuterRef("person"), agreement__coach_confirmed_at__isnull=True)
    open_for |= Q(coachee=OuterRef("person"), agreement__coachee_confirmed_at__isnull=True)
    waiting = Coaching.objects.active().filter(open_for, pk=OuterRef("subject"))
    return is_the_newest_version(at) & Q(Exists(waiting))


def still_to_look_back(at: datetime) -> Q:
    """For half a year somebody has not looked back at what both agreed on."""
    to_look = Q(coach=OuterRef("person"), coach_looks_at__lte=at)
    to_look |= Q(coachee=OuterRef("person"), coachee_looks_at__lte=at)
    agreed = Coaching.objects.active().alias(
        coach_looks_at=half_a_year_after("agreement__coach_confirmed_at"),
        coachee_looks_at=half_a_year_after("agreement__coachee_confirmed_at"),
    )
    both = Q(coach_looks_at__isnull=False, coachee_looks_at__isnull=False)
    return Q(Exists(agreed.filter(to_look, both, pk=OuterRef("subject"))))


def half_a_year_after(moment: str) -> "ExpressionWrapper[Any]":
    """The span is added to the row, since what waits may depend on the moment itself alone."""
    return ExpressionWrapper(F(moment) + HALF_A_YEAR, output_field=DateTimeField())


KINDS = [
    Kind(
        code="coaching.asked",
        title=_("%(actor)s asked you to be their coach"),
        why=_("You were asked, and the answer is yours."),
        action=_("Answer"),
        still_due=question_waits,
    ),
    Kind(
        code="coaching.offered",
        title=_("%(actor)s offered to coach you"),
        why=_("You were offered this, and the answer is yours."),
        action=_("Answer"),
        still_due=question_waits,
    ),
    Kind(
        code="coaching.accepted",
        title=_("%(actor)s said yes to coaching"),
        why=_("You had asked."),
        action=_("Open coaching"),
        still_due=still_coaching,
    ),
    Kind(
        code="coaching.declined",
        title=_("%(actor)s cannot take on the coaching you asked about"),
        why=_("You had asked."),
        action=_("Open coaching"),
        still_due=always,
    ),
    Kind(
        code="agreement.written",
        title=_("%(actor)s wrote what they commit to in your coaching"),
        why=_("A coaching agreement holds once both of you have confirmed it."),
        action=_("Read the agreement"),
        still_due=still_to_confirm,
    ),
    Kind(
        code="agreement.confirmed",
        title=_("%(actor)s confirmed your coaching agreement"),
        why=_("You are one of the two who wrote it."),
        action=_("Read the agreement"),
        still_due=is_the_newest_version,
    ),
    Kind(
        code=LOOK_BACK,
        title=_("Does your coaching agreement with %(actor)s still fit?"),
        why=_("Half a year has passed since you confirmed it."),
        action=_("Look back at it"),
        still_due=still_to_look_back,
        is_reminder=True,
    ),
    Kind(
        code="coaching.ended",
        title=_("%(actor)s ended your coaching relation"),
        why=_("It changes what each of you can read."),
        action=_("Open coaching"),
        still_due=always,
    ),
]


def register_all() -> None:
    """Make the kinds known; the app does this once when it starts."""
    register(*KINDS)
