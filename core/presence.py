"""Who has a page open right now. Kept in Redis for seconds, and forgotten with it."""

from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache

STAYS = 6  # seconds; an open page tells of itself every one and a half
HERE, WRITING = "here", "writing"


def tell(page: UUID, person: UUID, *, writing: bool) -> None:
    """Note that somebody has a page open, and whether they write on it."""
    cache.set(name_of(page, person), WRITING if writing else HERE, timeout=STAYS)


def others(page: UUID, people: Iterable[UUID]) -> dict[UUID, str]:
    """Return which of these people have the page open, and whether they are HERE or WRITING."""
    names = {name_of(page, person): person for person in people}
    return {names[name]: state for name, state in cache.get_many(names).items()}


def name_of(page: UUID, person: UUID) -> str:
    return f"page:{page}:{person}"
