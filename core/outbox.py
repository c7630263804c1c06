"""The way to the outbox for the apps that stand below it.

The outbox knows people, so what is below it cannot import it; when it starts, it opens this door.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from accounts.models import Person


class Notify(Protocol):
    """Writes rows for people in the transaction of the act itself."""

    def __call__(
        self,
        people: "Iterable[Person]",
        *,
        kind: str,
        subject: UUID | None,
        url: str,
        by: "Person | None",
        at: datetime,
        slot: str = "",
    ) -> None: ...


_doors: list[Notify] = []


def open_door(notify: Notify) -> None:
    """Let what is below speak through `notify` from now on."""
    _doors[:] = [notify]


def tell(
    people: "Iterable[Person]",
    *,
    kind: str,
    subject: UUID | None,
    url: str,
    by: "Person | None",
    at: datetime,
    slot: str = "",
) -> None:
    """Tell people that something waits for them at `url`; `kind` is known to the outbox.

    Of one kind about one subject each of them is told once for each `slot`.
    """
    for notify in _doors:
        notify(people, kind=kind, subject=subject, url=url, by=by, at=at, slot=slot)
