"""Answers before a talk: private until shared, by hand or as the talk begins."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError, StaleVersion
from dialogue.models import Answer, CheckIn, Preparation, Prompt
from dialogue.services.locks import check_length, lock, show


class UnknownPrompt(RuleError):
    """An answer names a prompt that this talk does not have."""


@transaction.atomic
def save_preparation(
    checkin: CheckIn,
    *,
    by: Person,
    at: datetime,
    answers: Mapping[UUID | None, str],
    version: int,
    shares_at_start: bool | None = None,
) -> Preparation:
    """Save one's answers by prompt (None: whatever else is to be said); an empty one is removed.

    Prompts that are not named keep their answer. `shares_at_start` says whether the other side
    reads the answers as the talk begins; without it they stay private until shared by hand.
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
    if changed:
        if version != preparation.version:
            sentence = _("Your answers were changed in another tab.")
            raise StaleVersion(sentence, current=preparation.version)
        write_answers(preparation, changed)
        preparation.version, preparation.saved_at = version + 1, at
        show([checkin.pk] if preparation.shared_at else [])
    if shares_at_start is not None:
        preparation.shares_at_start = shares_at_start
    preparation.save(update_fields=["version", "saved_at", "shares_at_start"])
    return preparation


@transaction.atomic
def share_preparation(checkin: CheckIn, *, by: Person, at: datetime) -> Preparation:
    """Let the other side read one's answers, from now on. Twice is the same as once."""
    locked = lock(checkin, by=by)
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
