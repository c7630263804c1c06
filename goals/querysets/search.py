"""Full-text search in goals, in every language of the interface.

Each word counts as it is written, and as English and German bend it ("Besuche" finds "Besuch");
the last one may still be unfinished. The words of goals stand in a column that PostgreSQL fills
by itself and models do not load.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from operator import and_
from typing import Any, Final, cast

from django.contrib.postgres.search import (
    SearchQuery,
    SearchQueryCombinable,
    SearchRank,
    SearchVectorExact,
    SearchVectorField,
)
from django.db import connection, transaction
from django.db.models import BooleanField, Func, Value
from django.db.models.functions import Upper

MOST_WORDS: Final = 8
WORD: Final = re.compile(r"[^\W_]+")


# So near a word in a title is to a word with two letters in the wrong order.
LENIENT: Final = "SELECT set_config('pg_trgm.word_similarity_threshold', '0.44', TRUE)"


class Searchable(Func):
    """The column with the words of a row, in whatever the query calls its table."""

    output_field = SearchVectorField()

    def __init__(self) -> None:
        super().__init__("pk")

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> Any:  # type: ignore[override]  # noqa: ARG002 - Django names them
        alias = self.get_source_expressions()[0].alias
        return f"{compiler.quote_name_unless_alias(alias)}.searchable", []


class Resembles(Func):
    """Whether a title holds something like a word, for a typing mistake. Ask it `leniently`."""

    output_field = BooleanField()
    template = "(%(expressions)s)"
    arg_joiner = " %%> "

    def __init__(self, word: str) -> None:
        super().__init__(Upper("title"), Upper(Value(word)))


@contextmanager
def leniently() -> Iterator[None]:
    """Let more words resemble each other until this ends; PostgreSQL is strict by itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LENIENT)
        yield


def words_of(text: str) -> list[str]:
    """Return the words of what was typed; signs between them do not count."""
    return WORD.findall(text.lower())[:MOST_WORDS]


def query_of(words: list[str]) -> SearchQueryCombinable:
    """Return what looks for all of these words."""
    parts = [
        bent(word) | exact(word, ":*" if n == len(words) else "")
        for n, word in enumerate(words, start=1)
    ]
    return cast("SearchQueryCombinable", reduce(and_, parts))


def bent(word: str) -> Any:
    return SearchQuery(word, config="english") | SearchQuery(word, config="german")


def exact(word: str, more: str) -> SearchQuery:
    return SearchQuery(f"{word}{more}", config="simple", search_type="raw")


def holds(words: list[str]) -> SearchVectorExact:
    """Whether a goal holds all of these words."""
    return SearchVectorExact(Searchable(), query_of(words))


def closeness(words: list[str]) -> SearchRank:
    """How well a goal fits: its title before its reason, whole words before bent ones."""
    return SearchRank(Searchable(), query_of(words))
