"""Every write to a talk begins here: lock its row, ask whether this person writes on it."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F
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


def lock(checkin: CheckIn, *, by: Person, shown: bool = True) -> CheckIn:
    """Return the talk as it stands, locked; who may not write on its page is refused (403).

    Open pages of the talk then look again. `shown=False` is for what others do not see, since
    even that something was written would tell them of it.
    """
    locked = CheckIn.objects.select_for_update(of=("self",)).with_people().get(pk=checkin.pk)
    if not policies.can_write(by, locked):
        raise PermissionDenied
    if shown:
        show([checkin.pk])
    return locked


def show(checkins: Collection[UUID]) -> None:
    """Let open pages of these talks look again."""
    if checkins:
        talks = CheckIn.objects.filter(pk__in=checkins)
        talks.update(page_version=F("page_version") + 1)


def show_commitment(checkin: CheckIn) -> None:
    """Let the page of a talk, and those of later talks that carry its commitments, look again.

    A later talk that somebody writes on in this very moment is shown anew for that; to wait for it
    here could mean that two wait for each other.
    """
    show([checkin.pk])
    later = CheckIn.objects.unsettled().of_relation(checkin).exclude(pk=checkin.pk)
    free = later.select_for_update(of=("self",), skip_locked=True).order_by("pk")
    show(list(free.values_list("pk", flat=True)))


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
