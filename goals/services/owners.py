"""Owners: who is named, who said yes, and when a goal is agreed."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError, StaleVersion
from goals import policies
from goals.models import Goal, OwnerAnswer, Ownership
from notifications.services.notify import notify

MOST = 50


class GoalHasEnded(RuleError):
    """A goal that was achieved or let go is not changed any more."""


class NobodyOwnsIt(RuleError):
    """A goal has at least one owner."""


class TooManyOwners(RuleError):
    """Where everybody owns something, nobody does."""


class OwnerHasLeft(RuleError):
    """Somebody who left cannot be named."""


def locked(goal: Goal) -> Goal:
    """Return the goal as it stands now, and let nobody else decide about it meanwhile."""
    return Goal.objects.select_for_update(no_key=True).get(pk=goal.pk)


def refuse_if_ended(goal: Goal) -> None:
    if not goal.is_open:
        raise GoalHasEnded(_("This goal has ended. Propose a new one to go on."))


def refuse_if_stale(goal: Goal, version: int | None) -> None:
    """`version` is the one that was read; None asks nothing."""
    if version is not None and version != goal.version:
        sentence = _("This goal was changed while you were reading. Read it again, then decide.")
        raise StaleVersion(sentence, current=goal.version)


@transaction.atomic
def agree(goal: Goal, *, by: Person, at: datetime, version: int | None = None) -> Goal:
    """Say yes to owning the goal as it is worded; the last yes makes it agreed."""
    goal = locked(goal)
    was_agreed, mine = goal.agreed_at, to_answer(goal, by=by, version=version)
    said = mine.answer
    mine.agreed_at, mine.declined_at = at, None
    mine.save(update_fields=["agreed_at", "declined_at"])
    settle(goal, at=at)
    completes = goal.agreed_at is not None and was_agreed is None
    if said != "yes":
        OwnerAnswer.objects.create(
            goal=goal, person=by, says_yes=True, completes=completes, version=goal.version, at=at
        )
    audit.record(by=by, action="goal.agree", on=goal, at=at)
    return goal


@transaction.atomic
def decline(goal: Goal, *, by: Person, at: datetime, version: int | None = None) -> Goal:
    """Say no. The goal stays proposed until it is reworded or names others."""
    goal = locked(goal)
    mine = to_answer(goal, by=by, version=version)
    said = mine.answer
    mine.agreed_at, mine.declined_at = None, at
    mine.save(update_fields=["agreed_at", "declined_at"])
    settle(goal, at=at)
    if said != "no":
        OwnerAnswer.objects.create(
            goal=goal, person=by, says_yes=False, version=goal.version, at=at
        )
    audit.record(by=by, action="goal.decline", on=goal, at=at)
    return goal


def to_answer(goal: Goal, *, by: Person, version: int | None) -> Ownership:
    """Return the row of the one who answers."""
    mine = policies.part_of(by, goal)
    if mine.ownership is None or not policies.can_answer(mine):
        raise PermissionDenied
    refuse_if_ended(goal)
    refuse_if_stale(goal, version)
    return mine.ownership


def settle(goal: Goal, *, at: datetime) -> None:
    """Keep `agreed_at` true: everyone named who is still here has said yes."""
    answers = list(goal.ownerships.still_here().values_list("agreed_at", flat=True))
    agreed = bool(answers) and all(answers)
    goal.agreed_at = (goal.agreed_at or at) if agreed else None
    goal.save(update_fields=["agreed_at"])


def name(goal: Goal, *, owners: Sequence[Person], by: Person, at: datetime) -> None:
    """Let exactly these people be named; whoever names themselves has said yes by that."""
    wanted = {owner.pk: owner for owner in owners}
    there = set(goal.ownerships.values_list("person", flat=True))
    new = [owner for pk, owner in wanted.items() if pk not in there]
    refuse_odd_owners(len(wanted), new)
    goal.ownerships.exclude(person__in=wanted).delete()
    Ownership.objects.bulk_create(
        Ownership(
            goal=goal,
            person=owner,
            named_by=by,
            named_at=at,
            agreed_at=at if owner.pk == by.pk else None,
        )
        for owner in new
    )


def refuse_odd_owners(count: int, new: Sequence[Person]) -> None:
    """Refuse none, too many, and people who have left."""
    sentence, error = "", RuleError
    if not count:
        sentence, error = _("Name at least one owner, such as yourself."), NobodyOwnsIt
    elif count > MOST:
        sentence = _("Name at most %(most)s owners. Everybody else can join.") % {"most": MOST}
        error = TooManyOwners
    elif any(owner.has_left for owner in new):
        sentence, error = _("Name somebody else. One of them has left."), OwnerHasLeft
    if sentence:
        raise error(sentence, fields={"owners": sentence})


def ask(goal: Goal, *, by: Person, at: datetime) -> None:
    """Tell everyone named who has not answered this version that their answer is waited for."""
    waiting = Person.objects.here().filter(ownerships__in=goal.ownerships.unanswered())
    notify(
        waiting.exclude(pk=by.pk),
        kind="goal.named",
        subject=goal.pk,
        slot=f"v{goal.version}",
        url=reverse("goal", args=[goal.pk]),
        by=by,
        at=at,
    )


def others(goal: Goal, by: Person) -> "QuerySet[Person]":
    """Return the other owners who are here and did not say no."""
    named = goal.ownerships.filter(declined_at__isnull=True)
    return Person.objects.here().filter(ownerships__in=named).exclude(pk=by.pk)


def ask_new(goal: Goal, *, by: Person, at: datetime) -> None:
    """A change was accepted: a yes stays, and whoever has not said it is asked."""
    goal.ownerships.filter(declined_at__isnull=False).update(declined_at=None)
    settle(goal, at=at)
    ask(goal, by=by, at=at)


def ask_again(goal: Goal, *, by: Person, at: datetime) -> None:
    """The words have changed: every other answer was to other words and is asked for again."""
    goal.ownerships.exclude(person=by).update(agreed_at=None, declined_at=None)
    goal.ownerships.filter(person=by).update(agreed_at=at, declined_at=None)
    settle(goal, at=at)
    ask(goal, by=by, at=at)
