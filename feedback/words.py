"""Words as people typed them, made ready to be kept, and nothing in them changed."""

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

NO_CHARACTER: Final = re.compile("[\x00\ud800-\udfff]")  # NUL, and halves of surrogate pairs


def tidy(text: str) -> str:
    """Return the text with one kind of line break and no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def has_words(text: str) -> bool:
    """Tell whether there is anything to see: not only blanks, breaks and marks without width."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


def mistake_in(text: str, *, longest: int) -> str:
    """Return what keeps a text from being kept, as a sentence; nothing when it can be."""
    if len(text) > longest:
        return _("Shorten this to %(longest)s characters. It has %(length)s now.") % {
            "longest": f"{longest:,}",
            "length": f"{len(text):,}",
        }
    if NO_CHARACTER.search(text):
        return _("Type this again. It holds characters that do not exist.")
    return ""
