"""What stays in reach while people talk: what it is all for, and what each of them learns."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject

from accounts.models import Person
from dialogue.models import CheckIn
from goals.models import Goal, Ownership, Purpose

SHOWN = 4


@dataclass(frozen=True)
class Learning:
    """An open goal that somebody set themselves in order to learn; goals are open to everybody."""

    goal: UUID
    title: str
    whose: UUID


def newest_purpose(viewer: Person) -> "QuerySet[Any, Any]":
    """The purpose of the organisation, as it is worded now."""
    return Purpose.objects.visible_to(viewer).of(None).order_by("-stated_at").values("text")[:1]


def learning_goals(checkin: CheckIn, viewer: Person) -> "QuerySet[Any, Any]":
    """Goals in order to learn that sides of this talk agreed to own, theirs own first."""
    owners = Ownership.objects.filter(
        goal=OuterRef("pk"), person__in=checkin.side_ids, agreed_at__isnull=False
    )
    whose = Cast(Subquery(owners.order_by("person").values("person")[:1]), CharField())
    goals = Goal.objects.visible_to(viewer).open().filter(aim=Goal.Aim.LEARNING)
    mine = goals.filter(
        pk__in=Ownership.objects.filter(
            person__in=checkin.side_ids, agreed_at__isnull=False
        ).values("goal")
    )
    line = JSONObject(goal=Cast("pk", CharField()), title="title", whose=whose)
    return mine.order_by("-proposed_at", "pk").annotate(line=line).values("line")[:SHOWN]


def learning_of(rows: "list[dict[str, str]]") -> tuple[Learning, ...]:
    return tuple(Learning(UUID(row["goal"]), row["title"], UUID(row["whose"])) for row in rows)
