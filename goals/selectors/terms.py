"""All that a goal says, as values that can be compared: what owners say yes to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from goals.models import Goal, Wording

WORDS = ("title", "why_it_matters", "kind", "work", "aim", "starts_on", "due_on", "team_id")
LISTS = ("parents", "owners")

# What a goal says by name: plain values, and sets of ids for what it hangs on and who owns it.
Terms = Mapping[str, Any]


def plain(said: Goal | Wording) -> dict[str, Any]:
    """Return what stands in one row."""
    return {name: getattr(said, name) for name in WORDS}


def terms_of_goal(goal: Goal) -> dict[str, Any]:
    """Return all that the goal says now."""
    parents = frozenset(goal.parentages.values_list("parent", flat=True))
    owners = frozenset(goal.ownerships.values_list("person", flat=True))
    return {**plain(goal), "parents": parents, "owners": owners}


def terms_of(wording: Wording) -> dict[str, Any]:
    """Return all that a wording says."""
    lists: dict[str, frozenset[UUID]] = {
        "parents": frozenset(parent.pk for parent in wording.parents.all()),
        "owners": frozenset(owner.pk for owner in wording.owners.all()),
    }
    return {**plain(wording), **lists}


def changed(before: Terms, after: Terms) -> list[str]:
    """Return the names of what differs, in the order of the form."""
    return [name for name in (*WORDS, *LISTS) if before[name] != after[name]]


def merged(base: Terms, now: Terms, wanted: Terms) -> dict[str, Any]:
    """Return what stands now with what somebody changed in the base.

    Who was added or taken off a list is added or taken off what stands; of two words for one
    thing, those of the proposal are taken, since its readers decide.
    """
    words = {name: wanted[name] if wanted[name] != base[name] else now[name] for name in WORDS}
    lists = {
        name: (now[name] | (wanted[name] - base[name])) - (base[name] - wanted[name])
        for name in LISTS
    }
    return {**words, **lists}
