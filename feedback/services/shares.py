"""Recipients show what they received to somebody, and take that back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from core import audit
from core.errors import RuleError
from feedback import policies
from feedback.models import Feedback, Share
from notifications.services.notify import notify


class CannotShare(RuleError):
    """Nobody was chosen, or somebody who has left or reads it already."""


class NotShared(RuleError):
    """It is not shown to this person now."""


@transaction.atomic
def share(feedback: Feedback, *, people: Sequence[Person], by: Person, at: datetime) -> list[Share]:
    """Let these people read it; a coach for as long as they coach, others until taken back."""
    people = list({person.pk: person for person in people}.values())
    lock(feedback, by=by)
    check_people(feedback, people)
    relations = {
        coaching.coach_id: coaching
        for coaching in Coaching.objects.active().filter(coachee=by, coach__in=people)
    }
    close_ended(feedback, people, by=by, at=at)
    return [
        share_with(feedback, person, coaching=relations.get(person.pk), by=by, at=at)
        for person in people
    ]


def share_with(
    feedback: Feedback, person: Person, *, coaching: Coaching | None, by: Person, at: datetime
) -> Share:
    """Write one share and tell this person."""
    shared = Share.objects.create(
        feedback=feedback, with_person=person, coaching=coaching, shared_at=at, shared_by=by
    )
    audit.record(by=by, action="feedback.share", on=shared, at=at)
    url = feedback.get_absolute_url()
    notify([person], kind="feedback.shared", subject=shared.pk, url=url, by=by, at=at)
    return shared


@transaction.atomic
def unshare(feedback: Feedback, *, people: Sequence[Person], by: Person, at: datetime) -> None:
    """Take back from these people what was shown to them; they read it no more."""
    lock(feedback, by=by)
    shares = list(
        Share.objects.filter(feedback=feedback, taken_back_at__isnull=True, with_person__in=people)
    )
    if not shares:
        raise NotShared(_("You are not sharing this with them."))
    for shared in shares:
        take_back(shared, by=by, at=at)
        audit.record(by=by, action="feedback.unshare", on=shared, at=at)


def take_back(shared: Share, *, by: Person, at: datetime) -> None:
    """End one share."""
    shared.taken_back_at, shared.taken_back_by = at, by
    shared.save(update_fields=["taken_back_at", "taken_back_by"])


def close_ended(feedback: Feedback, people: Sequence[Person], *, by: Person, at: datetime) -> None:
    """Close shares that ended with a coaching, so that a new one can stand beside them."""
    for shared in Share.objects.filter(
        feedback=feedback, with_person__in=people, taken_back_at__isnull=True
    ):
        take_back(shared, by=by, at=at)


def lock(feedback: Feedback, *, by: Person) -> None:
    """Lock the piece, for its recipient only."""
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if not policies.owns(by, locked):
        raise PermissionDenied


def check_people(feedback: Feedback, people: Sequence[Person]) -> None:
    """Raise `CannotShare` unless each of them is here and does not read it yet."""
    sentence = "" if people else _("Choose whom to share it with.")
    for person in people:
        if person.has_left:
            sentence = _("Choose somebody else. %(name)s has left.") % {"name": person.name}
        elif policies.can_read(person, feedback):
            sentence = _("%(name)s can read this already.") % {"name": person.name}
    if sentence:
        raise CannotShare(sentence, fields={"with": sentence})
