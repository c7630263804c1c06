"""Choices of radio buttons that say what they mean."""

from typing import Any, Final

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

OUT_OF_LIST: Final = {"invalid_choice": _("Choose from the list. One of these is not in it.")}


def worded_now(name: Any, more: Any) -> Any:
    return format_html("<b>{}.</b> {}", name, more)


worded = lazy(worded_now, str)  # a choice is worded in the language of who reads it
