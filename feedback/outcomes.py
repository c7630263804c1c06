"""What the app above can do for the end of a round: commitments, and talks with a coach.

Talks know of feedback, feedback knows nothing of talks; so the app above registers itself here.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from accounts.models import Person
from core.sections import Line
from feedback.talks import Talk


class Talks(Protocol):
    """What can be done in talks with a coach. Nothing that is written there names the round."""

    def coming(self, person: Person) -> list[Talk]:
        """Return the coming talks of this person with those who coach them, the next one first."""

    def promise(
        self, talk: UUID, *, what: str, until: date | None, by: Person, at: datetime
    ) -> UUID:
        """Write down in this talk what somebody will do, and return the commitment's id."""

    def bring_up(self, talk: UUID, *, text: str, by: Person, at: datetime) -> None:
        """Put a point on the shared agenda of this talk."""

    def lines(
        self, *, commitments: Collection[UUID], talks: Collection[UUID], viewer: Person
    ) -> list[Line]:
        """Name these, as far as their viewer may still read them."""


_registered: list[Talks] = []


def register(talks: Talks) -> None:
    """Let the app above offer its talks; it does so once, when it starts."""
    _registered[:] = [talks]


def talks() -> Talks:
    """Return what the app above offers."""
    return _registered[0]
