"""Who may do what with people, teams and coaching."""

from accounts.models import Coaching, Person


def can_read_coaching(person: Person, coaching: Coaching) -> bool:
    """Twin of `CoachingQuerySet.visible_to`."""
    return person.pk in (coaching.coach_id, coaching.coachee_id)


def can_accept(person: Person, coaching: Coaching) -> bool:
    """The one who was asked accepts."""
    return can_read_coaching(person, coaching) and person.pk != coaching.asked_by_id


def can_administer(person: Person) -> bool:
    """An admin opens settings, and no feedback, dialogue or 360 answer."""
    return person.is_admin and not person.has_left
