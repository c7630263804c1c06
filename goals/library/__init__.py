"""The ready library: capabilities to begin with, one file for each language, the same slugs in all.

A language without a file reads English.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FALLBACK = "en"


@dataclass(frozen=True)
class Ready:
    """A capability of the library, worded in one language; levels are names with behaviour."""

    slug: str
    name: str
    description: str
    levels: tuple[tuple[str, str], ...]


def ready_in(language: str) -> dict[str, Ready]:
    """Return the library by slug in this language ("de", "de-ch"), or in English."""
    short = language.split("-", maxsplit=1)[0].lower()
    return read(short) if short in languages() else read(FALLBACK)


@cache
def languages() -> frozenset[str]:
    """Return the languages that have a file."""
    return frozenset(path.stem for path in HERE.glob("*.toml"))


@cache
def read(language: str) -> dict[str, Ready]:
    """Read the file of one language, once in a process."""
    words = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return {one["slug"]: worded(one, words["levels"]) for one in words["capability"]}


def worded(one: dict[str, Any], names: list[str]) -> Ready:
    """Return one entry; its levels take the names that the file gives once for all."""
    return Ready(
        slug=str(one["slug"]),
        name=str(one["name"]),
        description=str(one["description"]),
        levels=tuple(zip(names, one["levels"], strict=True)),
    )
