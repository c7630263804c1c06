"""Sets of the library, taken for a talk as they are."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import RuleError
from dialogue.library import Ready, known, ready_in
from dialogue.models import Prompt, PromptTemplate


class UnknownSet(RuleError):
    """The library has no set of this code."""


@transaction.atomic
def take_as_it_is(code: str, *, language: str, at: datetime) -> PromptTemplate:
    """Return a set of the library as a template, the same one for everybody who takes it.

    Where a newer version of the app words it anew, talks that are planned keep the old words.
    """
    ready = ready_in(language).get(code)
    if ready is None:
        sentence = _("The library has no such prompts. Choose others.")
        raise UnknownSet(sentence, fields={"template": sentence, "library": sentence})
    template, is_new = PromptTemplate.objects.get_or_create(
        library=version_of(ready),
        language=known(language),
        retired_at=None,
        defaults={"name": ready.name, "introduced_at": at},
    )
    if is_new:
        Prompt.objects.bulk_create(
            Prompt(template=template, position=position, text=text)
            for position, text in enumerate(ready.questions, start=1)
        )
    return template


def version_of(ready: Ready) -> str:
    """Name a set by its code and its words, so that new words make a new template."""
    words = "\n".join((ready.name, *ready.questions)).encode()
    return f"{ready.code}.{sha256(words).hexdigest()[:8]}"
