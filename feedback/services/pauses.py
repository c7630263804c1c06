"""A recipient takes no feedback for a while, and nobody learns of it.

What is given meanwhile is kept aside: written, counted and answered to its giver like any other
piece, and missing from the recipient's boxes alone, until the recipient lets it in.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from feedback import policies
from feedback.models import Feedback, HelpOffer, Pause, Reply


class CannotPause(RuleError):
    """From oneself, for a time that is over, or what is paused already."""


class NotPaused(RuleError):
    """It was ended before."""


@transaction.atomic
def pause(
    *, giver: Person | None, by: Person, at: datetime, ends_at: datetime | None = None
) -> Pause:
    """Take no feedback from this person, or from everyone, until it is ended or `ends_at`."""
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    before = Pause.objects.filter(person=by, giver=giver, ended_at__isnull=True)
    check(giver, standing=before.standing(at).exists(), by=by, at=at, ends_at=ends_at)
    before.update(ended_at=at)
    made = Pause.objects.create(person=by, giver=giver, since_at=at, ends_at=ends_at)
    audit.record(by=by, action="feedback.pause", on=made, at=at)
    return made


def check(
    giver: Person | None, *, standing: bool, by: Person, at: datetime, ends_at: datetime | None
) -> None:
    """Raise `CannotPause` with a sentence beside the field concerned."""
    if giver is not None and giver.pk == by.pk:
        fields = {"giver": _("Choose somebody else. You give yourself no feedback.")}
    elif ends_at is not None and ends_at <= at:
        fields = {"until": _("Choose a day that is still to come.")}
    elif standing:
        fields = {"giver": _("This is paused already. End that pause first to change it.")}
    else:
        return
    raise CannotPause(next(iter(fields.values())), fields=fields)


@transaction.atomic
def end_pause(pause: Pause, *, lets_in: bool, by: Person, at: datetime) -> int:
    """End a pause; let in what was kept aside in it, or leave it aside. Return how much came in."""
    locked = Pause.objects.select_for_update().get(pk=pause.pk)
    if not policies.can_read_pause(by, locked):
        raise PermissionDenied
    if locked.ended_at is not None:
        raise NotPaused(_("This pause was ended before."))
    pause.ended_at = locked.ended_at = at
    locked.save(update_fields=["ended_at"])
    audit.record(by=by, action="feedback.end_pause", on=locked, at=at)
    return let_in(by, giver=locked.giver, at=at) if lets_in else 0


@transaction.atomic
def let_in(person: Person, *, giver: Person | None, at: datetime) -> int:
    """Let in what this person keeps aside, of one giver or of all; return how many pieces.

    What a pause still holds stays aside. What waited is told by the bell from now on.
    """
    standing = Pause.objects.standing(at).filter(person=person)
    if standing.filter(giver__isnull=True).exists():
        return 0
    held = standing.values("giver")
    pieces = Feedback.objects.kept_aside_from(person).exclude(giver__in=held)
    replies = Reply.objects.filter(
        Q(feedback__giver=person) | Q(feedback__recipient=person), kept_aside_at__isnull=False
    ).exclude(Q(author=person) | Q(author__in=held))
    if giver is not None:
        pieces, replies = pieces.filter(giver=giver), replies.filter(author=giver)
    replies.update(kept_aside_at=None)
    count = pieces.update(kept_aside_at=None)
    audit.record(by=person, action="feedback.let_in", on=person, at=at)
    return count


@transaction.atomic
def put_offer_away(person: Person, *, at: datetime) -> None:
    """Put offers of help away."""
    HelpOffer.objects.filter(person=person, put_away_at__isnull=True).update(put_away_at=at)
