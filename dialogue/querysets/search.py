"""Full-text search in what talks hold, in every language of the interface.

Each word counts as it is written, and as English and German bend it ("Besuche" finds "Besuch");
the last one may still be unfinished.
"""

from typing import Any

from django.contrib.postgres.search import SearchVector, SearchVectorExact
from django.db.models import Q

from goals.querysets.search import query_of, words_of

LANGUAGES = ("english", "german")


def vector(*fields: str) -> Any:
    """Return the words of some columns; the same expression stands in their indexes."""
    whole: Any = SearchVector(*fields, config="simple")
    for language in LANGUAGES:
        whole = whole + SearchVector(*fields, config=language)
    return whole


def holds(words: str, *fields: str) -> Q:
    """Match a text that holds each of the words; nothing where there is no word."""
    wanted = words_of(words)
    if not wanted:
        return Q(pk__in=[])
    return Q(SearchVectorExact(vector(*fields), query_of(wanted)))
