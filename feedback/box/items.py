"""What a reviewer answers, each in a box of its own so that rows of one reviewer do not join.

An item is named by a word and the id of its question or capability in the round.
"""

from uuid import UUID

DECLINED = "declined"  # a silent decline is a box like any other
NOT_SEEN = "not seen"  # the behaviour of a capability, instead of the number of a level


def question(pk: UUID) -> str:
    """Name the answer to a question."""
    return f"question:{pk}"


def level(pk: UUID) -> str:
    """Name the behaviour seen of a capability."""
    return f"level:{pk}"


def keep(pk: UUID) -> str:
    """Name what somebody should keep doing in a capability."""
    return f"keep:{pk}"


def next_time(pk: UUID) -> str:
    """Name what somebody could try next in a capability."""
    return f"next:{pk}"
