"""What most of a group have seen, without telling how many."""

from collections import Counter
from collections.abc import Iterable


def most_seen(answers: Iterable[str]) -> list[str]:
    """Return what was answered most often; several where none is ahead, in no order of people."""
    counts = Counter(answers)
    most = max(counts.values(), default=0)
    return sorted(answer for answer, count in counts.items() if count == most)
