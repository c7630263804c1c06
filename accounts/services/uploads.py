"""A list of people between upload and import: kept for a day at most, seen by its owner alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import policies
from accounts.imports import mapping
from accounts.imports.mapping import ColumnMap
from accounts.imports.packing import pack, unpack
from accounts.imports.people import People
from accounts.imports.plan import Plan
from accounts.imports.reading import Table, read_table
from accounts.imports.rows import read_people
from accounts.models import PeopleImport, Person
from accounts.services.imports import apply_import
from core import audit
from core.errors import RuleError

KEPT_FOR = timedelta(hours=24)


class NotMapped(RuleError):
    """A column that no import can do without has not been chosen."""


@transaction.atomic
def begin(content: bytes, *, file_name: str, by: Person, at: datetime) -> PeopleImport:
    """Read a file and keep its table; an earlier one of the same admin goes.

    Raises `accounts.imports.limits.Unreadable` with a sentence if it is not a table.
    """
    if not policies.can_administer(by):
        raise PermissionDenied
    table = read_table(content)
    upload, _is_new = PeopleImport.objects.update_or_create(
        owner=by,
        defaults={
            "file_name": file_name[-200:],
            "table": pack(table),
            "choices": mapping.guess(table).chosen(),
            "uploaded_at": at,
            "expires_at": at + KEPT_FOR,
        },
    )
    audit.record(by=by, action="import.begin", on=upload, at=at, admin=True)
    return upload


def open_upload(upload: PeopleImport) -> tuple[Table, ColumnMap]:
    """Return the table and the mapping as it was chosen last."""
    table = unpack(bytes(upload.table))
    return table, mapping.mapped_by(mapping.guess(table), upload.choices)


def people_of(upload: PeopleImport) -> People:
    """Read the rows as they are mapped. Raises `NotMapped` while a column is missing."""
    return people_in(*open_upload(upload))


def people_in(table: Table, columns: ColumnMap) -> People:
    """Read the rows of a table. Raises `NotMapped` while a column is missing."""
    if missing := columns.missing():
        raise NotMapped(missing)
    return read_people(table, columns)


@transaction.atomic
def choose(
    upload: PeopleImport, *, choices: Sequence[tuple[str, str]], by: Person, at: datetime
) -> None:
    """Map the columns. Raises `accounts.imports.mapping.Unmappable` with a sentence."""
    _ask_owner(upload, by)
    _table, columns = open_upload(upload)
    upload.choices = mapping.mapped_by(columns, choices).chosen()
    upload.expires_at = at + KEPT_FOR
    upload.save(update_fields=["choices", "expires_at"])


@transaction.atomic
def apply_upload(
    upload: PeopleImport, *, by: Person, at: datetime, skip_broken: bool = False
) -> Plan:
    """Apply the list and forget the file."""
    _ask_owner(upload, by)
    plan = apply_import(people_of(upload), by=by, at=at, skip_broken=skip_broken)
    upload.delete()
    return plan


@transaction.atomic
def drop(upload: PeopleImport, *, by: Person, at: datetime) -> None:
    """Forget the file without importing it."""
    _ask_owner(upload, by)
    audit.record(by=by, action="import.drop", on=upload, at=at, admin=True)
    upload.delete()


def forget_expired(*, at: datetime) -> int:
    """Forget files that nobody applied within their day; return how many."""
    forgotten, _by_model = PeopleImport.objects.filter(expires_at__lte=at).delete()
    return forgotten


def _ask_owner(upload: PeopleImport, by: Person) -> None:
    if not policies.can_read_import(by, upload):
        raise PermissionDenied
