"""What all parts of a population know: how large, how long, who is there and with whom."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from home.population.chance import stream
from home.population.corpus import CORPORA, Corpus
from home.population.days import Days

DAYS_IN_A_YEAR = 365


@dataclass(frozen=True)
class Plan:
    """How many people, over how many years up to `at`; the same seed gives the same rows."""

    people: int
    years: int
    seed: int
    at: datetime
    is_demo: bool = False


@dataclass(slots=True)
class Somebody:
    """A person: there from day `first` on, and until the day before `end`."""

    id: str
    name: str
    tongue: str
    first: int
    end: int
    has_left: bool
    teams: list[int] = field(default_factory=list)
    coaches: list[tuple[int, str]] = field(default_factory=list)
    coachees: list[int] = field(default_factory=list)
    goals: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class World:
    """Everything made so far. Teams are lists of the numbers of their people."""

    plan: Plan
    days: Days
    people: list[Somebody] = field(default_factory=list)
    teams: list[list[int]] = field(default_factory=list)
    team_ids: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def empty(cls, plan: Plan) -> "World":
        return cls(plan, Days(plan.at, plan.years * DAYS_IN_A_YEAR))

    def chance(self, name: str) -> Random:
        """Return the chance of one part."""
        return stream(self.plan.seed, name)

    def corpus(self, somebody: Somebody) -> Corpus:
        """Return the words that this person writes with."""
        return CORPORA[somebody.tongue]

    def both(self, one: Somebody, other: Somebody) -> tuple[int, int]:
        """Return the first day on which both have settled in, and the day one of them goes."""
        return max(one.first, other.first) + 1, min(one.end, other.end)

    def colleagues(self, number: int) -> list[int]:
        """Return whom a person shares a team with, each once, in a stable order."""
        person = self.people[number]
        near = {other: None for team in person.teams for other in self.teams[team]}
        near.pop(number, None)
        return list(near)
