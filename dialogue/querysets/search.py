"""Full-text search in what talks hold, in every language of the interface.

Each word counts as it is written, and as English and German bend it ("Besuche" finds "Besuch");
the last one may still be unfinished. The words of each text stand in a column that PostgreSQL fills
by itself and models do not load; there is no index over them, since one's own talks are few.
"""

from typing import Any

from django.contrib.postgres.search import SearchVector, SearchVectorExact
from django.db.models import Q

from goals.querysets.search import Searchable, query_of, words_of

LANGUAGES = ("english", "german")


def vector(*fields: str) -> Any:
    """Return the words of some columns of a table that has no column of words."""
    whole: Any = SearchVector(*fields, config="simple")
    for language in LANGUAGES:
        whole = whole + SearchVector(*fields, config=language)
    return whole


def holds(words: str, *fields: str) -> Q:
    """Match a row that holds each of the words; nothing where there is no word.

    Feedback has no column of such words: of it `fields` are taken apart.
    """
    wanted = words_of(words)
    if not wanted:
        return Q(pk__in=[])
    known = vector(*fields) if fields else Searchable()
    return Q(SearchVectorExact(known, query_of(wanted)))
