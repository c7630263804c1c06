"""Who sets up what talks are prepared with."""

from accounts.models import Person
from accounts.policies import can_administer
from dialogue.models import PromptTemplate


def can_set_prompts(person: Person) -> bool:
    """Templates are a setting, so admins write them."""
    return can_administer(person)


def can_take(person: Person, template: PromptTemplate) -> bool:
    """A talk is planned with the organisation's prompts, or with one's own."""
    return template.owner_id in (None, person.pk)
