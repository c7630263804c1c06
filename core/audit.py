"""The audit line, written in the transaction of the act itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

from core.models import AuditEntry
from core.new_rows import add

if TYPE_CHECKING:
    from accounts.models import Person


def figures(settings: Mapping[str, object]) -> str:
    """Write what settings were set to, as `words` of an entry."""
    return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in settings.items())


def record(
    *,
    by: "Person | None",
    action: str,
    at: datetime,
    on: models.Model | None = None,
    admin: bool = False,
    words: str = "",
) -> None:
    """Write who did what (`feedback.withdraw`) to which thing, and when.

    `by=None` is the app itself. `words` may name settings and numbers, never anyone's words.
    """
    add(line(by=by, action=action, at=at, on=on, admin=admin, words=words))


def line(
    *,
    by: "Person | None",
    action: str,
    at: datetime,
    on: models.Model | None = None,
    admin: bool = False,
    words: str = "",
) -> AuditEntry:
    """Return the line that `record` writes, for who writes it together with other rows."""
    subject = on.pk if on is not None and isinstance(on.pk, UUID) else None
    return AuditEntry(
        by=by, action=action, subject=subject, is_admin_act=admin, words=words[:500], at=at
    )
