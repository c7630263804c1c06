"""The number on the bell."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from notifications.bell import number_waiting


def waiting(request: HttpRequest) -> dict[str, Any]:
    """How many nudges wait for whoever signed in; asked only by templates that show it."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    return {"waiting": SimpleLazyObject(lambda: number_waiting(person, at=timezone.now()))}
