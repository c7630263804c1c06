"""What a rule is, and the ways in which rules look at a text."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.guide.reading import Text
from core.guide.wordings import Wording

Texts = Mapping[str, Text]  # by field
Facts = Mapping[str, Any]
HOW_OFTEN = (("twice", 2), ("thrice", 3))


@dataclass(frozen=True)
class Finding:
    """Where a rule found something, and the words it is about; none where words are missing."""

    field: str
    words: str = ""


@dataclass(frozen=True)
class Rule:
    """A kind of hint: its code, its name for people, the fields it looks at, and how it looks.

    What it looks for and what it says stands in the files of wordings, under the same code.
    """

    code: str
    name: Any  # translated when it is shown
    fields: tuple[str, ...]
    look: "Callable[[Rule, Texts, Facts, Wording], Finding | None]"


def found(rule: Rule, texts: Texts, facts: Facts, wording: Wording) -> Finding | None:
    """Find the first words that match and that nothing around them excuses."""
    for field in rule.fields:
        if field in texts and (words := first_words(texts[field], wording)):
            return Finding(field, words)
    return None


def first_words(text: Text, wording: Wording) -> str:
    """Return the first words of a text that a wording is about, or nothing."""
    innocent = wording.patterns.get("unless_anywhere")
    for begin, end in matches(text, wording):
        if innocent and innocent.search(text.lower):
            return ""
        if not is_excused(text, begin, end, wording.patterns.get("unless")):
            return text.typed[begin:end].strip(" ,.;:!?\n")
    return ""


def matches(text: Text, wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield where `find` matches in lower case and `find_cased` as it was typed."""
    if find := wording.patterns.get("find"):
        yield from (match.span() for match in find.finditer(text.lower))
    if cased := wording.patterns.get("find_cased"):
        yield from (match.span() for match in cased.finditer(text.typed))


CONTEXT = 120  # characters before and after in which an excuse may begin or end


def is_excused(text: Text, begin: int, end: int, unless: re.Pattern[str] | None) -> bool:
    """Tell whether an innocent turn of phrase overlaps these words."""
    if unless is None:
        return False
    first, last = max(0, begin - CONTEXT), end + CONTEXT
    around = unless.finditer(text.lower, first, last)
    return any(one.start() < end and begin < one.end() for one in around)


def found_or_often(rule: Rule, texts: Texts, facts: Facts, wording: Wording) -> Finding | None:
    """Find what matches at all, or what matches `twice` or `thrice` in one field."""
    if finding := found(rule, texts, facts, wording):
        return finding
    for name, least in HOW_OFTEN:
        pattern = wording.patterns.get(name)
        for field in rule.fields if pattern else ():
            text = texts.get(field, Text())
            spans = [match.span() for match in pattern.finditer(text.lower)]  # type: ignore[union-attr]  # the loop is empty without one
            if len(spans) >= least:
                begin, end = spans[-1]
                return Finding(field, text.typed[begin:end].strip(" ,.;:!?\n"))
    return None


def lacking(rule: Rule, texts: Texts, facts: Facts, wording: Wording) -> Finding | None:
    """Miss what `find` matches in all of the fields, if they hold any words.

    The first field is where it belongs: what stands there must also match `only_if`. A field that
    was not sent is not missed: its writer has not come to it yet.
    """
    place = texts.get(rule.fields[0])
    written = [texts[field] for field in rule.fields if texts.get(field)]
    if place is None or not written:
        return None
    if any(wording.patterns["find"].search(text.lower) for text in written):
        return None
    if place and not wording.patterns["only_if"].search(place.lower):
        return None
    return Finding(rule.fields[0], place.typed)
