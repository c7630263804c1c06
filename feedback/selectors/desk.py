"""What the page asks for on which feedback is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Subquery
from django.db.models.functions import JSONObject

from accounts.models import Organisation, Person
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
    pair = JSONObject(pk="pk", name="name")
    capabilities = Capability.objects.adopted().by_name().values(pair=pair)
    values = Value.objects.current().in_order().values(pair=pair)
    linked = Goal.objects.visible_to(giver).filter(pk__in=goals).order_by("pk")
    names = Organisation.objects.order_by("pk").values("name")
    row = (
        Person.objects.filter(pk=giver.pk)
        .annotate(
            capabilities=ArraySubquery(capabilities),
            current_values=ArraySubquery(values),
            linked=ArraySubquery(linked.values(pair=JSONObject(pk="pk", name=F("title")))[:1]),
            organisation=Subquery(names[:1]),
            is_versed=Exists(versed_in_improvements(giver)),
        )
        .values("capabilities", "current_values", "linked", "organisation", "is_versed")
        .get()
    )
    return Desk(
        capabilities=named(row["capabilities"]),
        values=named(row["current_values"]),
        goal=next(iter(named(row["linked"])), None),
        organisation=row["organisation"] or "",
        is_new=not row["is_versed"],
    )


def named(pairs: Sequence[dict[str, Any]] | None) -> tuple[Named, ...]:
    """Read what the database put together; nothing where no query was worth asking."""
    return tuple(Named(UUID(pair["pk"]), pair["name"]) for pair in pairs or ())
