"""The engine: rules and texts in, a few questions out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from core.guide.reading import language_of, made_ready
from core.guide.rules import Facts, Rule, Texts
from core.guide.wordings import Wording, load

MOST = 3  # hints at once: more are not read


@dataclass(frozen=True)
class Typed:
    """What somebody has typed: texts by field, and what is known beside them.

    A field that is not in `texts` was not come to yet. `language` is the writer's own, for texts
    too short to tell. `passed` are the rules that the writer dismissed for this text.
    """

    texts: Mapping[str, str]
    language: str
    facts: Facts = field(default_factory=dict)
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

    def read(
        self, typed: Typed, *, chosen: Mapping[str, bool] | None = None, most: int = MOST
    ) -> tuple[Hint, ...]:
        """Return the most useful hints on what was typed, at most one of each rule.

        `chosen` says which rules the writer switched on or off; else the wording says it.
        Texts in no language that has a file, or in a mixture, get no hints.
        """
        texts = {name: made_ready(text) for name, text in typed.texts.items()}
        language = language_of(texts.values(), otherwise=typed.language)
        wordings, hints = self.wordings.get(language, {}), []
        for rule in self.rules:
            wording = wordings.get(rule.code)
            if not wording or rule.code in typed.passed:
                continue
            if not (chosen or {}).get(rule.code, wording.by_default):
                continue
            if hint := hint_of(rule, wording, texts, typed.facts, language):
                hints.append(hint)
                if len(hints) == most:
                    break
        return tuple(hints)


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


SHOWN = 60  # characters of the words that a hint quotes


def hint_of(
    rule: Rule, wording: Wording, texts: Texts, facts: Facts, language: str
) -> Hint | None:
    """Return what a rule asks, if it found something."""
    finding = rule.look(rule, texts, facts, wording)
    if not finding:
        return None
    words = " ".join(finding.words.split())
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
