"""What the page asks for on which feedback is written."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import Organisation, Person
from core.prepared import Question
from feedback.selectors.learning import versed_in_improvements
from goals.models import Capability, Goal, Value


@dataclass(frozen=True)
class Named:
    """Something that feedback can be linked to."""

    pk: UUID
    name: str


@dataclass(frozen=True)
class Desk:
    """What can be linked, the goal that is, where this is read, and who writes.

    `is_new` tells that the giver has neither given an improvement nor finished the course.
    """

    capabilities: tuple[Named, ...]
    values: tuple[Named, ...]
    goal: Named | None
    organisation: str
    is_new: bool


def desk_of(giver: Person, *, goals: Sequence[UUID]) -> Desk:
    """Return all of it with one query; of the goals named, the first one that is there."""
    ((capabilities, values, linked, organisation, is_versed),) = asked_with(len(goals)).rows(
        giver.pk, *goals
    )
    return Desk(
        capabilities=named(capabilities),
        values=named(values),
        goal=next(iter(named(linked)), None),
        organisation=organisation or "",
        is_new=not is_versed,
    )


@lru_cache(maxsize=4)
def asked_with(goals: int) -> Question:
    """Return the question for a desk on which so many goals are named."""
    return Question(ask, ids=1 + goals)


def ask(person: UUID, *goals: UUID) -> "QuerySet[Any, Any]":
    giver, pair = Person(pk=person), JSONObject(pk="pk", name="name")
    capabilities = Capability.objects.adopted().by_name().values(pair=pair)
    values = Value.objects.current().in_order().values(pair=pair)
    linked = Goal.objects.visible_to(giver).filter(pk__in=goals).order_by("pk")
    names = Organisation.objects.order_by("pk").values("name")
    return (
        Person.objects.filter(pk=giver.pk)
        .annotate(
            capabilities=ArraySubquery(capabilities),
            current_values=ArraySubquery(values),
            linked=ArraySubquery(linked.values(pair=JSONObject(pk="pk", name=F("title")))[:1]),
            organisation=Subquery(names[:1]),
            is_versed=Exists(versed_in_improvements(giver)),
        )
        .values_list("capabilities", "current_values", "linked", "organisation", "is_versed")
    )


def named(pairs: Sequence[str] | None) -> tuple[Named, ...]:
    """Read what the database put together; nothing where no query was worth asking."""
    read = map(json.loads, pairs or ())
    return tuple(Named(UUID(pair["pk"]), pair["name"]) for pair in read)
