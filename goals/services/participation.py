"""Join a goal and leave it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals import policies
from goals.models import Goal, Participation
from goals.services.owners import locked, refuse_if_ended
from notifications.services.notify import notify


class NotIn(RuleError):
    """Only who joined can leave."""


@transaction.atomic
def join(goal: Goal, *, by: Person, at: datetime) -> Participation:
    """Take part. Joining twice is joining once."""
    if not policies.can_take_part(by):
        raise PermissionDenied
    goal = locked(goal)
    refuse_if_ended(goal)
    joined, is_new = Participation.objects.get_or_create(
        goal=goal, person=by, left_at=None, defaults={"joined_at": at}
    )
    if is_new:
        audit.record(by=by, action="goal.join", on=goal, at=at)
        tell_owners(joined, by=by, at=at)
    return joined


def tell_owners(joined: Participation, *, by: Person, at: datetime) -> None:
    owners = Person.objects.here().filter(
        ownerships__goal=joined.goal, ownerships__declined_at__isnull=True
    )
    notify(
        owners.exclude(pk=by.pk),
        kind="goal.joined",
        subject=joined.pk,
        url=reverse("goal", args=[joined.goal_id]),
        by=by,
        at=at,
    )


@transaction.atomic
def leave(goal: Goal, *, by: Person, at: datetime) -> None:
    """Stop taking part, whenever one likes."""
    mine = Participation.objects.current().filter(goal=goal, person=by)
    if not mine.update(left_at=at):
        raise NotIn(_("You are not in this goal."))
    audit.record(by=by, action="goal.leave", on=goal, at=at)
