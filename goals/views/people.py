"""The "Find" button of a form that chooses people, for browsers without scripts."""

from typing import Any

from accounts.models import Person
from core.http import Request

FOUND = 10


def found_people(request: Request) -> dict[str, Any]:
    """Return what was looked for, and who was found."""
    q = request.POST.get("q", "").strip()[:200]
    if request.POST.get("find") != "1" or not q:
        return {"q": q, "found": []}
    here = Person.objects.visible_to(request.user).here()
    return {"q": q, "found": list(here.matching(q).by_name()[:FOUND])}
