"""Who sets up what talks are prepared with."""

from accounts.models import Person
from accounts.policies import can_administer
from dialogue.models import PromptTemplate


def can_set_prompts(person: Person) -> bool:
    """The organisation's templates are a setting, so admins write them."""
    return can_administer(person)


def can_take(person: Person, template: PromptTemplate) -> bool:
    """A talk is planned with the organisation's prompts, or with one's own."""
    return template.owner_id in (None, person.pk)


def can_set(person: Person, template: PromptTemplate) -> bool:
    """Admins change the organisation's, people their own, and nobody those of the library."""
    if template.owner_id:
        return not person.has_left and template.owner_id == person.pk
    return template.library == "" and can_administer(person)


def can_see_template(person: Person, template: PromptTemplate) -> bool:
    """Twin of `PromptTemplateQuerySet.visible_to`."""
    return not person.has_left and can_take(person, template)
