"""What colleagues who pool all they know can learn from the published ratio.

The attackers are a whole team against one: they know everything they gave and received, and all
praise on the wall. They guess whether one colleague gave an improvement to the one teammate who
does not talk to them. Their gain is how much more often they are right than by the base rate
alone, in percentage points. The live ratio, exact and at once, is the negative control: if this
simulation did not catch it, it would prove nothing.
"""

import random

import pytest

from feedback.bands import bands_of, place_of
from feedback.services import ratio
from feedback.windows import Window
from tests.feedback.ratio_world import give, people

GIVERS = 36
TEAM = 9
SEEDS = range(5)
BANDS_MAY_HELP = 5.0  # points
A_LIVE_RATIO_MUST_HELP = 15.0  # points


def play(seed: int, window: Window) -> list[dict]:
    """One window of an organisation: teams of nine, most feedback inside of the team."""
    chance = random.Random(seed)
    everybody = people(GIVERS, at=Window(0).starts_at)
    cases = []
    for number, giver in enumerate(everybody):
        start = number // TEAM * TEAM
        mates = [p for p in everybody[start : start + TEAM] if p != giver]
        outside = [p for p in everybody if p != giver and p not in mates]
        target = chance.choice(mates)
        sent = {mate: pieces(chance) for mate in [*mates, *chance.sample(outside, 3)]}
        for recipient, kinds in sent.items():
            give(giver, [recipient], kinds, window=window, day=chance.randrange(1, 90))
        known = "".join(
            kinds for person, kinds in sent.items() if person in mates and person != target
        )
        cases.append(
            {
                "giver": giver.pk,
                "truth": "i" in sent[target],
                "known": (known.count("p"), known.count("i")),
                "all": ("".join(sent.values()).count("p"), "".join(sent.values()).count("i")),
                "outside": "".join(k for p, k in sent.items() if p in outside),
            }
        )
    return cases


def pieces(chance: random.Random) -> str:
    """What one pair exchanges in 13 weeks: often nothing, sometimes an improvement among praise."""
    return "".join(chance.choice("pppi") for _n in range(chance.choice([0, 1, 1, 2, 3])))


def accuracy(guesses: list[bool], cases: list[dict]) -> float:
    right = sum(guess == case["truth"] for guess, case in zip(guesses, cases, strict=True))
    return 100 * right / len(cases)


def best_rule(cases: list[dict], sees) -> float:
    """The best accuracy of any rule that looks at what is seen: the majority for each sight.

    This favours the attackers: they fit their rule on the very answers they guess. The same
    favour is given to the base rate, so that the gain is honest.
    """
    seen: dict = {}
    for case in cases:
        seen.setdefault(sees(case), []).append(case["truth"])
    return accuracy([2 * sum(seen[sees(case)]) > len(seen[sees(case)]) for case in cases], cases)


@pytest.fixture
def cases(db):
    """Five organisations, each with its own window, and what was published about each giver."""
    played = []
    for seed in SEEDS:
        window = Window(2 + seed)
        cases = play(seed, window)
        published = bands_of(ratio.counts_of_those_who_pass(window, ratio.setting_in_force(window)))
        for case in cases:
            case["band"] = published.get(case["giver"])
        played += cases
    return played


def what_they_know_and_read(case) -> tuple:
    """Everything a band can be set against: what the pooled knowledge says, and the band itself."""
    return place_of(*case["known"]), case["band"]


def what_a_live_ratio_adds(case) -> bool:
    """Exact numbers as they tick: improvements that nobody who talks to the attackers received.

    A tick is seen on its day, so those to people outside of the team are told apart as well.
    """
    outside = case["outside"].count("i")
    return case["all"][1] - case["known"][1] - outside > 0


def test_bands_tell_colleagues_next_to_nothing_and_a_live_ratio_would(cases):
    shown = sum(case["band"] is not None for case in cases)
    assert shown >= 60, "too few are shown for this to mean anything"
    base = best_rule(cases, lambda _case: None)
    with_bands = best_rule(cases, what_they_know_and_read)
    live = best_rule(cases, what_a_live_ratio_adds)
    print(
        f"attack on the ratio: {len(cases)} givers, {shown} shown, base rate {base:.1f} %, "
        f"with bands {with_bands - base:+.1f} points, with a live ratio {live - base:+.1f} points"
    )
    assert with_bands - base <= BANDS_MAY_HELP
    assert live - base >= A_LIVE_RATIO_MUST_HELP
