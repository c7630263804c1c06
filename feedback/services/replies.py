"""Giver and recipient write to each other below a piece of feedback."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.drafts import discard
from core.errors import RuleError
from feedback import limits, policies, words
from feedback.models import Feedback, Reply
from feedback.selectors.room import pausing
from notifications.services.notify import notify


class EmptyReply(RuleError):
    """A reply without words, or with more than can be kept."""


class NobodyToReply(RuleError):
    """The other side has left the organisation."""


@transaction.atomic
def reply(feedback: Feedback, *, text: str, by: Person, at: datetime) -> Reply:
    """Add a word to the thread and tell the other side."""
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if not policies.can_reply(by, locked):
        raise PermissionDenied
    text = words.tidy(text)
    check_text(text)
    other = feedback.recipient if by.pk == feedback.giver_id else feedback.giver
    if other.has_left:
        raise NobodyToReply(_("%(name)s has left and cannot read this.") % {"name": other.name})
    aside = at if other.pk in pausing(by, [other], at=at) else None  # nobody is told of a pause
    answer = Reply.objects.create(
        feedback=feedback, author=by, text=text, at=at, kept_aside_at=aside
    )
    audit.record(by=by, action="feedback.reply", on=answer, at=at)
    discard(by, f"reply/{feedback.pk}")
    url = f"{feedback.get_absolute_url()}#reply-{answer.pk}"
    notify([other], kind="feedback.replied", subject=answer.pk, url=url, by=by, at=at)
    return answer


def check_text(text: str) -> None:
    """Raise `EmptyReply` for a text that cannot be kept."""
    sentence = words.mistake_in(text, longest=limits.LONGEST_TEXT)
    if not words.has_words(text):
        sentence = _("Write something first.")
    if sentence:
        raise EmptyReply(sentence, fields={"text": sentence})
