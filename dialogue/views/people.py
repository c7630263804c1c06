"""Whom somebody means, by id or by a part of the name, for a browser without scripts too."""

from typing import Any
from uuid import UUID

from accounts.models import Person
from core.http import Request

FOUND_PEOPLE = 10
MOST_NAMED = 50


def people_named(request: Request, ids: list[str]) -> list[Person]:
    """The people named by their ids, in this order; anything else is nobody."""
    try:
        named = list(dict.fromkeys(UUID(text) for text in ids[:MOST_NAMED]))
    except ValueError:
        return []
    found = Person.objects.visible_to(request.user).in_bulk(named)
    return [found[pk] for pk in named if pk in found]


def find_people(request: Request, name: str) -> dict[str, Any]:
    """Whom one may mean, and who is chosen already, as the picker shows them."""
    words = request.POST.get("q", "").replace("\x00", "")[:100]
    people = Person.objects.visible_to(request.user).here().exclude(pk=request.user.pk)
    found = list(people.matching(words).by_name()[:FOUND_PEOPLE])
    chosen = people_named(request, request.POST.getlist(name))
    return {"chosen": chosen, "found": found, "q": words}
