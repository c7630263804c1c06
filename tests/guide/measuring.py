"""How often the rules are right: texts that people labelled, and the figures of each rule."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from core.guide import Guide, Typed
from feedback.guide import FEEDBACK_GUIDE
from goals.guide import GOAL_GUIDE

TEXTS = Path(__file__).with_name("texts")
LANGUAGES = {"en": "english", "de": "german"}
PARTS = ("before", "tuned", "after")
GOAL_FIELDS = {"title": "title", "why": "why_it_matters"}


@dataclass(frozen=True)
class Sample:
    """A short text, where it was written, and which rules should ask about it."""

    language: str
    part: str
    field: str
    expected: frozenset[str]
    text: str

    @property
    def guide(self) -> Guide:
        return GOAL_GUIDE if self.field in {*GOAL_FIELDS, "goal"} else FEEDBACK_GUIDE

    @property
    def typed(self) -> Typed:
        facts = {}
        if self.field == "praise":
            texts = {"situation": "", "behaviour": self.text}
        elif self.field == "goal":
            title, _slashes, why = self.text.partition(" // ")
            texts, facts = {"title": title, "why_it_matters": why}, {"metrics": 0, "due_on": None}
        else:
            texts = {GOAL_FIELDS.get(self.field, self.field): self.text}
        return Typed(texts, language=self.language, facts=facts)

    @property
    def found(self) -> frozenset[str]:
        """The rules that ask, those included that are off by default."""
        chosen = {rule.code: True for rule in self.guide.rules}
        return frozenset(hint.rule for hint in self.guide.read(self.typed, chosen=chosen, most=99))


def samples() -> list[Sample]:
    """Read all texts of all languages."""
    found = []
    for language, name in LANGUAGES.items():
        for part in PARTS:
            for line in (TEXTS / f"{name}_{part}.txt").read_text().splitlines():
                if line and not line.startswith("#"):
                    field, codes, text = (part.strip() for part in line.split("|", 2))
                    expected = frozenset(code.strip() for code in codes.split(",") if code)
                    found.append(Sample(language, part, field, expected, text.replace("\\n", "\n")))
    return found


@dataclass
class Figures:
    """How often a rule asked and was right, asked and was wrong, or kept silent and was wrong."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / asked if (asked := self.right + self.wrong) else 1.0

    @property
    def recall(self) -> float:
        return self.right / meant if (meant := self.right + self.missed) else 1.0

    def add(self, *, expected: bool, found: bool) -> None:
        self.right += expected and found
        self.wrong += found and not expected
        self.missed += expected and not found


def measure() -> dict[tuple[str, str, str], Figures]:
    """Return the figures by language, part ("all" for both) and rule ("all" for all)."""
    figures: dict[tuple[str, str, str], Figures] = defaultdict(Figures)
    for sample in samples():
        found = sample.found
        for code in found | sample.expected:
            for part in (sample.part, "all"):
                for rule in (code, "all"):
                    figures[sample.language, part, rule].add(
                        expected=code in sample.expected, found=code in found
                    )
    return figures


def table() -> str:
    """Write the figures as a table in Markdown."""
    figures = measure()
    rules = [rule.code for guide in (FEEDBACK_GUIDE, GOAL_GUIDE) for rule in guide.rules]
    lines = [
        "| language | rule | meant | precision | recall | meant, unseen | precision, unseen | recall, unseen |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for language in LANGUAGES:
        for code in (*(code for code in rules if code != "copied"), "all"):
            cells = (cells_of(figures[language, part, code]) for part in ("all", "after"))
            lines.append(f"| {language} | {code} | {' | '.join(cells)} |")
    return "\n".join(lines)


def cells_of(one: Figures) -> str:
    """Write how often a rule was meant, its precision and its recall; a dash for never."""
    meant, asked = one.right + one.missed, one.right + one.wrong
    precision = f"{one.precision:.2f}" if asked else "–"
    return f"{meant} | {precision} | {f'{one.recall:.2f}' if meant else '–'}"


def differences(part: str) -> list[str]:
    """Return each text of a part that the rules judge otherwise than people."""
    return [
        f"{one.language} {one.field}: {one.text!r} expected {sorted(one.expected)}, found {sorted(one.found)}"
        for one in samples()
        if one.part == part and one.found != one.expected
    ]
