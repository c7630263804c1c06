"""Pictures of feedback that are composed of several tables."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet

from accounts.models import Person
from accounts.querysets import names_of
from core.models import Draft
from core.prepared import Question, rows
from feedback.models import Feedback
from feedback.querysets import FeedbackQuerySet

BOXES: Final = ("received", "filed", "given", "shown", "wall")
ON_A_PAGE: Final = 25
MOST_PEOPLE: Final = 300  # in the choice of one box
MOST_COUNTED: Final = 1_000  # people whose pieces are counted one by one
DRAFT_KEY: Final = r"^feedback/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
BY_NAME: Final = """
SELECT id, name FROM accounts_person WHERE id = ANY(%s::uuid[]) ORDER BY search_key, id LIMIT %s
"""
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


@dataclass(frozen=True)
class Others:
    """Whom a person can choose from in one of their boxes, by name: each an id and a name.

    `pieces` counts all that lies in the box; None where nobody was counted, as on the wall.
    """

    people: list[tuple[UUID, str]]
    pieces: int | None


def others_in(name: str, person: Person) -> Others:
    """Return whose pieces lie in a box; the same walk through it counts them."""
    if name not in OTHERS or person.has_left:
        return Others([], None)
    found = dict(OTHERS[name].rows(person.pk))
    is_all = len(found) < MOST_COUNTED
    named = rows(BY_NAME, [list(found), MOST_PEOPLE]) if found else []
    return Others(
        people=[(pk, called) for pk, called in named],
        pieces=sum(found.values()) if is_all else None,
    )


def ask_others(name: str, side: str, viewer: UUID) -> "QuerySet[Any, Any]":
    """Count without names: PostgreSQL would look up everybody's to put pieces in their order."""
    pieces = box(name, Person(pk=viewer)).order_by()
    counted: QuerySet[Any, Any] = pieces.values(side).annotate(number=Count("pk"))
    return counted.values_list(side, "number").order_by("-number", side)[:MOST_COUNTED]


def newest_in(name: str, person: Person) -> list[Feedback]:
    """Return the first page of one of the boxes that `others_in` counts, unfiltered."""
    return NEWEST[name].all(person.pk)


def ask_newest(name: str, viewer: UUID) -> "QuerySet[Feedback]":
    pieces = box(name, Person(pk=viewer)).for_lists().with_named_values()
    return pieces.newest_first()[:ON_A_PAGE]


SIDES: Final = {"received": "giver", "filed": "giver", "given": "recipient", "shown": "recipient"}
OTHERS: Final = {
    name: Question(partial(ask_others, name, side), ids=1) for name, side in SIDES.items()
}
NEWEST: Final = {name: Question(partial(ask_newest, name), ids=1) for name in SIDES}


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
