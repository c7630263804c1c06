"""Who sets up what talks are prepared with."""

from accounts.models import Person
from accounts.policies import can_administer


def can_set_prompts(person: Person) -> bool:
    """Templates are a setting, so admins write them."""
    return can_administer(person)
