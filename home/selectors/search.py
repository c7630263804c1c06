"""Search over everything that somebody may read: people, goals, feedback, and own talks.

Each part asks the app it belongs to, through its own `visible_to`, so that nothing is found here
that the pages would not show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from accounts.models import Person
from core.prepared import Question, plain_words
from dialogue.selectors import places
from dialogue.selectors.places import Place
from feedback.models import Feedback
from goals.models import Goal

GROUPS = ("people", "goals", "feedback", "dialogue")
FEW = 5  # of each group on the first page
ON_A_PAGE = 20
COUNTED = 1000  # nobody leafs further; more words find it


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `has_more` when there is more than is shown."""

    name: str
    found: Sequence[Any]
    has_more: bool = False


class Leaves(Paginator):  # type: ignore[type-arg]  # generic for the checker alone
    """Pages that count no further than anybody leafs."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows[:COUNTED].count())


def found_in(name: str, person: Person, words: str) -> QuerySet[Any, Any]:
    """Return what one group holds for these words, in the order in which it is shown."""
    match name:
        case "people":
            return Person.objects.visible_to(person).here().matching(words).by_name()
        case "goals":
            return Goal.objects.visible_to(person).matching(words).newest_first()
        case "feedback":
            return own_feedback(person, words)
    return places.search(person, words)


def own_feedback(person: Person, words: str) -> "QuerySet[Feedback]":
    """What I received, gave, or was shown; each way by its own index, then united."""
    ways = (
        Feedback.objects.received_by(person),
        Feedback.objects.given_by(person),
        Feedback.objects.shown_to(person),
    )
    ids = [way.matching_among_few(words).order_by().values("pk") for way in ways]
    mine = Feedback.objects.visible_to(person).filter(pk__in=ids[0].union(*ids[1:]))
    return mine.for_lists().newest_first()


def overview(person: Person, words: str) -> list[Group]:
    """Return the first few of every group that holds something."""
    groups = []
    for name in GROUPS:
        found = first_found(name, person, words)
        shown = ready(name, person, found[:FEW], words)
        groups.append(Group(name, shown, has_more=len(found) > FEW))
    return [group for group in groups if group.found]


def first_found(name: str, person: Person, words: str) -> Sequence[Any]:
    """Return the first few of a group, and one more if there is; mostly for one or two words."""
    if name == "dialogue":
        return places.newest(person, words, most=FEW + 1)
    plain = plain_words(words)
    if person.has_left or name != "feedback" or not plain:
        return list(found_in(name, person, words)[: FEW + 1])
    found: list[Feedback] = asked_for(len(plain)).all(person.pk, *plain)
    return found


@cache
def asked_for(words: int) -> Question:
    """Return the question for feedback with so many words: to write it takes longer than to ask."""

    def ask(viewer: UUID, *texts: str) -> "QuerySet[Feedback]":
        return own_feedback(Person(pk=viewer), " ".join(texts))[: FEW + 1]

    return Question(ask, ids=1, texts=words)


def leaf(
    name: str, person: Person, words: str, number: str, size: int = ON_A_PAGE
) -> "tuple[Group, Page[Any]]":
    """Return one page of one group."""
    pages = Leaves(found_in(name, person, words), size)
    page = pages.get_page(number)
    return Group(name, ready(name, person, list(page), words)), page


def ready(
    name: str, person: Person, rows: Sequence[Any], words: str
) -> Sequence[Any] | list[Place]:
    """Turn rows into what is shown; of talks only the passage around the words."""
    return places.places_of(person, rows, words) if name == "dialogue" and rows else rows
