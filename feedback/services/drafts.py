"""Feedback that is not sent yet: kept under `feedback/UUID` for its writer alone."""

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Person
from core import drafts
from core.errors import StaleVersion
from core.models import Draft

PREFIX = "feedback/"


def key_of(draft: UUID) -> str:
    """Return the key under which a draft is kept."""
    return f"{PREFIX}{draft}"


@transaction.atomic
def keep_draft(
    draft: UUID, *, fields: dict[str, Any], version: int, by: Person, at: datetime
) -> tuple[UUID, Draft]:
    """Keep the fields, and return the draft's id with it.

    When another tab kept other words in between, these become a draft of their own: both stay.
    """
    try:
        return draft, drafts.save(by, key_of(draft), fields=fields, version=version, at=at)
    except StaleVersion:
        another = uuid.uuid4()
        return another, drafts.save(by, key_of(another), fields=fields, version=0, at=at)


def discard_draft(draft: UUID, *, by: Person) -> None:
    """Throw the draft away."""
    drafts.discard(by, key_of(draft))
