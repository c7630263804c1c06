"""Every write to a talk begins here: lock its row, ask whether this person writes on it."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Person
from core.errors import RuleError
from dialogue.models import CheckIn
from dialogue.policies import checkins as policies

LONGEST_TEXT = 100_000  # characters of one text, some forty pages


class TalkIsOver(RuleError):
    """The talk was held, skipped or cancelled before."""


class TooLong(RuleError):
    """One text is longer than what is kept."""


def lock(checkin: CheckIn, *, by: Person) -> CheckIn:
    """Return the talk as it stands, locked; who may not write on its page is refused (403)."""
    locked = CheckIn.objects.select_for_update(of=("self",)).with_people().get(pk=checkin.pk)
    if not policies.can_write(by, locked):
        raise PermissionDenied
    return locked


def lock_open(checkin: CheckIn, *, by: Person) -> CheckIn:
    """Return the talk locked, if it is still to be held."""
    locked = lock(checkin, by=by)
    if sentence := policies.why_over(locked):
        raise TalkIsOver(sentence)
    return locked


def check_length(text: str, field: str) -> None:
    """Refuse a text that is too long to be kept as one."""
    if len(text) > LONGEST_TEXT:
        sentence = _("This is longer than %(count)s characters. Split it, or shorten it.")
        raise TooLong(sentence % {"count": LONGEST_TEXT}, fields={field: _("Too long.")})
