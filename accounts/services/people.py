"""People come, change and leave."""

import zoneinfo
from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Person
from accounts.querysets import folded
from core import audit
from core.errors import RuleError


class AddressTaken(RuleError):
    """Somebody else has this address."""


class UnknownTimeZone(RuleError):
    """The time zone is not in the IANA database."""


class ClosingOneself(RuleError):
    """An admin who locks themselves out cannot be let in again by themselves."""


class LastAdmin(RuleError):
    """The organisation would have no admin left."""


@cache
def time_zones() -> frozenset[str]:
    """Return the names that the IANA database knows; read from disk once, since that is slow."""
    return frozenset(zoneinfo.available_timezones())


def search_key(person: Person) -> str:
    """Return what this person is found and sorted by: name first, all in folded letters."""
    parts = (person.name, person.preferred_name, person.email, person.job_title)
    return folded(" ".join(part for part in parts if part))[:500]


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    by: Person | None,
    at: datetime,
    password: str | None = None,
    **details: Any,
) -> Person:
    """Bring somebody in; `by=None` is the app itself. Without a password they set one by mail."""
    address = email.strip().lower()
    if Person.objects.filter(email=address).exists():
        raise AddressTaken(
            _("Somebody with this address is here already."), fields={"email": _("Already taken.")}
        )
    if details.get("time_zone", "UTC") not in time_zones():
        raise UnknownTimeZone(_("This time zone is not known. Choose one such as Europe/Oslo."))
    person = Person(email=address, name=name.strip(), joined_at=at, **details)
    person.search_key = search_key(person)
    person.set_password(password)
    person.save(force_insert=True)
    audit.record(by=by, action="person.create", on=person, at=at, admin=True, words=person.name)
    return person


@transaction.atomic
def deactivate(person: Person, *, by: Person, at: datetime) -> None:
    """Close every door for somebody who leaves; their words stay with those they gave them to.

    Sessions and tokens end with the next request, since both ask whether their person is here.
    """
    if not policies.can_administer(by):
        raise PermissionDenied
    if person.pk == by.pk:
        raise ClosingOneself(_("You cannot close your own account. Ask another admin to do it."))
    admins_too = Q(pk=person.pk) | Q(role=Person.Role.ADMIN)
    rows = Person.objects.select_for_update().filter(admins_too).order_by("pk")
    locked = next(row for row in rows if row.pk == person.pk)
    if locked.left_at:
        return
    others = Person.objects.here().filter(role=Person.Role.ADMIN).exclude(pk=person.pk)
    if locked.is_admin and not others.exists():
        raise LastAdmin(_("Make somebody else an admin first. Nobody would be left to do it."))
    locked.left_at, locked.left_by = at, by
    locked.save(update_fields=["left_at", "left_by"])
    person.left_at, person.left_by = at, by
    audit.record(by=by, action="person.deactivate", on=person, at=at, admin=True, words=person.name)
