"""Links on a person's page to what apps above know of them, as far as the viewer may see it.

Apps above register theirs when they start, since this app knows nothing of goals or feedback.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Person


@dataclass(frozen=True)
class PersonLink:
    """Where it leads, and what it says."""

    label: str
    url: str
    icon: str


Find = Callable[[Person, Person], PersonLink | None]

REGISTERED: list[Find] = []


def register(find: Find) -> None:
    """Ask `find(person, viewer)` on every person's page."""
    if find not in REGISTERED:
        REGISTERED.append(find)


def links_for(person: Person, *, viewer: Person) -> list[PersonLink]:
    """Return the links that lead somewhere for this viewer."""
    return [link for find in REGISTERED if (link := find(person, viewer))]
