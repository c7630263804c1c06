"""Propose a goal, reword it, achieve it, let it go."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals import policies
from goals.models import Goal
from goals.services import owners as owning
from goals.services import parents as hanging
from goals.services.words import day_of, needed, short_enough
from notifications.services.notify import notify

WORDS = ("title", "why_it_matters", "kind", "work", "aim", "starts_on", "due_on")


class DueBeforeStart(RuleError):
    """A goal is due after it starts."""


class NotAgreed(RuleError):
    """Only what was agreed can be achieved."""


class Details(TypedDict, total=False):
    """What a goal can say beside its title and its reason."""

    kind: str
    work: str
    aim: str
    starts_on: date | None
    due_on: date | None
    parents: Sequence[Goal]
    owners: Sequence[Person]


class Changes(Details, total=False):
    """What an owner can change."""

    title: str
    why_it_matters: str


@transaction.atomic
def propose(
    title: str, *, why_it_matters: str, by: Person, at: datetime, **details: Unpack[Details]
) -> Goal:
    """Propose a goal. Its owner is whoever proposes it, unless others are named.

    Without a kind it is collective, or personal below a personal goal. It starts today unless a
    day is given.
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

    What really changes makes a new version, and the other owners are asked for their yes again.
    `version` is the one that was read; None asks nothing.
    """
    goal = owning.locked(goal)
    if not policies.can_steer(policies.part_of(by, goal)):
        raise PermissionDenied
    owning.refuse_if_ended(goal)
    owning.refuse_if_stale(goal, version)
    before = fingerprint(goal)
    put(goal, {name: value for name, value in changes.items() if name in WORDS})
    goal.save(update_fields=WORDS)
    parents = changes.get("parents")
    hanging.hang(goal, parents=list(goal.parents.all()) if parents is None else parents)
    if "owners" in changes:
        owning.name(goal, owners=changes["owners"], by=by, at=at)
    if fingerprint(goal) != before:
        goal.version += 1
        goal.save(update_fields=["version"])
        owning.ask_again(goal, by=by, at=at)
        audit.record(by=by, action="goal.edit", on=goal, at=at)
    return goal


def put(goal: Goal, words: dict[str, Any]) -> None:
    """Write what is given into the goal, checked as far as one row can be."""
    for name, value in words.items():
        if not (name in ("starts_on", "kind") and value in (None, "")):
            setattr(goal, name, value)
    goal.title = needed(
        goal.title, field="title", longest=200, sentence=_("Say in a few words what it is.")
    )
    goal.why_it_matters = needed(
        goal.why_it_matters,
        field="why_it_matters",
        longest=20_000,
        sentence=_("Say why it matters. Others decide by this whether to join."),
    )
    if goal.due_on and goal.due_on < goal.starts_on:
        sentence = _("Choose a due day that is not before the start.")
        raise DueBeforeStart(sentence, fields={"due_on": sentence})


def fingerprint(goal: Goal) -> tuple[Any, ...]:
    """Return everything that owners say yes to."""
    parents = frozenset(goal.parentages.values_list("parent", flat=True))
    owners = frozenset(goal.ownerships.values_list("person", flat=True))
    return (*(getattr(goal, name) for name in WORDS), parents, owners)


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
