"""What is told about feedback, and when there is no reason left to tell it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from feedback.models import Feedback, Reply, Share
from notifications.kinds import Kind, register


def unread(_at: datetime) -> Q:
    """Received and not opened, nor taken back by its giver."""
    waiting = Feedback.objects.filter(
        pk=OuterRef("subject"), withdrawn_at__isnull=True, read_at__isnull=True
    )
    return Q(Exists(waiting))


def unseen_thanks(_at: datetime) -> Q:
    """Thanked for something that still stands, and not seen yet."""
    waiting = Feedback.objects.filter(
        pk=OuterRef("subject"), withdrawn_at__isnull=True, thanks_read_at__isnull=True
    )
    return Q(Exists(waiting))


def unread_reply(_at: datetime) -> Q:
    """Answered, about something that still stands, and not read yet."""
    waiting = Reply.objects.filter(
        pk=OuterRef("subject"), feedback__withdrawn_at__isnull=True, read_at__isnull=True
    )
    return Q(Exists(waiting))


def still_shared(_at: datetime) -> Q:
    """Shown, and not taken back, neither by its recipient nor by its giver."""
    standing = Share.objects.standing().filter(
        pk=OuterRef("subject"), feedback__withdrawn_at__isnull=True
    )
    return Q(Exists(standing))


def register_kinds() -> None:
    """Make the kinds known when the app starts. Titles name who acted, and none of the words."""
    register(
        Kind(
            code="feedback.received",
            title=_("%(actor)s gave you feedback"),
            why=_("You get this because somebody wrote feedback to you."),
            action=_("Read it"),
            still_due=unread,
        )
    )
    register(
        Kind(
            code="feedback.thanked",
            title=_("%(actor)s thanked you for your feedback"),
            why=_("You get this because somebody thanked you for feedback that you gave."),
            action=_("Read it"),
            still_due=unseen_thanks,
        )
    )
    register(
        Kind(
            code="feedback.replied",
            title=_("%(actor)s wrote to you about a piece of feedback"),
            why=_("You get this because somebody answered below feedback of the two of you."),
            action=_("Read it"),
            still_due=unread_reply,
        )
    )
    register(
        Kind(
            code="feedback.shared",
            title=_("%(actor)s shares a piece of feedback with you"),
            why=_("You get this because somebody lets you read feedback that they received."),
            action=_("Read it"),
            still_due=still_shared,
        )
    )
