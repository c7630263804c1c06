"""Search: the places in one's own talks that hold some words.

Each source is read through its own `visible_to`, so search finds no more than the pages show.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, CharField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from accounts.models import Person
from core.addresses import address
from core.prepared import Question, in_bulk, plain_words
from dialogue.models import AgendaPoint, Answer, CheckIn, Commitment, Participant, PrivateNote
from dialogue.querysets.search import holds
from dialogue.selectors.names import called
from feedback.models import Feedback
from goals.querysets.search import words_of

LONGEST_QUERY = 200
ENDING = 3  # letters that a language puts to a word
AROUND = 70  # characters before and after the word that was found
TALKS = ("notes", "agenda", "answers", "private")
PARTS = ("situation", "behaviour", "impact", "recommendation")  # of feedback
SOURCES = (*TALKS, "commitments", "feedback")
CHOSEN = {"checkins": TALKS, "commitments": ("commitments",), "feedback": ("feedback",)}


@dataclass(frozen=True)
class Place:
    """Words that were found in a talk (or in feedback, then `talk` is its id), and those around."""

    source: str
    talk: UUID
    at: datetime
    url: str
    called: str
    before: str
    hit: str
    after: str


def search(
    viewer: Person, words: str, *, other: Person | None = None, only: str = ""
) -> QuerySet[Any, Any]:
    """Return the places, newest first, as rows for `places_of`; every word has to be in a text.

    Feedback belongs to the history with one person; over all talks it has a search of its own.
    """
    words = words[:LONGEST_QUERY]
    talks = CheckIn.objects.visible_to(viewer)
    if other is not None:
        talks = talks.between(viewer, other)
    shared = talks.read_in_full_by(viewer).filter(holds(words))
    found = {
        "notes": rows(shared, "notes", "notes", ""),
        "commitments": rows(
            Commitment.objects.visible_to(viewer).filter(holds(words)),
            "commitments", "what", "checkin__", talks,
        ),
        "agenda": rows(
            AgendaPoint.objects.visible_to(viewer).filter(holds(words)),
            "agenda", "text", "checkin__", talks,
        ),
        "answers": rows(
            Answer.objects.visible_to(viewer).filter(holds(words)),
            "answers", "text", "preparation__checkin__", talks,
        ),
        "private": rows(
            PrivateNote.objects.visible_to(viewer).filter(holds(words)),
            "private", "text", "checkin__", talks,
        ),
    }  # fmt: skip
    if other is not None:
        found["feedback"] = feedback_rows(viewer, other, words)
    first, *rest = [found[name] for name in chosen_sources(only) if name in found]
    return first.union(*rest, all=True).order_by("-moment", "talk", "source", "words")


def newest(
    viewer: Person, words: str, *, most: int, other: Person | None = None, only: str = ""
) -> "Sequence[tuple[Any, ...]]":
    """Return the newest `most` of what `search` finds.

    For a few plain words the question is written once: Django needs longer for it than PostgreSQL.
    """
    plain = plain_words(words)
    if viewer.has_left or not plain:
        return list(search(viewer, words, other=other, only=only)[:most])
    question = asked_for(len(plain), other is not None, only if only in CHOSEN else "", most)
    return question.rows(*(one.pk for one in (viewer, other) if one), *plain)


@lru_cache(maxsize=16)
def asked_for(words: int, between: bool, only: str, most: int) -> Question:
    """Return the question for so many words, in the talks with everybody or with one person."""

    def ask(viewer: UUID, *values: Any) -> "QuerySet[Any, Any]":
        other, texts = (Person(pk=values[0]), values[1:]) if between else (None, values)
        return search(Person(pk=viewer), " ".join(texts), other=other, only=only)[:most]

    return Question(ask, ids=2 if between else 1, texts=words)


def chosen_sources(only: str) -> tuple[str, ...]:
    """Talks are several sources, commitments and feedback one each; without a choice it is all."""
    return CHOSEN.get(only, SOURCES)


def feedback_rows(viewer: Person, other: Person, words: str) -> QuerySet[Any, Any]:
    """Feedback between the two, in the columns of `rows`, with its parts as one text."""
    parts = [F(name) for name in PARTS]
    spaced = [piece for part in parts for piece in (part, Value(" "))][:-1]
    annotated: QuerySet[Any, Any] = (
        Feedback.objects.visible_to(viewer)
        .between(viewer, other)
        .order_by()
        .annotate(
            source=Value("feedback", output_field=CharField()),
            talk=F("pk"),
            moment=F("given_at"),
            side=F("giver"),
            other_side=F("recipient"),
            words=Concat(*spaced, output_field=TextField()),
        )
        .filter(holds(words, *PARTS))
        .values_list("source", "talk", "moment", "side", "other_side", "words")
    )
    return annotated


def rows(
    found: QuerySet[Any, Any],
    source: str,
    field: str,
    prefix: str,
    talks: QuerySet[CheckIn] | None = None,
) -> QuerySet[Any, Any]:
    """Give every source the same columns: source, talk, moment, both sides, text."""
    if talks is not None:
        found = found.filter(is_one_of(f"{prefix}pk", talks))
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


def is_one_of(field: str, talks: QuerySet[CheckIn]) -> Func:
    """Say that a talk is one of these, as `= ANY(ARRAY(...))`.

    PostgreSQL then collects one's own talks first and looks up their texts. With a plain IN it
    may believe the words to be rare, and read the texts of everybody to find them.
    """
    ids = Func(ArraySubquery(talks.order_by().values("pk")), function="ANY")
    return Func(
        F(field),
        ids,
        template="%(expressions)s",
        arg_joiner=" = ",
        output_field=BooleanField(),
    )


def places_of(
    viewer: Person, found: Iterable[tuple[str, UUID, datetime, UUID, UUID | None, str]], words: str
) -> list[Place]:
    """Turn one page of rows into places, and say with whom each talk was."""
    page = list(found)
    others = {pk for _s, _t, _m, *sides, _w in page for pk in sides if pk}
    people = in_bulk(Person, list(others))
    alone = {talk for _s, talk, _m, _one, other, _w in page if other is None}
    names = called_by_talk(alone, viewer)
    return [
        Place(
            source,
            talk,
            moment,
            address("feedback_piece" if source == "feedback" else "checkin")(talk),
            names[talk] if other is None else people[one if one != viewer.pk else other].called,
            *passage(text, words),
        )
        for source, talk, moment, one, other, text in page
    ]


def called_by_talk(talks: set[UUID], viewer: Person) -> dict[UUID, str]:
    """How talks of groups, and reflections, are called; no query where there are none."""
    names = dict.fromkeys(talks, _("A reflection of your own"))
    people = Participant.objects.with_people().select_related("checkin").filter(checkin__in=talks)
    groups: dict[UUID, list[Participant]] = {}
    for one in people.defer("checkin__notes").order_by("added_at", "pk") if talks else ():
        groups.setdefault(one.checkin_id, []).append(one)
    for pk, there in groups.items():
        talk = there[0].checkin
        talk.group = tuple(there)
        names[pk] = called(talk, viewer)
    return names


def passage(text: str, words: str) -> tuple[str, str, str]:
    """Cut out the first place where one of the words stands: what is before it, it, and after."""
    folded = text.casefold()
    same_length = len(folded) == len(text)
    found = [place for word in words_of(words) if (place := place_of(word, folded))]
    if not found or not same_length:
        return text[: 2 * AROUND], "", ""
    start, word = min(found)
    end = start + len(word)
    before = text[max(0, start - AROUND) : start]
    return ("…" if start > AROUND else "") + before, text[start:end], text[end : end + AROUND]


def place_of(word: str, folded: str) -> tuple[int, str] | None:
    """Find a word, or what is left of it when its ending is taken off: "visits" marks "visit"."""
    word = word.casefold()
    for length in range(len(word), max(len(word) - ENDING, 2), -1):
        if (start := folded.find(word[:length])) >= 0:
            return start, word[:length]
    return None
