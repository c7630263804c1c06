"""The access matrix: for every address who may open it, read from the privacy statement.

A row says which kind of thing an address is about (`of`), what it understands, and who may do
that. For whom a thing exists is said once, in `world.py`, for each of its states. Whoever it does
not exist for gets the answer of an id that does not exist, whatever the method. Whoever sees it
and may not do it gets a 403.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.privacy.world import MEMBERS, people

Names = frozenset[str]
SEES = "sees"  # everybody for whom the thing exists, and who may write it when it is written
OWN = "own"  # everybody for whom the thing exists, even where nothing shared is written any more


@dataclass(frozen=True)
class Row:
    """One address. `get`, `post` ... name who may; None: the address has no such method."""

    of: str = ""  # the kind of thing whose id stands in the address
    get: str | None = None
    post: str | None = None
    put: str | None = None
    patch: str | None = None
    delete: str | None = None
    body: dict[str, Any] = field(default_factory=dict)
    is_open: bool = False  # without signing in
    own_key: bool = False  # the same address is something of one's own for everybody
    setting: bool = False  # nothing is there for whoever may not
    hidden: bool = False  # where there is no mail server only

    def verbs(self) -> dict[str, str]:
        """Return the methods that are understood, with who may."""
        named = ("get", "post", "put", "patch", "delete")
        return {v.upper(): who for v in named if (who := getattr(self, v)) is not None}

    def may(self, verb: str, sees: Names, writes: Names = MEMBERS) -> Names:
        """Return who may do this, of those who see the thing and of those who write it."""
        who = self.verbs()[verb]
        able = sees if verb == "GET" or who == OWN else sees & writes
        return able if who in {SEES, OWN} else people(who) & able

    def opens_for(self, sees: Names = MEMBERS) -> Names:
        """Return for whom there is anything at this address, of those who see its thing."""
        if not self.setting:
            return sees
        return frozenset().union(*(self.may(verb, sees) for verb in self.verbs()))


def page(of: str = "", post: str | None = None, **more: Any) -> Row:
    """Describe an address that shows something, and perhaps takes a form."""
    return Row(of, get=SEES, post=post, **more)


def act(of: str, who: str = SEES, **more: Any) -> Row:
    """Describe an address that takes a form and shows nothing."""
    return Row(of, post=who, **more)


def admin(get: bool = True, post: bool = True, of: str = "") -> Row:
    """Describe an address of the settings: for admins, and nothing is there for others."""
    return Row(of, get="root" if get else None, post="root" if post else None, setting=True)


# Signing in, being healthy, and a link in a mail that carries its own proof: open without a
# session, each with its own tests. The list is written out once more in `test_addresses.py`.
OPEN = Row(is_open=True)
