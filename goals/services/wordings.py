"""What a goal says: checked, written, and kept when it changes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from accounts.models import Person, Team
from core.errors import RuleError
from goals.models import Goal, Wording
from goals.selectors.terms import WORDS, Terms, plain, terms_of_goal
from goals.services import owners as owning
from goals.services import parents as hanging
from goals.services.words import needed


class DueBeforeStart(RuleError):
    """A goal is due after it starts."""


class Details(TypedDict, total=False):
    """What a goal can say beside its title and its reason."""

    kind: str
    work: str
    aim: str
    starts_on: date | None
    due_on: date | None
    team: Team | None
    parents: Sequence[Goal]
    owners: Sequence[Person]


class Changes(Details, total=False):
    """What can be changed of a goal."""

    title: str
    why_it_matters: str


def put(goal: Goal, words: Mapping[str, Any]) -> None:
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
    if goal.due_on:
        goal.undated_at = goal.undated_by = None


def wanted(goal: Goal, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the goal would say with these changes; the rules of words are checked."""
    draft = Goal(**plain(goal))
    lists = {name: value for name, value in changes.items() if name in ("parents", "owners")}
    put(draft, {name: value for name, value in changes.items() if name not in lists})
    ids = {name: frozenset(one.pk for one in value) for name, value in lists.items()}
    return {**terms_of_goal(goal), **plain(draft), **ids}


def check(goal: Goal, terms: Terms) -> None:
    """Refuse parents and owners that the goal could not have."""
    hanging.refuse_odd_parents(goal, terms["parents"], kind=terms["kind"])
    there = set(goal.ownerships.values_list("person", flat=True))
    new = Person.objects.filter(pk__in=terms["owners"] - there)
    owning.refuse_odd_owners(len(terms["owners"]), list(new))


def change(goal: Goal, terms: Terms, *, by: Person, at: datetime) -> None:
    """Let the goal say this from now on, as its next version."""
    put(goal, {name: terms[name] for name in WORDS})
    goal.version += 1
    goal.save(update_fields=[*plain(goal), "undated_at", "undated_by", "version"])
    hanging.hang(goal, parents=list(Goal.objects.filter(pk__in=terms["parents"])))
    people = list(Person.objects.filter(pk__in=terms["owners"]))
    owning.name(goal, owners=people, by=by, at=at)


def standing(goal: Goal) -> Wording:
    """Return the wording that stands, kept from now on if it was not yet."""
    kept = Wording.objects.filter(goal=goal, version=goal.version).first()
    if kept:
        return kept
    told = goal.version == 1  # who wrote a later version in place is not known any more
    at, by = (goal.proposed_at, goal.proposed_by) if told else (None, None)
    return write(goal, terms_of_goal(goal), version=goal.version, by=by, at=at)


def write(
    goal: Goal, terms: Terms, *, version: int | None, by: Person | None, at: datetime | None
) -> Wording:
    """Keep a wording; without a version it is only proposed."""
    words = {name: terms[name] for name in WORDS}
    kept = Wording.objects.create(goal=goal, version=version, written_by=by, written_at=at, **words)
    kept.parents.set(terms["parents"])
    kept.owners.set(terms["owners"])
    return kept
