"""The organisation names its trusted persons, to whom feedback can be reported."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Person
from core import audit
from core.errors import RuleError

MOST: Final = 2


class CannotBeTrusted(RuleError):
    """Too many, somebody who has left, or an admin."""


@transaction.atomic
def name_trusted(people: Sequence[Person], *, by: Person, at: datetime) -> None:
    """Let these people and nobody else be the trusted persons; two, since one may be a party."""
    if not policies.can_administer(by):
        raise PermissionDenied
    people = list({person.pk: person for person in people}.values())
    check(people)
    before = Person.objects.select_for_update().filter(is_trusted=True).order_by("pk")
    known = {person.pk for person in before}
    named = {person.pk for person in people}
    if known == named:
        return
    Person.objects.filter(pk__in=known - named).update(is_trusted=False)
    Person.objects.filter(pk__in=named).update(is_trusted=True)
    for person in people:
        person.is_trusted = True
    names = ", ".join(person.name for person in people)
    audit.record(by=by, action="person.name_trusted", at=at, admin=True, words=names)


def check(people: Sequence[Person]) -> None:
    """Raise `CannotBeTrusted` unless these may be named."""
    sentence = ""
    if len(people) > MOST:
        sentence = _("Choose two people. Reports are read by as few as possible.")
    for person in people:
        if person.has_left:
            sentence = _("Choose somebody else. %(name)s has left.") % {"name": person.name}
        elif person.is_admin:
            sentence = _(
                "Choose somebody else. %(name)s is an admin, and admins read nobody’s words."
            ) % {"name": person.name}
    if sentence:
        raise CannotBeTrusted(sentence, fields={"trusted": sentence})
