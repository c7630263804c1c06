"""The nudges of coaching. Their reasons are looked up here, since people stand below the outbox."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Coaching
from notifications.kinds import Kind, always, register


def question_waits(_at: datetime) -> Q:
    """The question is open, and both are still here."""
    return Q(Exists(Coaching.objects.waiting().filter(pk=OuterRef("subject"))))


def still_coaching(_at: datetime) -> Q:
    """The two still have their coaching relation."""
    return Q(Exists(Coaching.objects.active().filter(pk=OuterRef("subject"))))


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
        code="coaching.ended",
        title=_("%(actor)s ended your coaching relation"),
        why=_("It changes what each of you can read."),
        action=_("Open coaching"),
        still_due=always,
    ),
]


def register_all() -> None:
    """Make the kinds known; the app does this once when it starts."""
    for kind in KINDS:
        register(kind)
