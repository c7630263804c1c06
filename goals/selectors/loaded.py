"""A goal with everything its page asks of it, in one question that is written down once."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import Person, Team
from core.prepared import Question
from goals.models import Comment, Goal, Metric, Ownership

SHOWN_PEOPLE: Final = 12
FIELDS: Final = [field.attname for field in Goal._meta.concrete_fields]
COUNTS: Final = ["branches", "carriers", "is_joined", "is_owned"]
TOLD: Final = ["parents_told", "joined_told", "owners_told"]
NAMED: Final = ["proposed_by", "achieved_by", "let_go_by"]


def ask(goal: UUID, viewer: UUID) -> "QuerySet[Any, Any]":
    person = Person(pk=viewer)
    seen = Goal.objects.visible_to(person).filter(pk=goal)
    counted = seen.with_counts().with_part_of(person).with_page_parts(joined=SHOWN_PEOPLE)
    named = Ownership.objects.filter(goal=OuterRef("pk")).with_people()
    owner = JSONObject(**{name: name for name in OWNER}, **PERSON)
    counted = counted.annotate(owners_told=ArraySubquery(named.values(told=owner)))
    names = [f"{role}__name" for role in (*NAMED, "team")]
    return counted.values_list(*FIELDS, *COUNTS, *TOLD, *names)


LOADED = Question(ask, 2)
OWNER: Final = [field.attname for field in Ownership._meta.concrete_fields]
PERSON: Final = {"name": "person__name", "left_at": "person__left_at"}
SAID: Final = [field.attname for field in Comment._meta.concrete_fields]
FIGURE: Final = [field.attname for field in Metric._meta.concrete_fields]
FIGURES = Question(
    lambda goal: (
        Metric.objects.filter(goal=goal, retired_at__isnull=True)
        .oldest_first()
        .values_list(*FIGURE, "keeper__name")
    ),
    1,
)


def loaded(pk: UUID, *, viewer: Person) -> Goal | None:
    """Return a goal `with_counts`, `with_part_of` the viewer, and `with_page_parts`.

    Of the people and the team it names only the names are loaded.
    """
    found = [] if viewer.has_left else LOADED.rows(pk, viewer.pk)
    return goal_of(list(found[0])) if found else None


def owners_of(goal: Goal) -> tuple[Ownership, ...]:
    """Return who is named as owner of a goal that was `loaded`, those named first in front."""
    return tuple(ownership_of(dict(told)) for told in getattr(goal, "owners_told", []))


def ownership_of(told: dict[str, Any]) -> Ownership:
    """Return an ownership from what JSON made of it."""
    for name, value in told.items():
        if value is not None and name.endswith("_at"):
            told[name] = datetime.fromisoformat(value)
        elif value is not None and name.endswith("_id"):
            told[name] = UUID(value)
    one = Ownership.from_db("default", OWNER, [told[name] for name in OWNER])
    values = [one.person_id, told["name"], told["left_at"]]
    one.person = Person.from_db("default", ["id", "name", "left_at"], values)
    return one


def numbers_of(goal: Goal) -> list[Metric]:
    """Return the numbers of a goal that are in use, with the names of those who keep them."""
    found = []
    for row in FIGURES.rows(goal.pk):
        metric = Metric.from_db("default", FIGURE, row[:-1])
        metric.goal = goal
        if row[-1] is not None:
            metric.keeper = named(Person, metric.keeper_id, row[-1])
        found.append(metric)
    return found


@lru_cache(maxsize=16)
def said_on(start: int, count: int) -> Question:
    """Return the question for a page of comments, the newest first."""

    def ask_said(goal: UUID) -> "QuerySet[Any, Any]":
        anybody_here = Person()
        said = Comment.objects.visible_to(anybody_here).filter(goal=goal)
        newest = said.order_by("-at", "-pk").values_list(*SAID, "author__name")
        return newest[start : start + count]

    return Question(ask_said, 1)


def comments_on(goal: Goal, *, viewer: Person, start: int, count: int) -> list[Comment]:
    """Return what is said about a goal, the newest first, with the names of the authors."""
    found = [] if viewer.has_left else said_on(start, count).rows(goal.pk)
    return [comment_of(row) for row in found]


def comment_of(row: tuple[Any, ...]) -> Comment:
    said = Comment.from_db("default", SAID, row[:-1])
    said.author = named(Person, said.author_id, row[-1])
    return said


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
