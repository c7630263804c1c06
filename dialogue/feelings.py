"""Words for how somebody comes to a talk, to choose from; their own words are as good.

The word itself is kept in English and shown in the language of whoever reads it.
"""

from django.utils.translation import pgettext, pgettext_lazy

HOW = "how somebody comes to a talk"
FEELINGS = [
    ("glad", pgettext_lazy(HOW, "glad")),
    ("proud", pgettext_lazy(HOW, "proud")),
    ("curious", pgettext_lazy(HOW, "curious")),
    ("calm", pgettext_lazy(HOW, "calm")),
    ("grateful", pgettext_lazy(HOW, "grateful")),
    ("hopeful", pgettext_lazy(HOW, "hopeful")),
    ("tired", pgettext_lazy(HOW, "tired")),
    ("unsure", pgettext_lazy(HOW, "unsure")),
    ("worried", pgettext_lazy(HOW, "worried")),
    ("stuck", pgettext_lazy(HOW, "stuck")),
    ("annoyed", pgettext_lazy(HOW, "annoyed")),
    ("under pressure", pgettext_lazy(HOW, "under pressure")),
]
KNOWN = {word for word, _label in FEELINGS}


def in_words(feelings: tuple[str, ...]) -> str:
    """Write them one after the other, in the language in force."""
    return ", ".join(pgettext(HOW, word) if word in KNOWN else word for word in feelings)
