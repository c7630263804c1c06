"""What is told about feedback, and when there is no reason left to tell it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from feedback.models import (
    Asked,
    Feedback,
    HelpOffer,
    PartnerAnswer,
    RatioShare,
    Reply,
    Report,
    Share,
)
from feedback.querysets.feedback import NOT_KEPT_ASIDE, STANDS
from notifications.kinds import Kind, register


def unread(_at: datetime) -> Q:
    """Received and not opened, nor taken back by its giver, nor kept aside."""
    waiting = Feedback.objects.filter(
        STANDS, NOT_KEPT_ASIDE, pk=OuterRef("subject"), read_at__isnull=True
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
        pk=OuterRef("subject"),
        feedback__withdrawn_at__isnull=True,
        kept_aside_at__isnull=True,
        read_at__isnull=True,
    )
    return Q(Exists(waiting))


def still_shared(_at: datetime) -> Q:
    """Shown, and not taken back, neither by its recipient nor by its giver."""
    standing = Share.objects.standing().filter(
        pk=OuterRef("subject"), feedback__withdrawn_at__isnull=True
    )
    return Q(Exists(standing))


def figures_are_shown(_at: datetime) -> Q:
    """Shown, and not taken back, in a coaching that lasts."""
    return Q(Exists(RatioShare.objects.standing().filter(pk=OuterRef("subject"))))


def report_waits(at: datetime) -> Q:
    """Reported, and neither taken back nor closed, nor past its thirty days."""
    waiting = Report.objects.open().filter(pk=OuterRef("subject"), closes_at__gt=at)
    return Q(Exists(waiting))


def report_stands(_at: datetime) -> Q:
    """Reported and not taken back by the reporter."""
    return Q(Exists(Report.objects.filter(pk=OuterRef("subject"), withdrawn_at__isnull=True)))


def help_is_offered(_at: datetime) -> Q:
    """Offered, and not put away."""
    return Q(Exists(HelpOffer.objects.filter(pk=OuterRef("subject"), put_away_at__isnull=True)))


def unanswered(_at: datetime) -> Q:
    """Asked, and neither answered nor declined, nor taken back."""
    waiting = Asked.objects.filter(
        request=OuterRef("subject"),
        person=OuterRef("person"),
        answered_at__isnull=True,
        declined_at__isnull=True,
        request__withdrawn_at__isnull=True,
        request__asker__left_at__isnull=True,
    )
    return Q(Exists(waiting))


def partner_has_answered(_at: datetime) -> Q:
    """A partner outside wrote, and it was not read yet."""
    waiting = PartnerAnswer.objects.filter(pk=OuterRef("subject"), read_at__isnull=True)
    return Q(Exists(waiting))


# Titles name who acted at the most: none of the words, no figure, and nobody in a report.
KINDS = (
    Kind(
        code="feedback.received",
        title=_("%(actor)s gave you feedback"),
        why=_("You get this because somebody wrote feedback to you."),
        action=_("Read it"),
        still_due=unread,
    ),
    Kind(
        code="feedback.thanked",
        title=_("%(actor)s thanked you for your feedback"),
        why=_("You get this because somebody thanked you for feedback that you gave."),
        action=_("Read it"),
        still_due=unseen_thanks,
    ),
    Kind(
        code="feedback.replied",
        title=_("%(actor)s wrote to you about a piece of feedback"),
        why=_("You get this because somebody answered below feedback of the two of you."),
        action=_("Read it"),
        still_due=unread_reply,
    ),
    Kind(
        code="feedback.shared",
        title=_("%(actor)s shares a piece of feedback with you"),
        why=_("You get this because somebody lets you read feedback that they received."),
        action=_("Read it"),
        still_due=still_shared,
    ),
    Kind(
        code="feedback.asked",
        title=_("%(actor)s asks you for feedback"),
        why=_("You get this because somebody would like your view on how they work."),
        action=_("See the question"),
        still_due=unanswered,
    ),
    Kind(
        code="feedback.partner_answered",
        title=_("A partner answered your question"),
        why=_("You get this because you asked somebody outside for feedback."),
        action=_("Read it"),
        still_due=partner_has_answered,
    ),
    Kind(
        code="ratio.shared",
        title=_("%(actor)s shows you their own figures"),
        why=_("You get this because somebody you coach lets you see their own ratio."),
        action=_("See them"),
        still_due=figures_are_shown,
    ),
    Kind(
        code="protection.report_waits",
        title=_("A report waits for you"),
        why=_("You get this because your organisation named you as a trusted person."),
        action=_("Look at it"),
        still_due=report_waits,
    ),
    Kind(
        code="protection.report_looked_at",
        title=_("A trusted person looked at your report"),
        why=_("You get this because you reported something: every look is told to you."),
        action=_("See your report"),
        still_due=report_stands,
    ),
    Kind(
        code="protection.report_closed",
        title=_("Your report was answered and closed"),
        why=_("You get this because you reported something to the trusted persons."),
        action=_("Read the answer"),
        still_due=report_stands,
    ),
    Kind(
        code="protection.help_offered",
        title=_("If feedback is getting too much, here is what you can do"),
        why=_("You get this because you received more than usual. Nobody else is told."),
        action=_("See what helps"),
        still_due=help_is_offered,
        channels=("app",),
    ),
)


def register_kinds() -> None:
    """Make the kinds known when the app starts."""
    register(*KINDS)
