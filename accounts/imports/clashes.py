"""Rows beside each other: two people with one address or one personnel number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.imports.cells import Remark
from accounts.imports.headings import plain
from accounts.imports.mapping import ColumnMap
from accounts.imports.people import PersonRow, Remarks


def clashes(people: list[PersonRow], columns: ColumnMap) -> Iterator[Remarks]:
    """Two rows with one address or one personnel number, but not one and the same person."""
    found: dict[int, tuple[PersonRow, Remark]] = {}
    for key, sentence in (("email", _one_address), ("personnel_no", _one_number)):
        column = columns.of(key)
        for group in _groups(people, key):
            for person in _wrong_ones(group, key):
                other = next(one for one in group if one.row != person.row)
                remark = Remark(column.name if column else "", sentence(other))
                found.setdefault(person.row, (person, remark))
    for row, (person, remark) in found.items():
        yield Remarks(row, person.name, (remark,))


def _groups(people: list[PersonRow], key: str) -> list[list[PersonRow]]:
    by_value: dict[str, list[PersonRow]] = defaultdict(list)
    for person in people:
        if value := getattr(person, key):
            by_value[value].append(person)
    return [group for group in by_value.values() if len(group) > 1]


def _wrong_ones(group: list[PersonRow], key: str) -> list[PersonRow]:
    """If the address spells the name of exactly one of them, it is theirs; else it is open."""
    if key == "email":
        owners = [person for person in group if is_spelt_in(person.name, person.email)]
        if len(owners) == 1:
            return [person for person in group if person is not owners[0]]
    return group


def is_spelt_in(name: str, email: str) -> bool:
    """Tell whether all parts of the address before the @ occur in the name."""
    written = plain(name).replace(" ", "")
    parts = plain(email.partition("@")[0].replace("_", ".")).split()
    return bool(parts) and all(part in written for part in parts)


def _one_address(other: PersonRow) -> str:
    return _("The address %(email)s is that of %(who)s in row %(row)d. Give each their own.") % {
        "email": other.email,
        "who": other.name,
        "row": other.row,
    }


def _one_number(other: PersonRow) -> str:
    return _("The personnel number %(number)s is that of %(who)s in row %(row)d as well.") % {
        "number": other.personnel_no,
        "who": other.name,
        "row": other.row,
    }
