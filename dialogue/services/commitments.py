"""Who will do what, and perhaps until when."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from dialogue.models import CheckIn, Commitment
from dialogue.policies import checkins as policies
from dialogue.services.locks import TalkIsOver, lock, show_commitment
from notifications.services.notify import notify

LONGEST_WHAT = 500


class WhatMissing(RuleError):
    """A commitment says what, in few words."""


class NotASide(RuleError):
    """Only those who talk commit themselves to something."""


class DayHasPassed(RuleError):
    """The last day lies in the past."""


class AlreadySettled(RuleError):
    """The commitment was kept or dropped before."""


@transaction.atomic
def commit(
    checkin: CheckIn, *, by: Person, at: datetime, what: str, who: Person, until: date | None = None
) -> Commitment:
    """Write down what one of those who talk will do; the others are told."""
    locked = lock(checkin, by=by, shown=False)
    if not locked.held_at and (sentence := policies.why_over(locked)):
        raise TalkIsOver(sentence)
    words = checked(what)
    if who.pk not in locked.side_ids:
        sentence = _("Only those who talk here commit themselves to something.")
        raise NotASide(sentence, fields={"who": sentence})
    check_day(until, by=by, at=at)
    commitment = Commitment.objects.create(
        checkin=locked, what=words, who=who, until=until, made_at=at, made_by=by
    )
    show_commitment(locked)
    audit.record(by=by, action="commitment.make", on=commitment, at=at)
    notify(
        locked.others(by),
        kind="commitment.made",
        subject=commitment.pk,
        url=locked.get_absolute_url(),
        by=by,
        at=at,
    )
    return commitment


@transaction.atomic
def complete(commitment: Commitment, *, by: Person, at: datetime) -> None:
    """Say that one did what one said one would."""
    locked = lock_commitment(commitment)
    if not policies.can_keep(by, locked):
        raise PermissionDenied
    require_unsettled(locked)
    locked.done_at, locked.done_by = at, by
    locked.save(update_fields=["done_at", "done_by"])
    show_commitment(locked.checkin)
    audit.record(by=by, action="commitment.complete", on=locked, at=at)


@transaction.atomic
def reopen(commitment: Commitment, *, by: Person, at: datetime) -> None:
    """Take one's own tick away again. Twice is the same as once."""
    locked = lock_commitment(commitment)
    if not policies.can_keep(by, locked):
        raise PermissionDenied
    if not locked.done_at:
        return
    locked.done_at = locked.done_by = None
    locked.save(update_fields=["done_at", "done_by"])
    show_commitment(locked.checkin)
    audit.record(by=by, action="commitment.reopen", on=locked, at=at)


@transaction.atomic
def drop(commitment: Commitment, *, by: Person, at: datetime) -> None:
    """Let it go: it is no longer needed, or was not meant so."""
    locked = lock_commitment(commitment)
    if not policies.can_drop(by, locked):
        raise PermissionDenied
    require_unsettled(locked)
    locked.dropped_at, locked.dropped_by = at, by
    locked.save(update_fields=["dropped_at", "dropped_by"])
    show_commitment(locked.checkin)
    audit.record(by=by, action="commitment.drop", on=locked, at=at)


def lock_commitment(commitment: Commitment) -> Commitment:
    found = Commitment.objects.select_for_update(of=("self",)).select_related("checkin")
    return found.get(pk=commitment.pk)


def require_unsettled(commitment: Commitment) -> None:
    if commitment.done_at:
        raise AlreadySettled(_("This was done before."))
    if commitment.dropped_at:
        raise AlreadySettled(_("This was dropped before."))


def checked(what: str) -> str:
    """Return the words of a commitment without spaces around them."""
    words = what.strip()
    if not words or len(words) > LONGEST_WHAT:
        sentence = _("Say in at most %(count)s characters what will be done.")
        filled = sentence % {"count": LONGEST_WHAT}
        raise WhatMissing(filled, fields={"what": filled})
    return words


def check_day(until: date | None, *, by: Person, at: datetime) -> None:
    """Refuse a last day that has passed where this person lives."""
    today = at.astimezone(ZoneInfo(by.time_zone)).date()
    if until and until < today:
        sentence = _("Choose today or a later day.")
        raise DayHasPassed(sentence, fields={"until": sentence})
