"""Who may do what with values."""

from accounts.models import Person
from goals.models import Value


def can_read_value(person: Person, _value: Value) -> bool:
    """Twin of `ValueQuerySet.visible_to`."""
    return not person.has_left


def can_keep_values(person: Person) -> bool:
    """Admins write the values down and order them."""
    return person.is_admin and not person.has_left
