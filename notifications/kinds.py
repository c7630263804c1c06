"""The kinds of nudges: what each says, why it comes, and whether its reason still stands.

Apps above register their kinds when they start (`AppConfig.ready`), since this app knows nothing
of check-ins or feedback.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from notifications.models import Notification

StillDue = Callable[["QuerySet[Notification]", datetime], "QuerySet[Notification]"]


@dataclass(frozen=True)
class Kind:
    """One kind of nudge: `title` may name `%(actor)s`, who caused it; `why` says why it came."""

    code: str
    title: "str | _StrPromise"
    why: "str | _StrPromise"
    still_due: StillDue
    channels: tuple[str, ...] = ("app", "email")


REGISTERED: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; its code is used in rows and preferences."""
    REGISTERED[kind.code] = kind


def always(rows: "QuerySet[Notification]", _at: datetime) -> "QuerySet[Notification]":
    """The reason of an event does not go away."""
    return rows
