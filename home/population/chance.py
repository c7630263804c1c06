"""Chance that can be repeated: the same seed gives the same organisation."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

KEPT = (1 << 128) - 1 ^ (0xF << 76) ^ (0x3 << 62)
VERSION_4 = (0x4 << 76) | (0x2 << 62)


def stream(seed: int, name: str) -> Random:
    """Return chance of its own for one part, so that parts do not disturb each other."""
    return Random(f"{seed}/{name}")


def new_id(rng: Random) -> str:
    """Return a random UUID as 32 hexadecimal digits."""
    return f"{rng.getrandbits(128) & KEPT | VERSION_4:032x}"


def pick(rng: Random, pool: Sequence[T]) -> T:
    """Return one of these; quicker than `choice`, and asked for millions of times."""
    return pool[int(rng.random() * len(pool))]


def happens(rng: Random, share: float) -> bool:
    """Tell whether something that happens in this share of cases happens now."""
    return rng.random() < share
