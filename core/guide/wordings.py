"""What a rule looks for and says in one language, read from a file of that language."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PLACE = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True)
class Wording:
    """One rule in one language.

    `patterns` are named: `find` is what a rule looks for, `unless` what makes a find innocent where
    it stands, `unless_anywhere` what makes the whole text innocent. All are made for text in lower
    case with one blank between words. `by_default` is False for what was measured as too often
    wrong.
    """

    question: str
    reason: str
    before: str
    after: str
    by_default: bool = True
    patterns: dict[str, re.Pattern[str]] = field(default_factory=dict)


def load(path: Path) -> dict[str, Wording]:
    """Read a file of wordings: lists of words under `lists`, and one table for each rule.

    In a pattern `<name>` stands for any word of the list with that name. A list may use others
    that stand before it.
    """
    content = tomllib.loads(path.read_text())
    lists: dict[str, str] = {}
    for name, words in content.pop("lists", {}).items():
        lists[name] = one_of([filled(word, lists) for word in words])
    return {code: wording(table, lists) for code, table in content.items()}


def wording(table: dict[str, Any], lists: dict[str, str]) -> Wording:
    """Build the wording of one rule; every list of texts in its table is a pattern."""
    patterns = {
        name: re.compile(one_of([filled(pattern, lists) for pattern in value]))
        for name, value in table.items()
        if isinstance(value, list)
    }
    texts = {name: value for name, value in table.items() if not isinstance(value, list)}
    return Wording(patterns=patterns, **texts)


def filled(pattern: str, lists: dict[str, str]) -> str:
    """Put the lists into a pattern."""
    return PLACE.sub(lambda place: lists[place[1]], pattern)


def one_of(patterns: list[str]) -> str:
    """Return a pattern that matches what any of these matches."""
    return f"(?:{'|'.join(patterns)})"
