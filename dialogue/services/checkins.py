"""A talk is planned, moved or skipped, and cancelled when what it was planned for has ended."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from core import audit
from core.errors import RuleError
from dialogue.models import CheckIn, PromptTemplate
from dialogue.selectors.pairs import messages_for
from dialogue.services import agenda, groups
from dialogue.services.locks import lock_open
from dialogue.services.when import check_moment, check_template, tell_others

LONGEST_REASON = 500


class NobodyToTalkTo(RuleError):
    """The other side is oneself, or has left."""


class ReasonMissing(RuleError):
    """A talk is skipped with a reason."""


@transaction.atomic
def plan(
    other: Person,
    *,
    by: Person,
    at: datetime,
    planned_at: datetime,
    template: PromptTemplate | None = None,
) -> CheckIn:
    """Plan a talk of `by` and the other outside of any rhythm, now or in the future.

    Where one coaches the other, it is a talk of that coaching; else they talk as peers.
    """
    check_other_side(other, by=by)
    check_moment(planned_at, at)
    check_template(template, by=by)
    coaching = coaching_of(by, other)
    person, partner = (coaching.coachee, coaching.coach) if coaching else (by, other)
    checkin = CheckIn.objects.create(
        coaching=coaching,
        person=person,
        partner=partner,
        template=template or PromptTemplate.objects.usual(),
        planned_at=planned_at,
        created_at=at,
        created_by=by,
        **messages_for(person, partner, coaching, planned_at=planned_at),
    )
    agenda.carry_over([checkin], at=at)
    audit.record(by=by, action="checkin.plan", on=checkin, at=at)
    tell_others(checkin, kind="checkin.planned", by=by, at=at)
    return checkin


@transaction.atomic
def move(checkin: CheckIn, *, by: Person, at: datetime, planned_at: datetime) -> None:
    """Move an open talk to another moment; what reminds of it moves along."""
    locked = lock_open(checkin, by=by)
    check_moment(planned_at, at)
    if planned_at == locked.planned_at:
        return
    locked.planned_at = planned_at
    locked.times_moved += 1
    told: dict[str, datetime | None] = {}
    if locked.is_group:
        groups.remind(locked)
    else:
        told = messages_for(locked.person, locked.partner, locked.coaching, planned_at=planned_at)
    for column, moment in told.items():
        setattr(locked, column, moment)
    locked.save(update_fields=["planned_at", "times_moved", *told])
    audit.record(by=by, action="checkin.move", on=locked, at=at)
    tell_others(locked, kind="checkin.moved", by=by, at=at)


@transaction.atomic
def skip(checkin: CheckIn, *, by: Person, at: datetime, reason: str) -> None:
    """Skip an open talk and say why; only its sides read the reason."""
    locked = lock_open(checkin, by=by)
    reason = reason.strip()
    if not reason:
        sentence = _("Say in a few words why you skip this talk.")
        raise ReasonMissing(sentence, fields={"reason": sentence})
    if len(reason) > LONGEST_REASON:
        sentence = _("Say it in at most %(count)s characters.") % {"count": LONGEST_REASON}
        raise ReasonMissing(sentence, fields={"reason": sentence})
    locked.skipped_at, locked.skipped_by, locked.skip_reason = at, by, reason
    locked.save(update_fields=["skipped_at", "skipped_by", "skip_reason"])
    agenda.carry_on(locked, at=at)
    audit.record(by=by, action="checkin.skip", on=locked, at=at)
    tell_others(locked, kind="checkin.skipped", by=by, at=at)


@transaction.atomic
def cancel_left_behind(*, at: datetime) -> int:
    """Cancel open talks whose coaching has ended or of which a side has left; say how many.

    The actor is whoever ended the coaching or closed the account. Can run again at any time.
    """
    actor = CheckIn.objects.filter(pk=OuterRef("pk")).values(
        actor=Coalesce("coaching__ended_by", "person__left_by", "partner__left_by", "person_id")
    )
    left_behind = CheckIn.objects.left_behind().select_for_update(of=("self",))
    ids = [checkin.pk for checkin in left_behind.only("pk")]
    CheckIn.objects.filter(pk__in=ids).update(cancelled_at=at, cancelled_by=Subquery(actor))
    if ids:
        audit.record(by=None, action="checkin.cancel", at=at, words=str(len(ids)))
    return len(ids)


def check_other_side(other: Person, *, by: Person) -> None:
    """Two people are needed, and both have to be here."""
    if other.pk == by.pk:
        sentence = _("Choose somebody else. A check-in is a talk of two people.")
        raise NobodyToTalkTo(sentence, fields={"with": sentence})
    if other.has_left:
        sentence = _("This person has left the organisation.")
        raise NobodyToTalkTo(sentence, fields={"with": sentence})


def coaching_of(one: Person, other: Person) -> Coaching | None:
    """The coaching of two people; if each coaches the other, the one that coaches the first."""
    active = Coaching.objects.active().with_people()
    as_coachee = active.filter(coach=other, coachee=one).first()
    return as_coachee or active.filter(coach=one, coachee=other).first()
