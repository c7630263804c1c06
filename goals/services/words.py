"""What people typed, as it may be kept: trimmed, not empty, not too long."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from core.errors import RuleError


class NothingWritten(RuleError):
    """A text that is needed is empty."""


class TooLong(RuleError):
    """A text is longer than what can be kept."""


def needed(text: str, *, field: str, longest: int, sentence: str) -> str:
    """Return the text without blanks around it; `sentence` asks for it when it is empty."""
    trimmed = text.strip()
    if not trimmed:
        raise NothingWritten(sentence, fields={field: sentence})
    return short_enough(trimmed, field=field, longest=longest)


def short_enough(text: str, *, field: str, longest: int) -> str:
    """Return the text without blanks around it, or say how many characters it may have."""
    trimmed = text.strip()
    if len(trimmed) > longest:
        sentence = _("Shorten this to %(longest)s characters.") % {"longest": longest}
        raise TooLong(sentence, fields={field: sentence})
    return trimmed


def day_of(at: datetime, person: Person) -> date:
    """Return the day on which `at` falls where this person is."""
    return timezone.localdate(at, ZoneInfo(person.time_zone))
