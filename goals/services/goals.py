"""Propose a goal, reword it, achieve it, let it go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Unpack

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals import origins, policies
from goals.models import Goal
from goals.selectors.terms import changed, terms_of_goal
from goals.services import owners as owning
from goals.services import parents as hanging
from goals.services import proposals, wordings
from goals.services.wordings import Changes, Details, put
from goals.services.words import day_of, needed, short_enough
from notifications.services.notify import notify


class NotAgreed(RuleError):
    """Only what was agreed can be achieved."""


@transaction.atomic
def propose(
    title: str,
    *,
    why_it_matters: str,
    by: Person,
    at: datetime,
    origin: str = "",
    **details: Unpack[Details],
) -> Goal:
    """Propose a goal. Its owner is whoever proposes it, unless others are named.

    Without a kind it is collective, or personal below a personal goal. It starts today unless a
    day is given. `origin` names what it was started from (see `goals.origins`).
    """
    if not policies.can_take_part(by):
        raise PermissionDenied
    parents = details.pop("parents", [])
    owners = details.pop("owners", []) or [by]
    goal = Goal(proposed_by=by, proposed_at=at, starts_on=day_of(at, by))
    goal.kind = kind_below(parents)
    put(goal, {"title": title, "why_it_matters": why_it_matters, **details})
    goal.save(force_insert=True)
    hanging.hang(goal, parents=parents)
    owning.name(goal, owners=owners, by=by, at=at)
    owning.settle(goal, at=at)
    owning.ask(goal, by=by, at=at)
    origins.keep(origin, goal=goal, by=by, at=at)
    audit.record(by=by, action="goal.propose", on=goal, at=at)
    return goal


def kind_below(parents: Sequence[Goal]) -> str:
    """Return the kind of a goal that does not say one."""
    personal = any(parent.kind == Goal.Kind.PERSONAL for parent in parents)
    return Goal.Kind.PERSONAL if personal else Goal.Kind.COLLECTIVE


@transaction.atomic
def edit(
    goal: Goal, *, by: Person, at: datetime, version: int | None, **changes: Unpack[Changes]
) -> Goal:
    """Change a goal that is open.

    What really changes makes a new version. While the goal is not agreed, the other owners are
    asked for their yes again. Once it is, its only owner changes it by a proposal that counts as
    accepted; several owners propose. `version` is the one that was read; None asks nothing.
    """
    goal = owning.locked(goal)
    if not policies.can_steer(policies.part_of(by, goal)):
        raise PermissionDenied
    owning.refuse_if_ended(goal)
    owning.refuse_if_stale(goal, version)
    terms = wordings.wanted(goal, changes)
    wordings.check(goal, terms)
    if not changed(terms_of_goal(goal), terms):
        return goal
    if goal.agreed_at:
        return proposals.change_alone(goal, terms, by=by, at=at)
    wordings.standing(goal)
    wordings.change(goal, terms, by=by, at=at)
    wordings.write(goal, terms, version=goal.version, by=by, at=at)
    owning.ask_again(goal, by=by, at=at)
    audit.record(by=by, action="goal.edit", on=goal, at=at)
    return goal


@transaction.atomic
def leave_undated(goal: Goal, *, by: Person, at: datetime) -> Goal:
    """Say that the goal has no due day on purpose; nobody is asked for one any more."""
    goal = to_end(goal, by=by)
    if goal.wants_a_due_day:
        goal.undated_at, goal.undated_by = at, by
        goal.save(update_fields=["undated_at", "undated_by"])
        audit.record(by=by, action="goal.leave_undated", on=goal, at=at)
    return goal


@transaction.atomic
def achieve(goal: Goal, *, by: Person, at: datetime, learnt: str = "") -> Goal:
    """Say that it is reached, and what was learnt if there is something to tell."""
    goal = to_end(goal, by=by)
    if goal.agreed_at is None:
        raise NotAgreed(_("Wait until everyone named as owner has said yes. Then it is a goal."))
    goal.learnt = short_enough(learnt, field="learnt", longest=20_000)
    goal.achieved_at, goal.achieved_by = at, by
    goal.save(update_fields=["learnt", "achieved_at", "achieved_by"])
    audit.record(by=by, action="goal.achieve", on=goal, at=at)
    tell_it_ended(goal, by=by, at=at)
    return goal


@transaction.atomic
def let_go(goal: Goal, *, learnt: str, by: Person, at: datetime) -> Goal:
    """Stop pursuing it, with what was learnt."""
    goal = to_end(goal, by=by)
    sentence = _("Say what you learnt. That is what stays of a goal that was let go.")
    goal.learnt = needed(learnt, field="learnt", longest=20_000, sentence=sentence)
    goal.let_go_at, goal.let_go_by = at, by
    goal.save(update_fields=["learnt", "let_go_at", "let_go_by"])
    audit.record(by=by, action="goal.let_go", on=goal, at=at)
    tell_it_ended(goal, by=by, at=at)
    return goal


def to_end(goal: Goal, *, by: Person) -> Goal:
    """Return the goal locked, if this person may end it now."""
    goal = owning.locked(goal)
    if not policies.can_steer(policies.part_of(by, goal)):
        raise PermissionDenied
    owning.refuse_if_ended(goal)
    return goal


def tell_it_ended(goal: Goal, *, by: Person, at: datetime) -> None:
    """Tell the others who carried it."""
    notify(
        Person.objects.here().filter(pk__in=goal_carriers(goal)).exclude(pk=by.pk),
        kind="goal.ended",
        subject=goal.pk,
        url=reverse("goal", args=[goal.pk]),
        by=by,
        at=at,
    )


def goal_carriers(goal: Goal) -> set[Any]:
    """Return the ids of owners who did not say no, and of those who joined."""
    owners = goal.ownerships.filter(declined_at__isnull=True).values_list("person", flat=True)
    joined = goal.participations.current().values_list("person", flat=True)
    return {*owners, *joined}
