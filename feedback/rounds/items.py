"""What a reviewer answers: a question, and of a capability the behaviour seen and two texts."""

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
NOT_SEEN: Final = "not seen"  # the answer to Part.SEEN that is no level


@dataclass(frozen=True, order=True)
class Item:
    """One thing that is asked: about a question, or a part of a capability, of a round."""

    of: UUID
    part: Part
