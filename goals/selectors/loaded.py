"""A goal with everything its page asks of it, in one question that is written down once."""

import json
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person, Team
from core.prepared import Question
from goals.models import Goal

SHOWN_PEOPLE: Final = 12
FIELDS: Final = [field.attname for field in Goal._meta.concrete_fields]
COUNTS: Final = ["branches", "carriers", "is_joined", "is_owned"]
TOLD: Final = ["parents_told", "joined_told"]
NAMED: Final = ["proposed_by", "achieved_by", "let_go_by"]


def ask(goal: UUID, viewer: UUID) -> "QuerySet[Any, Any]":
    person = Person(pk=viewer)
    seen = Goal.objects.visible_to(person).filter(pk=goal)
    counted = seen.with_counts().with_part_of(person).with_page_parts(joined=SHOWN_PEOPLE)
    names = [f"{role}__name" for role in (*NAMED, "team")]
    return counted.values_list(*FIELDS, *COUNTS, *TOLD, *names)


LOADED = Question(ask, UUID, UUID)


def loaded(pk: UUID, *, viewer: Person) -> Goal | None:
    """Return a goal `with_counts`, `with_part_of` the viewer, and `with_page_parts`.

    Of the people and the team it names only the names are loaded.
    """
    found = [] if viewer.has_left else LOADED.rows(pk, viewer.pk)
    return goal_of(list(found[0])) if found else None


def goal_of(row: list[Any]) -> Goal:
    values, rest = row[: len(FIELDS)], row[len(FIELDS) :]
    goal = Goal.from_db("default", FIELDS, values)
    told = [[json.loads(one) for one in many] for many in rest[len(COUNTS) : -len(NAMED) - 1]]
    for name, value in zip([*COUNTS, *TOLD], [*rest[: len(COUNTS)], *told], strict=True):
        setattr(goal, name, value)
    *names, team = rest[-len(NAMED) - 1 :]
    for role, name in zip(NAMED, names, strict=True):
        if name is not None:
            setattr(goal, role, named(Person, getattr(goal, f"{role}_id"), name))
    goal.team = named(Team, goal.team_id, team) if team is not None else None
    return goal


def named(model: Any, pk: Any, name: str) -> Any:
    """Return somebody, or a team, of whom nothing but the name is loaded."""
    return model.from_db("default", ["id", "name"], [pk, name])
