"""The ready questions of 360 rounds, one file for each language, the same codes in all.

A language without a file reads English.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
FALLBACK = "en"


@dataclass(frozen=True)
class ReadyQuestion:
    """A question of the library, worded in one language.

    `suits` holds the perspectives that usually see what it asks for; empty means all of them.
    """

    code: str
    theme: str
    wording: str
    suits: tuple[str, ...]

    def about(self, name: str) -> str:
        """Return the question as it reads about somebody who is called so."""
        return self.wording.replace("{name}", name)


def ready_in(language: str) -> dict[str, ReadyQuestion]:
    """Return the questions by code in this language ("de", "de-ch"), or in English."""
    short = language.split("-", maxsplit=1)[0].lower()
    return read(short) if short in languages() else read(FALLBACK)


def themes_in(language: str) -> list[tuple[str, list[ReadyQuestion]]]:
    """Return the names of the themes with their questions, in the order of the file."""
    themed = groupby(ready_in(language).values(), key=lambda question: question.theme)
    return [(theme, list(questions)) for theme, questions in themed]


@cache
def languages() -> frozenset[str]:
    """Return the languages that have a file."""
    return frozenset(path.stem for path in HERE.glob("*.toml"))


@cache
def read(language: str) -> dict[str, ReadyQuestion]:
    """Read the file of one language, once in a process."""
    words = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        one["code"]: ReadyQuestion(
            code=one["code"],
            theme=words["themes"][one["theme"]],
            wording=one["text"],
            suits=tuple(one.get("suits", ())),
        )
        for one in words["question"]
    }
