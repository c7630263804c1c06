"""Puts markup together, escaping what is not markup, as Django's functions of these names do.

A page does so a thousand times. Texts, markup, ids and whole numbers are told apart here by their
type alone; what is neither, such as a promised translation, goes the way it goes in Django.
"""

from collections.abc import Iterable
from html import escape
from typing import Any
from uuid import UUID

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

NOTHING = SafeString("")
PLAIN = (UUID, int)  # hold no sign of markup


def format_html(pattern: str, *values: Any, **named: Any) -> SafeString:
    """Fill a pattern, which is markup, with values."""
    if named:
        told = {name: markup(value) for name, value in named.items()}
        return SafeString(pattern.format(*map(markup, values), **told))
    return SafeString(pattern.format(*map(markup, values)))


def format_html_join(separator: str, pattern: str, rows: Iterable[Iterable[Any]]) -> SafeString:
    """Fill a pattern once for each row, and put the separator, which is markup, in between."""
    return SafeString(separator.join([pattern.format(*map(markup, row)) for row in rows]))


def sentence(translated: str, **values: Any) -> SafeString:
    """Put values into a translated sentence that holds markup, as `{% blocktranslate %}` does."""
    return SafeString(translated % {name: markup(value) for name, value in values.items()})


def markup(value: Any) -> str:
    """Return markup as it is, and everything else escaped."""
    if type(value) is SafeString:
        return value
    if type(value) is str:
        return escape(value)
    return str(value) if type(value) in PLAIN else conditional_escape(value)
