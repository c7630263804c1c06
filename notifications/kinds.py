"""The kinds of nudges: what each says, why it comes, and whether its reason still stands.

Apps above register their kinds when they start (`AppConfig.ready`), since this app knows nothing
of check-ins or feedback.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

StillDue = Callable[[datetime], Q]

OPEN = pgettext_lazy("a link that leads there", "Open")


@dataclass(frozen=True)
class Kind:
    """One kind of nudge.

    `title` may name `%(actor)s`, who caused it; `why` answers "why did I get this?" in one
    sentence; `action` is the label of the link. `still_due(at)` is a condition on the outbox rows
    of this kind, written with `OuterRef("subject")`, `OuterRef("person")` and `OuterRef("slot")`:
    rows for which it does not hold are neither shown nor sent. A reminder counts towards the
    weekly budget of its person. Of a kind that `keeps_no_moments` no row tells when somebody has
    seen it or put it away: near an answer that nobody may know of, that moment would be its trace.
    """

    code: str
    title: "str | _StrPromise"
    why: "str | _StrPromise"
    still_due: StillDue
    action: "str | _StrPromise" = OPEN
    channels: tuple[str, ...] = ("app", "email")
    is_reminder: bool = False
    keeps_no_moments: bool = False

    def says(self, actor: str) -> str:
        """Return the title in the language in force; `actor` is a name, or empty."""
        return str(self.title) % {"actor": actor}


REGISTERED: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known; their codes are used in rows and preferences."""
    REGISTERED.update((kind.code, kind) for kind in kinds)


def always(_at: datetime) -> Q:
    """The reason of an event does not go away."""
    return Q(pk__isnull=False)


def still_due(at: datetime, *, among: Collection[str] | None = None) -> Q:
    """Return the condition under which a row of any registered kind still has its reason.

    Who knows which kinds the rows are `among` spares the database the reasons of all others. A
    reason that several kinds have is asked once for all of them.
    """
    codes: defaultdict[StillDue, list[str]] = defaultdict(list)
    for kind in REGISTERED.values():
        if among is None or kind.code in among:
            codes[kind.still_due].append(kind.code)
    condition = Q(pk__isnull=True)
    for reason, those in codes.items():
        condition |= Q(kind__in=those) & reason(at)
    return condition
