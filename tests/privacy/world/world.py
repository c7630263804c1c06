"""Everybody and every thing of the privacy statement, by name, kind and state."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

MEMBERS = frozenset({"ada", "ben", "cleo", "dora", "finn", "root", "tess"})
NOBODY: frozenset[str] = frozenset()
EVERYBODY = MEMBERS | {"yann", "stranger"}  # yann has left; the stranger has not signed in


def people(names: str) -> frozenset[str]:
    """Return the names, or all members for "members"."""
    return MEMBERS if names == "members" else frozenset(names.split())


class World:
    """Everybody by name, every thing by kind and state, and who reads which canary."""

    def __init__(self, cast: SimpleNamespace, now: datetime) -> None:
        vars(self).update(vars(cast))
        self.now = now
        self.things: dict[str, dict[str, Any]] = {}  # kind -> state -> thing
        self.readers: dict[str, dict[str, frozenset[str]]] = {}  # kind -> state -> who reads it
        self.writers: dict[tuple[str, str], frozenset[str]] = {}  # where fewer write than read
        self.canaries: dict[str, frozenset[str]] = {}  # word -> who reads it

    def ago(self, **span: float) -> datetime:
        return self.now - timedelta(**span)

    def add(self, kind: str, state: str, thing: Any, names: str, writers: str | None = None) -> Any:
        """Name a thing, and who may read it: for everybody else it does not exist."""
        if writers is not None:
            self.writers[kind, state] = people(writers)
        self.things.setdefault(kind, {})[state] = thing
        self.readers.setdefault(kind, {})[state] = people(names)
        return thing

    def word(self, name: str, names: str) -> str:
        """Return a canary that nobody may see but these people."""
        canary = f"Qxcanary{name.replace('_', '')}Zk"
        self.canaries[canary] = people(names)
        return canary

    def key(self, kind: str, state: str) -> str:
        """Return what stands in an address for this thing."""
        thing = self.things[kind][state]
        return str(getattr(thing, "pk", thing))

    def writes(self, kind: str, state: str) -> frozenset[str]:
        """Return who may write this thing, where that differs from who reads it."""
        return self.writers.get((kind, state), MEMBERS)

    def states(self, kind: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield each state of a kind of thing, with those who may read it."""
        yield from self.readers[kind].items()
