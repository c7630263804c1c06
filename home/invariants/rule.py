"""One thing that must hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A fact about the data, and the query that finds rows against it."""

    fact: str
    query: str
