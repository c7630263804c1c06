"""What waits for somebody right now, asked on every page.

The reasons of all kinds together make a condition that takes PostgreSQL longer to plan than to
answer. Few kinds wait for anybody at once: they are asked first, and then their reasons alone.
"""

from datetime import datetime
from typing import Final

from accounts.models import Person
from notifications.models import Notification
from notifications.querysets import NotificationQuerySet

MOST: Final = 50  # the bell counts no further


def waiting_rows(person: Person, *, at: datetime) -> NotificationQuerySet:
    """Return what waits, asking only for the reasons of the kinds at hand."""
    mine = Notification.objects.visible_to(person)
    at_hand = set(mine.at_hand(at).order_by().values_list("kind", flat=True).distinct())
    return mine.waiting(at, among=at_hand) if at_hand else mine.none()


def number_waiting(person: Person, *, at: datetime) -> int:
    """Return the number on the bell, at most `MOST`."""
    return len(waiting_rows(person, at=at).order_by().values_list("pk")[:MOST])


def waiting_for(person: Person, *, at: datetime) -> list[Notification]:
    """Return what waits, newest first, each with who caused it; enough of it to be shown."""
    return list(waiting_rows(person, at=at).with_actors().newest_first()[:MOST])
