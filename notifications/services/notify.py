"""Put something that happened into the outbox, in the transaction of the act itself."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import Person
from notifications.kinds import REGISTERED
from notifications.models import Notification


@transaction.atomic
def notify(
    people: Iterable[Person],
    *,
    kind: str,
    subject: UUID | None,
    url: str,
    by: Person | None,
    at: datetime,
    slot: str = "",
) -> None:
    """Tell people that something waits for them at `url`: one row for each channel, once."""
    Notification.objects.bulk_create(
        [
            Notification(
                person=person,
                kind=kind,
                subject=subject,
                slot=slot,
                channel=channel,
                actor=by,
                url=url,
                due_at=at,
            )
            for person in people
            for channel in REGISTERED[kind].channels
        ],
        ignore_conflicts=True,
    )
