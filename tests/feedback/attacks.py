"""Colleagues who pool all they know try to find out from the ratio who told whom what.

The played organisations have teams of nine. The attackers are teammates of a giver, and want to
know whether that giver gave an improvement to the one teammate who does not talk to them. They are
as strong as can be: they know by which chances the world was made, and the habits these can have,
and guess what is more probable given everything they know (Bayes). So no other rule guesses better.

The gain of a publication is how many more guesses are right with it than without, in percentage
points. Two controls must be caught: exact numbers instead of bands, and a live ratio, which ticks
on the day of a talk.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from math import comb
from typing import Any

from feedback.bands import bands_of, joined_bands, place_of
from feedback.services import ratio
from feedback.windows import Window
from tests.feedback.ratio_world import give_at_once, people

ORGANISATIONS = 16
GIVERS = 72
TEAM = 9
OUTSIDE = 3  # people elsewhere to whom a giver gives as well
DAYS = 60
HABITS = (0.1, 0.2, 0.35, 0.5)  # the chance that a piece is an improvement, of a giver's own
PIECES = (0, 1, 1, 2, 3)  # what a pair exchanges in a window, each as likely as the other
PUBLIC = 0.5  # of praise, on the wall for everyone

Counts = tuple[int, int]  # praise and improvements
Measure = dict[Counts, float]


@dataclass
class Told:
    """What a giver gave one person: letters "P" public praise, "p" praise, "i" improvement."""

    kinds: str = ""
    day: int = 0

    @property
    def public(self) -> int:
        return self.kinds.count("P")

    @property
    def counts(self) -> Counts:
        return len(self.kinds) - self.kinds.count("i"), self.kinds.count("i")


@dataclass
class Case:
    """One giver in one window, and the teammate in question."""

    mates: list[Told]
    target: Told
    outside: list[Told]
    band: Any = None
    joined: dict[int, Any] = field(default_factory=dict)
    before: "Case | None" = None

    @property
    def truth(self) -> bool:
        return "i" in self.target.kinds

    @property
    def all(self) -> Counts:
        return total([*self.mates, self.target, *self.outside])


@dataclass
class Known:
    """What the attackers know of a case: whose feedback they have, and what of the others."""

    mates: int  # how many teammates pool what they received
    wall: bool = False  # they subtract all public praise
    both: bool = False  # they set the window before beside it


ATTACKS = {
    "three colleagues pool what they know": Known(mates=3),
    "a whole team against one": Known(mates=TEAM - 2),
    "and all public praise is subtracted": Known(mates=TEAM - 2, wall=True),
    "and two periods are compared": Known(mates=TEAM - 2, wall=True, both=True),
}


def total(told: Iterable[Told]) -> Counts:
    pairs = [one.counts for one in told]
    return sum(p for p, _i in pairs), sum(i for _p, i in pairs)


# The world


def play() -> list[Case]:
    """Play all organisations, each in two windows, and read what is published of each giver."""
    cases = []
    for seed in range(ORGANISATIONS):
        chance = random.Random(seed)
        everybody = people(GIVERS, at=Window(0).starts_at)
        habits = [chance.choice(HABITS) for _giver in everybody]
        first, second = Window(2 + 2 * seed), Window(3 + 2 * seed)
        before = window_of(everybody, habits, first, chance)
        now = window_of(everybody, habits, second, chance)
        for one, other in zip(before, now, strict=True):
            other.before = one
        cases += now
    return cases


def window_of(
    everybody: list[Any], habits: list[float], window: Window, chance: random.Random
) -> list[Case]:
    """Let everybody give in one window."""
    cases, rows = [], []
    for number, giver in enumerate(everybody):
        start = number // TEAM * TEAM
        mates = [p for p in everybody[start : start + TEAM] if p != giver]
        others = chance.sample([p for p in everybody if p != giver and p not in mates], OUTSIDE)
        told = [said(habits[number], chance) for _person in [*mates, *others]]
        for person, one in zip([*mates, *others], told, strict=True):
            rows += [(giver, person, one.day, place, kind) for place, kind in enumerate(one.kinds)]
        # who of the team is asked about changes nothing: the last one
        cases.append(Case(told[: TEAM - 2], told[TEAM - 2], told[TEAM - 1 :]))
    give_at_once(rows, window=window)
    read_bands(cases, everybody, window)
    return cases


def said(habit: float, chance: random.Random) -> Told:
    """What one pair exchanges: often nothing, sometimes an improvement among praise."""
    letters = [
        "i" if chance.random() < habit else "P" if chance.random() < PUBLIC else "p"
        for _piece in range(chance.choice(PIECES))
    ]
    return Told("".join(letters), chance.randrange(1, DAYS))


def read_bands(cases: list[Case], everybody: list[Any], window: Window) -> None:
    """Put down what everybody can read of each giver: a band, or nothing."""
    counts = ratio.counts_of_those_who_pass(window, ratio.setting_in_force(window))
    bands, joined = bands_of(counts), joined_bands(place_of(*pair) for pair in counts.values())
    for giver, case in zip(everybody, cases, strict=True):
        case.band, case.joined = bands.get(str(giver.pk)), joined


# What the attackers work out


@cache
def exchanges(habit: float, seen: int | None) -> Measure:
    """How probable each exchange of a pair is, with so much public praise seen (None: not seen)."""
    found: Measure = defaultdict(float)
    for n in PIECES:
        for i, public in product(range(n + 1), repeat=2):
            if i + public <= n and seen in {None, public}:
                ways = comb(n, i) * comb(n - i, public)
                praise = (1 - habit) ** (n - i) * PUBLIC**public * (1 - PUBLIC) ** (n - i - public)
                found[n - i, i] += ways * habit**i * praise / len(PIECES)
    return found


@cache
def unknown(
    habit: float, target: int | None, others: tuple[int | None, ...]
) -> tuple[Measure, Measure]:
    """How probable the sum of all that they do not know is, without an improvement to the target
    and with one."""
    sums: Measure = {(0, 0): 1.0}
    for seen in others:
        sums = convolved(sums, exchanges(habit, seen))
    told = exchanges(habit, target)
    without = convolved(sums, {pair: share for pair, share in told.items() if not pair[1]})
    return without, convolved(sums, {pair: share for pair, share in told.items() if pair[1]})


def convolved(one: Measure, other: Measure) -> Measure:
    found: Measure = defaultdict(float)
    for (p, i), share in one.items():
        for (q, j), more in other.items():
            found[p + q, i + j] += share * more
    return found


@cache
def sum_of(
    habit: float, known: Counts, hidden: "Hidden", places: frozenset[int]
) -> tuple[float, float]:
    """How probable it is that a giver with this habit lands in these places, without an improvement
    to the target and with one."""
    praise, improvements = known
    likely = habit**improvements * (1 - habit) ** praise
    without, with_one = (
        sum(s for (p, i), s in one.items() if place_of(praise + p, improvements + i) in places)
        for one in unknown(habit, *hidden)
    )
    return likely * without, likely * with_one


@cache
def sum_if(habit: float, known: Counts, hidden: "Hidden", exactly: Counts) -> tuple[float, float]:
    """How probable exactly these numbers are."""
    praise, improvements = known
    likely = habit**improvements * (1 - habit) ** praise
    rest = exactly[0] - praise, exactly[1] - improvements
    without, with_one = (one.get(rest, 0.0) for one in unknown(habit, *hidden))
    return likely * without, likely * with_one


Hidden = tuple[int | None, tuple[int | None, ...]]
Pairs = list[tuple[float, float]]
Sees = Callable[[Case, Counts, Hidden], Pairs]  # for each habit


def nothing(_case: Case, known: Counts, hidden: Hidden) -> Pairs:
    return [sum_of(habit, known, hidden, frozenset({0, 1, 2})) for habit in HABITS]


def band(case: Case, known: Counts, hidden: Hidden) -> Pairs:
    """A band is read; "not shown" can have any cause, and says nothing."""
    places = {place for place, name in case.joined.items() if case.band in {None, name}}
    return [sum_of(habit, known, hidden, frozenset(places)) for habit in HABITS]


def exact(case: Case, known: Counts, hidden: Hidden) -> Pairs:
    return [sum_if(habit, known, hidden, case.all) for habit in HABITS]


def weights(case: Case, known: Known, sees: Sees) -> Pairs:
    """For each habit how probable all they see is, without an improvement and with one."""
    hidden = [*case.mates[known.mates :], *case.outside]
    if known.wall:
        seen = tuple(sorted(one.public for one in hidden))
        return sees(case, total(case.mates[: known.mates]), (case.target.public, seen))
    return sees(case, total(case.mates[: known.mates]), (None, (None,) * len(hidden)))


def guess(case: Case, known: Known, sees: Sees) -> bool:
    """What the attackers hold for more probable."""
    past = [1.0] * len(HABITS)
    if known.both and case.before:
        past = [sum(pair) for pair in weights(case.before, known, sees)]
    sums = list(zip(past, weights(case, known, sees), strict=True))
    return sum(w * y for w, (_n, y) in sums) > sum(w * n for w, (n, _y) in sums)


def guess_live(case: Case, known: Known) -> bool:
    """A live ratio ticks on the day of a talk, and no attacker received anything that day."""
    others = [*case.mates[known.mates :], case.target, *case.outside]
    return any("i" in one.kinds and one.day == case.target.day for one in others)


# What came of it


@dataclass(frozen=True)
class Line:
    """Right guesses in per cent: by the base rate, by what they know, and with what is shown."""

    attack: str
    base: float
    alone: float
    with_bands: float
    with_exact: float
    with_live: float

    def cells(self) -> tuple[str, ...]:
        gains = (self.with_bands, self.with_exact, self.with_live)
        return (
            self.attack, f"{self.base:.1f} %", f"{self.alone:.1f} %",
            *(f"{gain - self.alone:+.1f}" for gain in gains),
        )  # fmt: skip


HEAD = (
    "attack", "base rate", "by what they know", "bands add", "exact numbers would add",
    "a live ratio would add",
)  # fmt: skip


def measure() -> list[Line]:
    """Play all attacks."""
    cases = play()
    truths = [case.truth for case in cases]
    share = 100 * sum(truths) / len(truths)
    lines = []
    for name, known in ATTACKS.items():
        guesses = [
            *([guess(case, known, sees) for case in cases] for sees in (nothing, band, exact)),
            [guess_live(case, known) for case in cases],
        ]
        right = [100 * right_of(one, truths) for one in guesses]
        lines.append(Line(name, max(share, 100 - share), *right))
    return lines


def right_of(guesses: list[bool], truths: list[bool]) -> float:
    return sum(g == t for g, t in zip(guesses, truths, strict=True)) / len(truths)


def table(lines: list[Line]) -> str:
    """Write the figures as a table in Markdown."""
    rows = [HEAD, ("---",) * len(HEAD), *(line.cells() for line in lines)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
