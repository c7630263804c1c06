"""Answers before a talk: private until shared, by hand or as the talk begins."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError, StaleVersion
from dialogue.models import Answer, CheckIn, Preparation, Prompt
from dialogue.services.locks import check_length, lock, show

MOST_FEELINGS = 6
LONGEST_FEELING = 40


class UnknownPrompt(RuleError):
    """An answer names a prompt that this talk does not have."""


class NobodyReadsThis(RuleError):
    """A reflection has one side."""


class TooManyFeelings(RuleError):
    """A few short words say how somebody comes to a talk."""


@transaction.atomic
def save_preparation(
    checkin: CheckIn,
    *,
    by: Person,
    at: datetime,
    answers: Mapping[UUID | None, str],
    version: int,
    shares_at_start: bool | None = None,
    feelings: Sequence[str] | None = None,
) -> Preparation:
    """Save one's answers by prompt (None: whatever else is to be said); an empty one is removed.

    Prompts that are not named keep their answer. `shares_at_start` says whether the other side
    reads the answers as the talk begins; without it they stay private until shared by hand.
    `feelings` are a few words, shared together with the answers; None leaves those there are.
    Raises `StaleVersion` when another tab saved in between: nothing is changed.
    """
    locked = lock(checkin, by=by, shown=False)
    check_answers(locked, answers)
    preparation = own(locked, by=by, at=at)
    before: dict[UUID | None, str] = {a.prompt_id: a.text for a in preparation.answers.all()}
    changed = {
        prompt: text.strip()
        for prompt, text in answers.items()
        if text.strip() != before.get(prompt, "")
    }
    words = preparation.feelings if feelings is None else checked_feelings(feelings)
    if changed or words != preparation.feelings:
        if version != preparation.version:
            sentence = _("Your answers were changed in another tab.")
            raise StaleVersion(sentence, current=preparation.version)
        write_answers(preparation, changed)
        preparation.feelings = words
        preparation.version, preparation.saved_at = version + 1, at
        show([checkin.pk] if preparation.shared_at else [])
    if shares_at_start is not None:
        preparation.shares_at_start = shares_at_start
    preparation.save(update_fields=["version", "saved_at", "shares_at_start", "feelings"])
    return preparation


@transaction.atomic
def share_preparation(checkin: CheckIn, *, by: Person, at: datetime) -> Preparation:
    """Let the other sides read one's answers, from now on. Twice is the same as once."""
    locked = lock(checkin, by=by)
    if locked.is_reflection:
        sentence = _("A reflection is yours alone. Copy what you would like to tell somebody.")
        raise NobodyReadsThis(sentence)
    preparation = own(locked, by=by, at=at)
    if preparation.shared_at is None:
        preparation.shared_at, preparation.shared_by = at, by
        preparation.save(update_fields=["shared_at", "shared_by"])
        audit.record(by=by, action="preparation.share", on=preparation, at=at)
    return preparation


def own(checkin: CheckIn, *, by: Person, at: datetime) -> Preparation:
    """One's own preparation of a talk, begun if need be; the talk's row is locked."""
    preparation, _is_new = Preparation.objects.get_or_create(
        checkin=checkin, person=by, defaults={"saved_at": at}
    )
    return preparation


def checked_feelings(words: Sequence[str]) -> list[str]:
    """Return the words, each once; a few, each of them short."""
    found = list(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
    if len(found) > MOST_FEELINGS or any(len(word) > LONGEST_FEELING for word in found):
        sentence = _("Choose at most %(count)s words, each of at most %(length)s characters.")
        filled = sentence % {"count": MOST_FEELINGS, "length": LONGEST_FEELING}
        raise TooManyFeelings(filled, fields={"feelings": filled})
    return found


def check_answers(checkin: CheckIn, answers: Mapping[UUID | None, str]) -> None:
    """Refuse texts that are too long, and prompts of another template."""
    for text in answers.values():
        check_length(text, "answers")
    named = {prompt for prompt in answers if prompt is not None}
    if Prompt.objects.filter(pk__in=named, template=checkin.template_id).count() < len(named):
        sentence = _("This talk does not ask that. Read its prompts again.")
        raise UnknownPrompt(sentence, fields={"answers": sentence})


def write_answers(preparation: Preparation, changed: Mapping[UUID | None, str]) -> None:
    """Replace the answers that changed."""
    for prompt, text in changed.items():
        preparation.answers.filter(prompt=prompt).delete()
        if text:
            Answer.objects.create(preparation=preparation, prompt_id=prompt, text=text)
