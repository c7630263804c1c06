"""Pictures of feedback that are composed of several tables."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from accounts.querysets import names_of
from core.models import Draft
from core.prepared import Question
from feedback.models import Feedback
from feedback.querysets import FeedbackQuerySet

BOXES: Final = ("received", "filed", "given", "shown", "wall")
MOST_PEOPLE: Final = 300  # in the choice of one box
DRAFT_KEY: Final = r"^feedback/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
BEGINNING: Final = 200  # characters of a draft in the list


@dataclass(frozen=True)
class DraftLine:
    """A draft in the list: for whom, what kind, and how it begins."""

    id: UUID
    people: tuple[Person, ...]
    kind: str
    beginning: str
    saved_at: datetime


def box(name: str, person: Person) -> FeedbackQuerySet:
    """Return what lies in one of a person's boxes; all but the wall for any other name."""
    match name:
        case "received":
            return Feedback.objects.received_by(person).unfiled()
        case "filed":
            return Feedback.objects.received_by(person).filed()
        case "given":
            return Feedback.objects.given_by(person)
        case "shown":
            return Feedback.objects.shown_to(person)
        case "wall":
            return Feedback.objects.on_the_wall()
    return Feedback.objects.concerning(person)


def people_in(name: str, person: Person) -> list[tuple[UUID, str]]:
    """Return whom a person can choose from in one of their boxes, by name; nobody on the wall.

    Each is an id and a name.
    """
    side = {"received": "giver", "filed": "giver", "given": "recipient", "shown": "recipient"}.get(
        name
    )
    if side is None:
        return []
    ids = box(name, person).order_by().values(side)
    people = Person.objects.filter(pk__in=ids).by_name()
    return list(people.values_list("pk", "name")[:MOST_PEOPLE])


def said_before(one: Person, other: Person) -> list[Feedback]:
    """Return the last two pieces between two people that the first one knows, newest first."""
    return SAID_BEFORE.all(one.pk, other.pk)


def ask_said_before(one: UUID, other: UUID) -> "QuerySet[Feedback]":
    sides = Person(pk=one), Person(pk=other)
    known = Feedback.objects.between(*sides).arrived_for(sides[0]).newest_first()
    told = ("kind", "behaviour", "given_at", *names_of("giver", "recipient"))
    return known.select_related("giver", "recipient").only(*told)[:2]


SAID_BEFORE = Question(ask_said_before, ids=2)


def drafts_of(person: Person) -> "QuerySet[Draft]":
    """Return the feedback that a person has begun, newest first."""
    return Draft.objects.visible_to(person).under("feedback/").filter(key__regex=DRAFT_KEY)


def draft_lines(drafts: Sequence[Draft]) -> list[DraftLine]:
    """Describe drafts, with one query for all the people in them."""
    chosen = {draft.pk: recipients_in(draft.fields) for draft in drafts}
    people = Person.objects.in_bulk({pk for ids in chosen.values() for pk in ids})
    return [
        DraftLine(
            id=UUID(draft.key.removeprefix("feedback/")),
            people=tuple(people[pk] for pk in chosen[draft.pk] if pk in people),
            kind=str(draft.fields.get("kind") or ""),
            beginning=beginning(draft.fields),
            saved_at=draft.saved_at,
        )
        for draft in drafts
    ]


def recipients_in(fields: Mapping[str, Any]) -> list[UUID]:
    """Read the ids of the people chosen; a draft may hold anything."""
    value = fields.get("recipients")
    texts = value if isinstance(value, list) else [value]
    return [UUID(text) for text in texts if re.fullmatch(r"[0-9a-f-]{36}", str(text))]


def beginning(fields: Mapping[str, Any]) -> str:
    """Return how the words begin, from the first field that has any."""
    names = ("behaviour", "situation", "impact", "recommendation")
    texts = (str(fields.get(name) or "").strip() for name in names)
    return next((text for text in texts if text), "")[:BEGINNING]
