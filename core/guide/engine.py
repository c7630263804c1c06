"""The engine: rules and texts in, a few questions out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from core.guide.reading import language_of, made_ready
from core.guide.rules import EDGES, Finding, Look, Rule
from core.guide.wordings import Wording, load

MOST = 3  # hints at once: more are not read
SHOWN = 60  # characters of the words that a hint quotes


@dataclass(frozen=True)
class Typed:
    """What somebody has typed: texts by field, and what is known beside them.

    A field that is not in `texts` was not come to yet. `language` is the writer's own, for texts
    too short to tell. `passed` are the rules that the writer dismissed for this text.
    """

    texts: Mapping[str, str]
    language: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    passed: Sequence[str] = ()


@dataclass(frozen=True)
class Hint:
    """A question about somebody's words, with its reason and an example; never a refusal.

    `words` are the writer's own, cut short; empty where words are missing. `language` is that of
    the text, of the question and of all else that is said.
    """

    rule: str
    field: str
    words: str
    question: str
    reason: str
    before: str
    after: str
    language: str


@dataclass(frozen=True)
class Guide:
    """The rules of one kind of text, most useful first, and the folder of their wordings."""

    rules: tuple[Rule, ...]
    folder: Path

    @cached_property
    def wordings(self) -> dict[str, dict[str, Wording]]:
        """Return the wordings by language and rule. A language is a file: `en.toml`."""
        return {path.stem: load(path) for path in sorted(self.folder.glob("*.toml"))}

    @property
    def usual(self) -> dict[str, bool]:
        """Return of every rule whether it asks by itself, in any language."""
        return {
            rule.code: any(
                words[rule.code].by_default
                for words in self.wordings.values()
                if rule.code in words
            )
            for rule in self.rules
        }

    def explain(self, language: str) -> list[tuple[Rule, Wording]]:
        """Return every rule with its wording in this language, or else in English."""
        wordings = self.wordings.get(language, self.wordings["en"])
        return [(rule, wordings[rule.code]) for rule in self.rules if rule.code in wordings]

    def read(
        self, typed: Typed, *, chosen: Mapping[str, bool] | None = None, most: int = MOST
    ) -> tuple[Hint, ...]:
        """Return the most useful hints on what was typed, at most one of each rule.

        `chosen` says which rules the writer switched on or off; else the wording says it.
        Texts in no language that has a file, or in a mixture, get no hints.
        """
        return tuple(islice(self.hints(typed, chosen or {}), most))

    def hints(self, typed: Typed, chosen: Mapping[str, bool]) -> Iterator[Hint]:
        """Yield hints, most useful first; a rule looks only once its turn comes."""
        texts = {name: made_ready(text) for name, text in typed.texts.items()}
        language = language_of(texts.values(), otherwise=typed.language)
        wordings = self.wordings.get(language, {})
        for rule in self.rules:
            wording = wordings.get(rule.code)
            if wording and rule.code not in typed.passed:
                asks = chosen.get(rule.code, wording.by_default)
                look = Look(rule.fields, texts, typed.facts, wording)
                if asks and (finding := rule.check(look)):
                    yield hint_of(rule, finding, wording, language)


def hint_of(rule: Rule, finding: Finding, wording: Wording, language: str) -> Hint:
    """Put a finding into a question."""
    words = " ".join(finding.words.split()).strip(EDGES)
    return Hint(
        rule=rule.code,
        field=finding.field,
        words=words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…",
        question=wording.question,
        reason=wording.reason,
        before=wording.before,
        after=wording.after,
        language=language,
    )
