"""What is told about 360 rounds: to all who are invited the same, and never who answered."""

from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from feedback.models import Round, RoundShare
from notifications.kinds import Kind, always, register


def round_is_proposed(_at: datetime) -> Q:
    """Proposed, and neither accepted nor declined nor taken back."""
    waiting = Round.objects.filter(
        pk=OuterRef("subject"),
        accepted_at__isnull=True,
        declined_at__isnull=True,
        cancelled_at__isnull=True,
        proposed_by__left_at__isnull=True,
    )
    return Q(Exists(waiting))


def round_takes_answers(at: datetime) -> Q:
    """Open. Whether somebody has answered is asked nowhere: all are told alike until it closes."""
    waiting = Round.objects.open(at).filter(pk=OuterRef("subject"), subject__left_at__isnull=True)
    return Q(Exists(waiting))


def round_is_not_ended(_at: datetime) -> Q:
    """Released, and its subject has not said what comes of it."""
    waiting = Round.objects.filter(
        pk=OuterRef("subject"), released_at__isnull=False, ended_at__isnull=True
    )
    return Q(Exists(waiting))


def report_is_shown(_at: datetime) -> Q:
    """Shown, and not taken back."""
    return Q(Exists(RoundShare.objects.standing().filter(pk=OuterRef("subject"))))


KINDS: Final = (
    Kind(
        code="feedback.round_proposed",
        title=_("%(actor)s proposes a 360 round to you"),
        why=_("You get this because your coach thinks that many views could help you."),
        action=_("See the proposal"),
        still_due=round_is_proposed,
    ),
    Kind(
        code="feedback.round_accepted",
        title=_("%(actor)s takes up your proposal of a 360 round"),
        why=_("You get this because you proposed it. The round is theirs from now on."),
        still_due=always,
    ),
    Kind(
        code="feedback.round_invited",
        title=_("%(actor)s asks you and others for your view"),
        why=_("You get this because somebody asks for many views in a 360 round."),
        action=_("See what is asked"),
        still_due=round_takes_answers,
        keeps_no_moments=True,
    ),
    Kind(
        code="feedback.round_reminder",
        title=_("The round in which %(actor)s asks for your view is still open"),
        why=_("Everybody who was invited gets this, whether they have answered or not."),
        action=_("See what is asked"),
        still_due=round_takes_answers,
        keeps_no_moments=True,
    ),
    Kind(
        code="feedback.round_released",
        title=_("The report of your 360 round is there"),
        why=_("You get this because you asked for many views. Read it when you have time."),
        action=_("Read it"),
        still_due=round_is_not_ended,
    ),
    Kind(
        code="feedback.round_shared",
        title=_("%(actor)s shares the report of a 360 round with you"),
        why=_("You get this because somebody lets you read what others answered about them."),
        action=_("Read it"),
        still_due=report_is_shown,
    ),
)


def register_round_kinds() -> None:
    """Make the kinds known when the app starts."""
    register(*KINDS)
