"""Drafts: saved by themselves while somebody types, and never over another tab's words."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import RuleError, StaleVersion
from core.models import Draft
from core.prepared import Question

if TYPE_CHECKING:
    from accounts.models import Person

LARGEST = 400_000  # characters of one draft, a few hundred pages


@transaction.atomic
def save(owner: "Person", key: str, *, fields: dict[str, Any], version: int, at: datetime) -> Draft:
    """Save the fields as the next version; `version` is the one they were typed over (0: none).

    Raises `StaleVersion` when another tab saved in between: nothing is changed, both texts live.
    Saving the same words again is no change and never stale.
    """
    if sum(len(str(value)) for value in fields.values()) > LARGEST:
        raise RuleError(_("This is too long to keep as one draft. Split it into several parts."))
    draft, is_new = Draft.objects.select_for_update().get_or_create(
        owner=owner, key=key, defaults={"fields": fields, "saved_at": at}
    )
    if is_new or draft.fields == fields:
        return draft
    if draft.version != version:
        raise StaleVersion(_("This draft was changed in another tab."), current=draft.version)
    draft.fields, draft.saved_at, draft.version = fields, at, version + 1
    draft.save(update_fields=["fields", "saved_at", "version"])
    return draft


def find(owner: "Person", key: str) -> Draft | None:
    """Return the owner's draft of this form, if there is one."""
    found: Draft | None = of_forms(1).first(owner.pk, key)
    return found


@lru_cache(maxsize=4)
def of_forms(number: int) -> Question:
    """Return the question for somebody's drafts of so many forms."""

    def ask(owner: UUID, *keys: str) -> QuerySet[Draft]:
        return Draft.objects.visible_to(get_user_model()(pk=owner)).filter(key__in=keys)

    return Question(ask, ids=1, texts=number)


def find_each(owner: "Person", keys: Iterable[str]) -> dict[str, Draft]:
    """Return the owner's drafts of these forms by key, in one query."""
    named = list(keys)
    return {draft.key: draft for draft in of_forms(len(named)).all(owner.pk, *named)}


def discard(owner: "Person", key: str) -> None:
    """Forget the draft: it was sent, or its owner threw it away."""
    Draft.objects.visible_to(owner).filter(key=key).delete()
