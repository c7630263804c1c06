"""A write happens once, however often it is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from core.models import SentForm

if TYPE_CHECKING:
    from accounts.models import Person


@transaction.atomic
def once(person: "Person", key: UUID | None, at: datetime, act: Callable[[], str]) -> str:
    """Run `act` unless this form was sent before; return the address it led to, both times.

    The row is written first, in the same transaction: a second send waits for the first and then
    finds its address; a first send that failed leaves nothing behind. Without a key (a form that
    was open before an upgrade) the act simply runs.
    """
    if key is None:
        return act()
    row, is_new = SentForm.objects.get_or_create(person=person, key=key, defaults={"at": at})
    if is_new:
        row.location = act()
        row.save(update_fields=["location"])
    return row.location
