"""Pictures of the outbox for pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from notifications.kinds import REGISTERED
from notifications.models import Notification


@dataclass(frozen=True)
class Entry:
    """A nudge in words: the row, what it says, why it came, and the label of its link."""

    row: Notification
    title: str
    why: str
    action: str


def entries_of(rows: Iterable[Notification]) -> list[Entry]:
    """Put nudges into words, in the language in force."""
    return [
        Entry(
            row,
            REGISTERED[row.kind].says(row.actor.name if row.actor else ""),
            str(REGISTERED[row.kind].why),
            str(REGISTERED[row.kind].action),
        )
        for row in rows
    ]
