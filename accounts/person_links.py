"""Links on a person's page to what apps above know of them, as far as the viewer may see it.

Apps above register theirs when they start, since this app knows nothing of goals or feedback.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists
from django.urls import reverse

from accounts.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class PersonLink:
    """A link to the page `address` of a person; one's own page has another address and label.

    `leads_somewhere(viewer)` is a condition on people, written with `OuterRef("pk")`.
    """

    label: "_StrPromise"
    own_label: "_StrPromise"
    address: str
    own_address: str
    icon: str
    leads_somewhere: Callable[[Person], Exists]


@dataclass(frozen=True)
class ShownLink:
    """A link as a page shows it."""

    label: str
    url: str
    icon: str


REGISTERED: dict[str, PersonLink] = {}


def register(link: PersonLink) -> None:
    """Make a link known; its address is used once."""
    REGISTERED[link.address] = link


def conditions(viewer: Person) -> dict[str, Exists]:
    """Return what to ask about a person together with the person, one flag for each link."""
    return {flag(link): link.leads_somewhere(viewer) for link in REGISTERED.values()}


def links_for(person: Person, *, viewer: Person) -> list[ShownLink]:
    """Return the links of a person that was loaded with `conditions`."""
    if person.pk == viewer.pk:
        return [
            ShownLink(str(link.own_label), reverse(link.own_address), link.icon)
            for link in REGISTERED.values()
        ]
    return [
        ShownLink(str(link.label), reverse(link.address, args=[person.pk]), link.icon)
        for link in REGISTERED.values()
        if getattr(person, flag(link))
    ]


def flag(link: PersonLink) -> str:
    return f"has_{link.address}"
