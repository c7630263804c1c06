"""Coaching: asked for or offered, accepted by the other side, ended by either."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Coaching, Person
from core import audit, outbox
from core.errors import RuleError

PAGE = "/coachings/"
# A question taken back simply goes, and its nudge with it.
NUDGES = {"end": "coaching.ended", "decline": "coaching.declined", "take_back": ""}


class CoachingOneself(RuleError):
    """Nobody coaches themselves."""


class SomebodyLeft(RuleError):
    """One of the two is not in the organisation any more."""


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
    refuse_if_somebody_left(coach, coachee)
    open_ones = Coaching.objects.filter(coach=coach, coachee=coachee, ended_at__isnull=True)
    if open_ones.exists():
        raise AlreadyAsked(_("The two of you have an open coaching relation or question already."))
    coaching = Coaching.objects.create(coach=coach, coachee=coachee, asked_by=by, asked_at=at)
    audit.record(by=by, action="coaching.ask", on=coaching, at=at)
    kind = "coaching.asked" if by.pk == coachee.pk else "coaching.offered"
    outbox.tell([coaching.other_side(by)], kind=kind, subject=coaching.pk, url=PAGE, by=by, at=at)
    return coaching


def refuse_if_somebody_left(coach: Person, coachee: Person) -> None:
    """Lock both people, in one order for everybody, and look whether they are still here."""
    both = Person.objects.filter(pk__in=[coach.pk, coachee.pk]).order_by("pk")
    if any(person.has_left for person in both.select_for_update(of=("self",))):
        raise SomebodyLeft(_("This person has left the organisation."))


def locked(coaching: Coaching) -> Coaching:
    """Return the relation as it stands, held until the transaction ends."""
    return Coaching.objects.with_people().select_for_update(of=("self",)).get(pk=coaching.pk)


@transaction.atomic
def accept(coaching: Coaching, *, by: Person, at: datetime) -> Coaching:
    """Say yes; from now on the coach reads what the coachee's choices let coaches read."""
    coaching = locked(coaching)
    if not policies.can_accept(by, coaching):
        raise PermissionDenied
    if coaching.accepted_at or coaching.ended_at:
        raise AlreadyAnswered(_("This question was answered before."))
    refuse_if_somebody_left(coaching.coach, coaching.coachee)
    coaching.accepted_at, coaching.accepted_by = at, by
    coaching.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(by=by, action="coaching.accept", on=coaching, at=at)
    outbox.tell(
        [coaching.asked_by], kind="coaching.accepted", subject=coaching.pk, url=PAGE, by=by, at=at
    )
    return coaching


@transaction.atomic
def end(coaching: Coaching, *, by: Person, at: datetime) -> Coaching:
    """End it, or decline or take back the question; reading ends with the next request."""
    coaching = locked(coaching)
    if not policies.can_read_coaching(by, coaching):
        raise PermissionDenied
    if coaching.ended_at:
        raise AlreadyAnswered(_("This coaching relation has ended before."))
    coaching.ended_at, coaching.ended_by = at, by
    coaching.save(update_fields=["ended_at", "ended_by"])
    verb = way_of_ending(coaching, by)
    audit.record(by=by, action=f"coaching.{verb}", on=coaching, at=at)
    if kind := NUDGES[verb]:
        outbox.tell(
            [coaching.other_side(by)], kind=kind, subject=coaching.pk, url=PAGE, by=by, at=at
        )
    return coaching


def way_of_ending(coaching: Coaching, by: Person) -> str:
    """Name what ending means here: `end`, or of an open question `take_back` or `decline`."""
    if coaching.accepted_at:
        return "end"
    return "take_back" if coaching.asked_by_id == by.pk else "decline"
