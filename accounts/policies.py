"""Who may do what with people, teams and coaching."""

from accounts.models import Coaching, CoachingSuggestion, PeopleImport, Person


def can_read_coaching(person: Person, coaching: Coaching) -> bool:
    """Twin of `CoachingQuerySet.visible_to`."""
    return person.pk in (coaching.coach_id, coaching.coachee_id)


def can_accept(person: Person, coaching: Coaching) -> bool:
    """The one who was asked accepts."""
    return can_read_coaching(person, coaching) and person.pk != coaching.asked_by_id


def can_read_suggestion(person: Person, suggestion: CoachingSuggestion) -> bool:
    """Twin of `CoachingSuggestionQuerySet.visible_to`: it is read by its two sides."""
    return not person.has_left and person.pk in (suggestion.coach_id, suggestion.coachee_id)


def can_read_import(person: Person, upload: PeopleImport) -> bool:
    """Twin of `PeopleImportQuerySet.visible_to`: it is seen by the admin who uploaded it."""
    return can_administer(person) and upload.owner_id == person.pk


def can_administer(person: Person) -> bool:
    """An admin opens settings, and no feedback, dialogue or 360 answer."""
    return person.is_admin and not person.has_left
