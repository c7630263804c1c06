"""The three bands of the published ratio, and what becomes of one with too few people.

Pure functions: they know counts and no names. The rules are those of the privacy statement:
bands in words, a band with fewer than three people joined with its neighbour.
"""

import hashlib
import hmac
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

FEWEST_IN_A_BAND = 3


class Band(StrEnum):
    """Praise to improvement, in words. The last three come from joining neighbours."""

    THREE_OR_MORE = "three_or_more"
    ONE_TO_THREE = "one_to_three"
    LESS_THAN_ONE = "less_than_one"
    ONE_OR_MORE = "one_or_more"
    LESS_THAN_THREE = "less_than_three"
    ANY = "any"


LABELS = {
    Band.THREE_OR_MORE: _("3 to 1 or more"),
    Band.ONE_TO_THREE: _("between 1 to 1 and 3 to 1"),
    Band.LESS_THAN_ONE: _("less than 1 to 1"),
    Band.ONE_OR_MORE: _("1 to 1 or more (two bands joined)"),
    Band.LESS_THAN_THREE: _("less than 3 to 1 (two bands joined)"),
    Band.ANY: _("all three bands joined, since they held too few people"),
}
JOINED = {
    frozenset({0}): Band.THREE_OR_MORE,
    frozenset({1}): Band.ONE_TO_THREE,
    frozenset({2}): Band.LESS_THAN_ONE,
    frozenset({0, 1}): Band.ONE_OR_MORE,
    frozenset({1, 2}): Band.LESS_THAN_THREE,
    frozenset({0, 1, 2}): Band.ANY,
}


def place_of(praise: int, improvements: int) -> int:
    """Return 0 for three to one or more, 1 for one to three, 2 for less than one to one."""
    if praise >= 3 * improvements:
        return 0
    return 1 if praise >= improvements else 2


def joined_bands(places: Iterable[int]) -> dict[int, Band]:
    """Return the band shown for each place, once too small ones have joined a neighbour.

    A group with anybody in it, but fewer than three, joins the smaller of its neighbours, which
    tells least about those in the larger; this is repeated until no group is too small.
    """
    sizes = Counter(places)
    groups: list[set[int]] = [{0}, {1}, {2}]

    def size(group: set[int]) -> int:
        return sum(sizes[place] for place in group)

    while len(groups) > 1:
        small = next((g for g in groups if 0 < size(g) < FEWEST_IN_A_BAND), None)
        if small is None:
            break
        at = groups.index(small)
        around = [n for n in (at - 1, at + 1) if 0 <= n < len(groups)]
        other = min(around, key=lambda n: (size(groups[n]), n))
        first, second = sorted((at, other))
        groups[first : second + 1] = [groups[first] | groups[second]]
    return {place: JOINED[frozenset(group)] for group in groups for place in group}


def noisy(count: int, *, secret: str, window: int, giver: str, kind: str, epsilon: float) -> int:
    """Return the count with two-sided geometric noise, never below nought.

    The noise is drawn from a seed of the giver and the window under the installation's secret, so
    that a rerun gives the same number and nobody without the secret can take it off again. A
    smaller `epsilon` means more noise.
    """
    message = f"{window}:{giver}:{kind}".encode()
    seed = hmac.digest(hashlib.sha256(secret.encode()).digest(), message, "sha256")
    first, second = (int.from_bytes(seed[at : at + 8]) for at in (0, 8))
    return max(0, count + geometric(first, epsilon) - geometric(second, epsilon))


def geometric(bits: int, epsilon: float) -> int:
    """Return a geometric number for 64 random bits: the difference of two is two-sided."""
    uniform = (bits + 1) / (2**64 + 1)
    return math.floor(math.log(uniform) / -epsilon)


def bands_of(counts: Mapping[str, tuple[int, int]]) -> dict[str, Band]:
    """Return the band shown for each giver, from counted praise and improvements."""
    places = {giver: place_of(*pair) for giver, pair in counts.items()}
    shown = joined_bands(places.values())
    return {giver: shown[place] for giver, place in places.items()}
