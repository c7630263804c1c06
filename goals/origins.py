"""What a goal can be started from, as the apps above tell it when they start.

Feedback and talks are private and know goals; goals know nothing of them. What a goal was started
from is kept by those apps, and read by those who may read the thing itself.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from core.errors import RuleError

if TYPE_CHECKING:
    from accounts.models import Person
    from goals.models import Goal


class NotThere(RuleError):
    """There is nothing to start from, as far as this person may see."""


@dataclass(frozen=True)
class Start:
    """What stands above the form, for its writer alone, and the goal that the new one hangs on."""

    sentence: str
    url: str
    parent: "Goal | None" = None


class Origin(Protocol):
    """One kind of thing that a goal can be started from."""

    def find(self, pk: UUID, *, person: "Person") -> Start | None:
        """Describe the thing, if this person may start a goal from it."""

    def keep(self, pk: UUID, *, goal: "Goal", by: "Person", at: datetime) -> None:
        """Keep that the goal was started from it."""


REGISTERED: dict[str, Origin] = {}


def register(code: str, origin: Origin) -> None:
    """Make a kind of thing known; the app above does this once when it starts."""
    REGISTERED[code] = origin


def parsed(named: str) -> tuple[Origin, UUID] | None:
    """Read "feedback/UUID"; None for what names nothing."""
    code, _slash, text = named.partition("/")
    try:
        return REGISTERED[code], UUID(text)
    except (KeyError, ValueError):
        return None


def find(named: str, *, person: "Person") -> Start | None:
    """Describe what a goal is about to be started from; None for nothing."""
    found = parsed(named)
    return found[0].find(found[1], person=person) if found else None


def keep(named: str, *, goal: "Goal", by: "Person", at: datetime) -> None:
    """Keep what a goal was started from; raises `NotThere` for what this person may not see."""
    if not named:
        return
    found = parsed(named)
    if not found or not found[0].find(found[1], person=by):
        sentence = _("Start from something that you can still read.")
        raise NotThere(sentence, fields={"origin": sentence})
    found[0].keep(found[1], goal=goal, by=by, at=at)
