"""What a rule is, and the ways in which rules look at a text."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.guide.reading import Text
from core.guide.wordings import Wording

HOW_OFTEN = (("twice", 2), ("thrice", 3))
CONTEXT = 120  # characters before and after some words in which an excuse may begin or end
EDGES = " ,.;:!?\n"  # which no quotation needs


@dataclass(frozen=True)
class Finding:
    """Where a rule found something, and the words it is about; none where words are missing."""

    field: str
    words: str = ""


@dataclass(frozen=True)
class Look:
    """What a rule looks at: the texts by field, what is known beside them, and its own wording.

    A field that is not among the texts was not come to yet.
    """

    fields: tuple[str, ...]
    texts: Mapping[str, Text]
    facts: Mapping[str, Any]
    wording: Wording

    @property
    def written(self) -> list[tuple[str, Text]]:
        """The fields of the rule that hold words, in its order."""
        return [(name, text) for name in self.fields if (text := self.texts.get(name))]

    def pattern(self, name: str) -> re.Pattern[str]:
        return self.wording.patterns[name]


@dataclass(frozen=True)
class Rule:
    """A kind of hint: its code, its name for people, the fields it looks at, and how it looks.

    What it looks for and what it says stands in the files of wordings, under the same code.
    """

    code: str
    name: Any  # translated when it is shown
    fields: tuple[str, ...]
    check: Callable[[Look], Finding | None]


def found(look: Look) -> Finding | None:
    """Find the first words that match and that nothing around them excuses."""
    for field, text in look.written:
        if words := first_words(text, look.wording):
            return Finding(field, words)
    return None


def first_words(text: Text, wording: Wording) -> str:
    """Return the first words of a text that a wording is about, or nothing."""
    innocent = wording.patterns.get("unless_anywhere")
    for begin, end in matches(text, wording):
        if innocent and innocent.search(text.lower):
            return ""
        if not is_excused(text, begin, end, wording.patterns.get("unless")):
            return text.typed[begin:end]
    return ""


def matches(text: Text, wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield where `find` matches in lower case and `find_cased` as it was typed."""
    if find := wording.patterns.get("find"):
        yield from (match.span() for match in find.finditer(text.lower))
    if cased := wording.patterns.get("find_cased"):
        yield from (match.span() for match in cased.finditer(text.typed))


def is_excused(text: Text, begin: int, end: int, unless: re.Pattern[str] | None) -> bool:
    """Tell whether an innocent turn of phrase overlaps these words."""
    if unless is None:
        return False
    around = unless.finditer(text.lower, max(0, begin - CONTEXT), end + CONTEXT)
    return any(one.start() < end and begin < one.end() for one in around)


def found_or_often(look: Look) -> Finding | None:
    """Find what matches at all, or what matches `twice` or `thrice` in one field."""
    return found(look) or next(found_often(look), None)


def found_often(look: Look) -> Iterator[Finding]:
    """Yield the last of each that matches often enough in one field."""
    for name, least in HOW_OFTEN:
        for field, text in look.written:
            spans = [match.span() for match in look.pattern(name).finditer(text.lower)]
            if len(spans) >= least:
                begin, end = spans[-1]
                yield Finding(field, text.typed[begin:end])


def lacking(look: Look) -> Finding | None:
    """Miss what `find` matches in all of the fields, if they hold any words.

    The first field is where it belongs: what stands there must also match `only_if`. A field that
    was not come to is not missed.
    """
    place = look.texts.get(look.fields[0])
    if place is None or not look.written:
        return None
    if any(look.pattern("find").search(text.lower) for _field, text in look.written):
        return None
    if place and not look.pattern("only_if").search(place.lower):
        return None
    return Finding(look.fields[0], place.typed)
