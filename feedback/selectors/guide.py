"""What the writing guide asks about a piece of feedback that is being written."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from accounts.models import Person
from core.guide import Hint, Typed
from core.guide.choices import choices_of
from feedback import words
from feedback.guide import FEEDBACK_GUIDE
from feedback.models import Feedback

SHORTEST_COPY: Final = 25  # characters; "Thank you." may be said to anybody


def hints_on_piece(
    texts: Mapping[str, str],
    *,
    by: Person,
    recipients: Sequence[UUID] = (),
    passed: Sequence[str] = (),
    draft: UUID | None = None,
) -> tuple[Hint, ...]:
    """Return what to ask the giver. Nothing of the texts is kept anywhere."""
    facts = {"same_words": same_words(texts.get("behaviour", ""), by, recipients, draft)}
    typed = Typed(texts, language=by.language, facts=facts, passed=passed)
    return FEEDBACK_GUIDE.read(typed, chosen=choices_of(by))


def same_words(
    behaviour: str, giver: Person, recipients: Sequence[UUID], draft: UUID | None
) -> int:
    """Count who has these words from this giver already, or would have them."""
    text = words.tidy(behaviour).replace("\x00", "")
    if len(text) < SHORTEST_COPY:
        return 0
    told = Feedback.objects.given_by(giver).saying(text)
    earlier = told.exclude(batch=draft) if draft else told
    return len({*earlier.values_list("recipient", flat=True), *recipients})
