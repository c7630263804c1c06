"""What acts of the audit log are called when people read them.

Rows and calls hold the code of an act (`value.add`). Each app says in a sentence what it was
when it starts (`AppConfig.ready`), since the floor knows nothing of values.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: "dict[str, _StrPromise]" = {}


def describe(sentences: "Mapping[str, _StrPromise]") -> None:
    """Make known what happened in acts of these codes, each told without its actor."""
    SENTENCES.update(sentences)


def sentence(action: str) -> str:
    """Say what happened in the language in force; a code that nobody described stays a code."""
    return str(SENTENCES.get(action, action))
