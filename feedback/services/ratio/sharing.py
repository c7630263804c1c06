"""People show their own exact figures to a coach, and take that back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from core import audit
from core.errors import RuleError
from feedback.models import RatioShare
from notifications.services.notify import notify


class OnlyWithACoach(RuleError):
    """Nobody was chosen, or somebody who does not coach this person now."""


class FiguresAreShared(RuleError):
    """The coach sees the figures already."""


class FiguresAreNotShared(RuleError):
    """None of these people sees the figures now."""


@transaction.atomic
def share(person: Person, *, people: Sequence[Person], at: datetime) -> list[RatioShare]:
    """Let these coaches see one's exact figures, until it is taken back or the coaching ends."""
    wanted = {one.pk: one for one in people}
    coachings = list(
        Coaching.objects.active()
        .filter(coachee=person, coach__in=wanted)
        .select_for_update(of=("self",))
        .select_related("coach")
        .order_by("pk")
    )
    check_coaches(list(wanted.values()), {coaching.coach_id for coaching in coachings})
    return [share_in(coaching, at=at) for coaching in coachings]


def check_coaches(people: Sequence[Person], coaches: set[object]) -> None:
    """Raise `OnlyWithACoach` unless somebody was chosen, and everybody chosen is a coach."""
    sentence = "" if people else _("Choose a coach to show them to.")
    for person in people:
        if person.pk not in coaches:
            words = _("%(name)s does not coach you. Exact figures are shown to a coach only.")
            sentence = words % {"name": person.called}
    if sentence:
        raise OnlyWithACoach(sentence, fields={"with": sentence})


def share_in(coaching: Coaching, *, at: datetime) -> RatioShare:
    """Write one share, and tell the coach."""
    person, coach = coaching.coachee, coaching.coach
    if RatioShare.objects.standing().filter(coaching=coaching).exists():
        sentence = _("%(name)s sees your figures already.") % {"name": coach.called}
        raise FiguresAreShared(sentence, fields={"with": sentence})
    shared = RatioShare.objects.create(coaching=coaching, shared_at=at)
    audit.record(by=person, action="ratio.share", on=shared, at=at)
    url = shared.get_absolute_url()
    notify([coach], kind="ratio.shared", subject=shared.pk, url=url, by=person, at=at)
    return shared


@transaction.atomic
def unshare(person: Person, *, people: Sequence[Person], at: datetime) -> None:
    """Take the figures back from these coaches; they see them no more."""
    shares = list(
        RatioShare.objects.standing()
        .filter(coaching__coachee=person, coaching__coach__in=people)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if not shares:
        raise FiguresAreNotShared(_("You are not showing your figures to them."))
    for shared in shares:
        shared.taken_back_at = at
        shared.save(update_fields=["taken_back_at"])
        audit.record(by=person, action="ratio.unshare", on=shared, at=at)
