"""Search: the places in one's own talks that hold some words.

Each source is read through its own `visible_to`, so search finds no more than the pages show.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from accounts.models import Person
from dialogue.models import AgendaPoint, Answer, CheckIn, Commitment, PrivateNote
from dialogue.querysets.checkins import words_in

LONGEST_QUERY = 200
AROUND = 70  # characters before and after the word that was found
SOURCES = ("notes", "commitments", "agenda", "answers", "private")


@dataclass(frozen=True)
class Place:
    """Words that were found in a talk, with those around them."""

    source: str
    talk: UUID
    at: datetime
    url: str
    other: Person
    before: str
    hit: str
    after: str


def search(
    viewer: Person, words: str, *, other: Person | None = None, only: str = ""
) -> QuerySet[Any, Any]:
    """Return the places, newest first, as rows for `places_of`; every word has to be in a text."""
    words = words[:LONGEST_QUERY]
    talks = CheckIn.objects.visible_to(viewer)
    if other is not None:
        talks = talks.between(viewer, other)
    shared = talks.read_in_full_by(viewer).filter(words_in("notes", words))
    found = {
        "notes": rows(shared, "notes", "notes", ""),
        "commitments": rows(
            Commitment.objects.visible_to(viewer).filter(words_in("what", words)),
            "commitments", "what", "checkin__", talks,
        ),
        "agenda": rows(
            AgendaPoint.objects.visible_to(viewer).filter(words_in("text", words)),
            "agenda", "text", "checkin__", talks,
        ),
        "answers": rows(
            Answer.objects.visible_to(viewer).filter(words_in("text", words)),
            "answers", "text", "preparation__checkin__", talks,
        ),
        "private": rows(
            PrivateNote.objects.visible_to(viewer).filter(words_in("text", words)),
            "private", "text", "checkin__", talks,
        ),
    }  # fmt: skip
    first, *rest = [found[name] for name in chosen_sources(only)]
    return first.union(*rest, all=True).order_by("-moment", "talk")


def chosen_sources(only: str) -> tuple[str, ...]:
    """Talks are all sources but commitments; without a choice it is all of them."""
    if only == "commitments":
        return ("commitments",)
    if only == "checkins":
        return tuple(name for name in SOURCES if name != "commitments")
    return SOURCES


def rows(
    found: QuerySet[Any, Any],
    source: str,
    field: str,
    prefix: str,
    talks: QuerySet[CheckIn] | None = None,
) -> QuerySet[Any, Any]:
    """Give every source the same columns: source, talk, moment, both sides, text."""
    if talks is not None:
        found = found.filter(**{f"{prefix.removesuffix('__')}__in": talks})
    annotated: QuerySet[Any, Any] = (
        found.order_by()
        .annotate(
            source=Value(source, output_field=CharField()),
            talk=F(f"{prefix}pk"),
            moment=F(f"{prefix}talk_at"),
            side=F(f"{prefix}person"),
            other_side=F(f"{prefix}partner"),
            words=Cast(field, TextField()),
        )
        .values_list("source", "talk", "moment", "side", "other_side", "words")
    )
    return annotated


def places_of(
    viewer: Person, found: Iterable[tuple[str, UUID, datetime, UUID, UUID, str]], words: str
) -> list[Place]:
    """Turn one page of rows into places, with the other side of each talk."""
    page = list(found)
    others = {one if one != viewer.pk else other for _s, _t, _m, one, other, _w in page}
    people = Person.objects.in_bulk(others)
    return [
        Place(
            source,
            talk,
            moment,
            reverse("checkin", args=[talk]),
            people[one if one != viewer.pk else other],
            *passage(text, words),
        )
        for source, talk, moment, one, other, text in page
    ]


def passage(text: str, words: str) -> tuple[str, str, str]:
    """Cut out the first place where one of the words stands: what is before it, it, and after."""
    folded = text.casefold()
    same_length = len(folded) == len(text)
    found = [
        (folded.find(word.casefold()), word) for word in words.split() if word.casefold() in folded
    ]
    if not found or not same_length:
        return text[: 2 * AROUND], "", ""
    start, word = min(found)
    end = start + len(word.casefold())
    before = text[max(0, start - AROUND) : start]
    return ("…" if start > AROUND else "") + before, text[start:end], text[end : end + AROUND]
