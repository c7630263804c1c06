"""The organisation itself: founded once, with its first admin."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Organisation, Person
from accounts.services.people import create_person
from core import audit
from core.errors import RuleError

FOUNDING = 0x6D61737465727931  # the number of the lock; any, as long as nothing else takes it


class AlreadyFounded(RuleError):
    """Somebody is here already, so nobody can make themselves the first admin."""


@transaction.atomic
def found(
    *, organisation: str, name: str, email: str, password: str, language: str, at: datetime
) -> Person:
    """Make the organisation and its first admin, in an empty database only, and only once.

    The password was validated by the form. Of two at once one waits, then finds the other one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOUNDING])
    if Person.objects.exists():
        raise AlreadyFounded(_("The first admin has been made already. Sign in, or ask them."))
    Organisation.objects.update_or_create(defaults={"name": organisation})
    admin = create_person(
        email=email,
        name=name,
        by=None,
        at=at,
        password=password,
        role=Person.Role.ADMIN,
        language=language,
    )
    audit.record(by=admin, action="organisation.found", at=at, admin=True, words=organisation)
    return admin


@transaction.atomic
def rename(organisation: Organisation, *, name: str, by: Person, at: datetime) -> None:
    """Give the organisation another name."""
    if not policies.can_administer(by):
        raise PermissionDenied
    organisation.name = name
    organisation.save(update_fields=["name"])
    audit.record(by=by, action="organisation.rename", at=at, admin=True, words=name)
