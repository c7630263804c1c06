"""Coaching: asked for or offered, accepted by the other side, ended by either."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Coaching, Person
from core import audit
from core.errors import RuleError


class CoachingOneself(RuleError):
    """Nobody coaches themselves."""


class AlreadyAsked(RuleError):
    """There is an open relation between the two."""


class AlreadyAnswered(RuleError):
    """The question was answered before."""


@transaction.atomic
def ask(coach: Person, *, coachee: Person, by: Person, at: datetime) -> Coaching:
    """Ask somebody to coach oneself, or offer to coach somebody; the other one accepts."""
    if by.pk not in (coach.pk, coachee.pk):
        raise PermissionDenied
    if coach.pk == coachee.pk:
        raise CoachingOneself(_("Choose somebody else. Nobody coaches themselves."))
    if coach.has_left or coachee.has_left:
        raise RuleError(_("This person has left the organisation."))
    Person.objects.select_for_update().filter(pk__in=[coach.pk, coachee.pk]).order_by("pk").first()
    open_ones = Coaching.objects.filter(coach=coach, coachee=coachee, ended_at__isnull=True)
    if open_ones.exists():
        raise AlreadyAsked(_("The two of you have an open coaching relation or question already."))
    coaching = Coaching.objects.create(coach=coach, coachee=coachee, asked_by=by, asked_at=at)
    audit.record(by=by, action="coaching.ask", on=coaching, at=at)
    return coaching


@transaction.atomic
def accept(coaching: Coaching, *, by: Person, at: datetime) -> None:
    """Say yes; from now on the coach reads what the coachee's choices let coaches read."""
    coaching = Coaching.objects.select_for_update(of=("self",)).get(pk=coaching.pk)
    if not policies.can_accept(by, coaching):
        raise PermissionDenied
    if coaching.accepted_at or coaching.ended_at:
        raise AlreadyAnswered(_("This question was answered before."))
    coaching.accepted_at, coaching.accepted_by = at, by
    coaching.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(by=by, action="coaching.accept", on=coaching, at=at)


@transaction.atomic
def end(coaching: Coaching, *, by: Person, at: datetime) -> None:
    """End it, or decline or take back the question; reading ends with the next request."""
    coaching = Coaching.objects.select_for_update(of=("self",)).get(pk=coaching.pk)
    if not policies.can_read_coaching(by, coaching):
        raise PermissionDenied
    if coaching.ended_at:
        raise AlreadyAnswered(_("This coaching relation has ended before."))
    coaching.ended_at, coaching.ended_by = at, by
    coaching.save(update_fields=["ended_at", "ended_by"])
    audit.record(by=by, action="coaching.end", on=coaching, at=at)
