"""A coachee chooses what a new coach starts from, and takes it back at any time."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Coaching, Person
from core import audit
from core.errors import RuleError, StaleVersion
from dialogue.models import Commitment, HandedOver, Handover
from goals.models import Goal
from notifications.services.notify import notify, settle

SHARED = "handover.shared"
LONGEST = 4000


def own_open_commitments(person: Person) -> "list[Commitment]":
    """What somebody said they would do and wrote down themselves: own words alone."""
    rows = Commitment.objects.visible_to(person).open().filter(who=person, made_by=person)
    return list(rows.order_by("until", "made_at", "pk")[:100])


@transaction.atomic
def hand_over(
    coaching: Coaching,
    *,
    by: Person,
    at: datetime,
    words: str,
    commitments: Collection[UUID],
    goals: Collection[UUID],
    shows_agreements: bool,
    version: int,
) -> Handover:
    """Show it to this coach, in place of what was shown before (`version`; 0: nothing yet).

    Whatever of the ids is no open commitment in one's own words, or no goal of one's own, is
    refused. Raises `StaleVersion` when another tab saved in between.
    """
    coaching = (
        Coaching.objects.select_for_update(of=("self",)).select_related("coach").get(pk=coaching.pk)
    )
    if by.pk != coaching.coachee_id:
        raise PermissionDenied
    if not coaching.is_active:
        raise RuleError(_("This is shown to somebody who coaches you now."))
    words = words.replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise RuleError(_("This is too long. Where you stand now is enough."))
    before = Handover.objects.filter(coaching=coaching).first()
    if version != (before.version if before else 0):
        current = before.version if before else 0
        raise StaleVersion(_("This was changed in another tab. Both are here."), current=current)
    things = own_things(by, commitments, goals)
    kept, _is_new = Handover.objects.update_or_create(
        coaching=coaching,
        defaults={
            "words": words,
            "shows_agreements": shows_agreements,
            "version": version + 1,
            "shared_at": at,
            "taken_back_at": None,
        },
    )
    HandedOver.objects.filter(handover=kept).delete()
    for thing in things:
        thing.handover = kept
    HandedOver.objects.bulk_create(things)
    audit.record(by=by, action="handover.share", on=coaching, at=at)
    address = f"/coachings/{coaching.pk}/handover/"
    notify([coaching.coach], kind=SHARED, subject=coaching.pk, url=address, by=by, at=at)
    return kept


def own_things(
    person: Person, commitments: Collection[UUID], goals: Collection[UUID]
) -> list[HandedOver]:
    """Return what was chosen; raises RuleError where it is not somebody's own."""
    own = {one.pk: one for one in own_open_commitments(person)}
    carried = Goal.objects.owned_by(Person.objects.filter(pk=person.pk))
    found = {goal.pk: goal for goal in carried.filter(pk__in=goals)}
    if not set(commitments) <= own.keys() or not set(goals) <= found.keys():
        raise RuleError(_("Choose among your own open commitments and goals."))
    things = [HandedOver(commitment=own[pk]) for pk in dict.fromkeys(commitments)]
    return things + [HandedOver(goal=found[pk]) for pk in dict.fromkeys(goals)]


@transaction.atomic
def take_handover_back(coaching: Coaching, *, by: Person, at: datetime) -> None:
    """From the next request on the coach reads nothing of it; one's own words stay with oneself."""
    if by.pk != coaching.coachee_id:
        raise PermissionDenied
    shown = Handover.objects.filter(coaching=coaching, taken_back_at__isnull=True)
    if shown.update(taken_back_at=at):
        audit.record(by=by, action="handover.take_back", on=coaching, at=at)
        settle(coaching.pk, kinds=[SHARED], at=at)
