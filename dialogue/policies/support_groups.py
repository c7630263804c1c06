"""Who answers a question about joining a support group."""

from accounts.models import Person, Team
from dialogue.models import GroupQuestion


def is_member(person: Person, group: Team) -> bool:
    """Whether somebody who is here belongs to the group."""
    return not person.has_left and group.memberships.filter(person=person).exists()


def can_read_question(person: Person, question: GroupQuestion) -> bool:
    """Twin of `GroupQuestionQuerySet.visible_to`."""
    is_own = question.person_id == person.pk
    return not person.has_left and (is_own or is_member(person, question.group))


def can_accept_question(person: Person, question: GroupQuestion) -> bool:
    """An invitation is accepted by whom it invites, a wish to join by any member."""
    if question.is_invitation:
        return not person.has_left and question.person_id == person.pk
    return is_member(person, question.group)
