"""The ready library of prompts, one file for each language, the same codes in all.

A language without a file reads English.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FALLBACK = "en"


@dataclass(frozen=True)
class Ready:
    """A set of prompts of the library: for which talk it is good, and what it asks."""

    code: str
    name: str
    good_for: str
    questions: tuple[str, ...]


def known(language: str) -> str:
    """Return the language of the library for a language of the interface ("de-ch" reads "de")."""
    short = language.split("-", maxsplit=1)[0].lower()
    return short if short in languages() else FALLBACK


def ready_in(language: str) -> dict[str, Ready]:
    """Return the library by code, in this language or in English."""
    return read(known(language))


@cache
def languages() -> frozenset[str]:
    """Return the languages that have a file."""
    return frozenset(path.stem for path in HERE.glob("*.toml"))


@cache
def read(language: str) -> dict[str, Ready]:
    """Read the file of one language, once in a process."""
    words = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return {
        one["code"]: Ready(one["code"], one["name"], one["good_for"], tuple(one["questions"]))
        for one in words["set"]
    }
