"""What a reviewer answers: each item has a key, under which its answer is kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class Part(StrEnum):
    """What is asked: a question's text; of a capability the behaviour seen, and two texts."""

    TEXT = "text"
    SEEN = "seen"
    KEEP = "keep"
    NEXT = "next"


OF_A_CAPABILITY: Final = (Part.SEEN, Part.KEEP, Part.NEXT)
NOT_SEEN: Final = "not seen"  # as the answer to Part.SEEN; else the id of a level of the round
DECLINED: Final = "declined"  # the key of the one item that says "not this time", and its answer


@dataclass(frozen=True, order=True)
class Item:
    """One thing that is asked, about a question or a capability of a round."""

    of: UUID
    part: Part

    @property
    def key(self) -> str:
        """The text that names the item: "UUID:part"."""
        return f"{self.of}:{self.part.value}"
