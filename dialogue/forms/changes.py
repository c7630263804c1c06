"""What `<shared-text>` sends: not a text, but what somebody changed in one."""

import json
from typing import Any
from uuid import UUID

from core.merging import Change
from dialogue.services.notes import Save

MOST_CHANGES = 5_000
MOST_EARLIER = 20
HIGHEST = 2**31 - 2


def parse_changes(body: bytes) -> tuple[Save, bool]:
    """Read `{"version", "key", "changes": [[at, length, text]], "earlier", "both", "whole"}`.

    Returns the save, and whether the whole text is wanted. Raises ValueError for all else, and
    for text that PostgreSQL cannot hold.
    """
    sent = json.loads(body)
    try:
        save = Save(
            changes=changes_in(sent["changes"]),
            version=number(sent["version"]),
            key=UUID(sent["key"]),
            earlier=[
                (UUID(one["key"]), changes_in(one["changes"]))
                for one in sent.get("earlier", [])[:MOST_EARLIER]
            ],
            both=sent.get("both") is True,
            size=number(sent["size"]) if "size" in sent else None,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError from error
    return save, sent.get("whole") is True


def changes_in(rows: Any) -> list[Change]:
    """Return changes in their order."""
    if not isinstance(rows, list) or len(rows) > MOST_CHANGES:
        raise ValueError
    return [Change(number(at), number(length), words(text)) for at, length, text in rows]


def number(sent: Any) -> int:
    """Return a position, a length or a version."""
    if not isinstance(sent, int) or isinstance(sent, bool) or not 0 <= sent <= HIGHEST:
        raise ValueError
    return sent


def words(sent: Any) -> str:
    """Return a text; a lone surrogate raises UnicodeEncodeError, which is a ValueError."""
    if not isinstance(sent, str) or "\x00" in sent:
        raise ValueError
    sent.encode()
    return sent
