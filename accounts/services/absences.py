"""Days away: nudges pause meanwhile, and no due date moves."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Absence, Person
from core import audit
from core.errors import RuleError

MOST = 500  # absences of one person, more than a working life holds
Days = tuple[date, date]


class EndsBeforeItStarts(RuleError):
    """The last day away lies before the first."""


class TooMany(RuleError):
    """More absences than one person can have."""


@transaction.atomic
def add(person: Person, *, starts_on: date, ends_on: date, by: Person, at: datetime) -> Absence:
    """Be away from the first day to the last, both included; the same days twice are once."""
    refuse_unless_own(person, by)
    refuse_odd_days([(starts_on, ends_on)])
    absence, is_new = Absence.objects.get_or_create(
        person=person, starts_on=starts_on, ends_on=ends_on
    )
    if is_new:
        audit.record(by=by, action="absence.add", on=absence, at=at)
    return absence


@transaction.atomic
def remove(absence: Absence, *, by: Person, at: datetime) -> None:
    """Be there after all."""
    if not policies.can_read_absence(by, absence):
        raise PermissionDenied
    audit.record(by=by, action="absence.remove", on=absence, at=at)
    absence.delete()


@transaction.atomic
def replace(person: Person, *, absences: Sequence[Days], by: Person, at: datetime) -> None:
    """Make these the person's absences, in place of all before."""
    refuse_unless_own(person, by)
    refuse_odd_days(absences)
    Person.objects.select_for_update().get(pk=person.pk)
    kept = set()
    for absence in Absence.objects.filter(person=person):
        days = (absence.starts_on, absence.ends_on)
        if days in absences and days not in kept:
            kept.add(days)
        else:
            absence.delete()
    missing = sorted(set(absences) - kept)
    Absence.objects.bulk_create(
        [Absence(person=person, starts_on=first, ends_on=last) for first, last in missing]
    )
    audit.record(by=by, action="absence.replace", on=person, at=at)


def refuse_unless_own(person: Person, by: Person) -> None:
    """Everybody says for themselves when they are away."""
    if person.pk != by.pk or by.has_left:
        raise PermissionDenied


def refuse_odd_days(absences: Sequence[Days]) -> None:
    """Raise when an absence ends before it starts, or when there are very many."""
    if len(absences) > MOST:
        raise TooMany(_("Send at most %(most)d absences.") % {"most": MOST})
    if any(last < first for first, last in absences):
        sentence = _("Choose a last day that is not before the first.")
        raise EndsBeforeItStarts(sentence, fields={"ends_on": sentence})
