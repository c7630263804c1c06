"""The subject shows the report to somebody, and takes that back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from core import audit
from feedback.models import Round, RoundShare
from feedback.policies.rounds import can_read_round_report
from feedback.querysets.rounds import RoundShareQuerySet
from feedback.services.rounds.locks import RELEASED, lock_in
from feedback.services.shares import CannotShare, NotShared
from notifications.services.notify import notify

SHARED = "feedback.round_shared"


@transaction.atomic
def share(about: Round, *, people: Sequence[Person], by: Person, at: datetime) -> list[RoundShare]:
    """Let these people read the report until it is taken back; a coach while they coach."""
    locked = lock_in(about, *RELEASED, by=by)
    people = list({person.pk: person for person in people}.values())
    check_people(locked, people)
    coachings = Coaching.objects.active().filter(coachee=by, coach__in=people)
    relations = {coaching.coach_id: coaching for coaching in coachings}
    # Shares that ended with a coaching are closed, so that new ones can stand beside them.
    open_shares(locked, people).update(taken_back_at=at, taken_back_by=by)
    return [
        share_with(locked, person, coaching=relations.get(person.pk), by=by, at=at)
        for person in people
    ]


def share_with(
    about: Round, person: Person, *, coaching: Coaching | None, by: Person, at: datetime
) -> RoundShare:
    """Write one share and tell this person."""
    shared = RoundShare.objects.create(
        round=about, with_person=person, coaching=coaching, shared_at=at, shared_by=by
    )
    audit.record(by=by, action="round.share", on=shared, at=at)
    url = about.get_absolute_url()
    notify([person], kind=SHARED, subject=shared.pk, url=url, by=by, at=at)
    return shared


@transaction.atomic
def unshare(about: Round, *, people: Sequence[Person], by: Person, at: datetime) -> None:
    """Take the report back from these people; they read it no more."""
    locked = lock_in(about, *RELEASED, by=by)
    shares = list(open_shares(locked, people))
    if not shares:
        raise NotShared(_("You are not sharing this with them."))
    open_shares(locked, people).update(taken_back_at=at, taken_back_by=by)
    for shared in shares:
        audit.record(by=by, action="round.unshare", on=shared, at=at)


def open_shares(about: Round, people: Sequence[Person]) -> RoundShareQuerySet:
    """Shares with these people that were not taken back."""
    return RoundShare.objects.filter(
        round=about, with_person__in=people, taken_back_at__isnull=True
    )


def check_people(about: Round, people: Sequence[Person]) -> None:
    """Raise `CannotShare` unless each of them is here and does not read it yet."""
    sentence = "" if people else _("Choose whom to share it with.")
    for person in people:
        if person.has_left:
            sentence = _("Choose somebody else. %(name)s has left.") % {"name": person.name}
        elif can_read_round_report(person, about):
            sentence = _("%(name)s can read this already.") % {"name": person.name}
    if sentence:
        raise CannotShare(sentence, fields={"with": sentence})
