"""Who reads what a coachee asks for and hands over. Twins of the `visible_to` of its rows."""

from accounts.models import Coaching, Person
from dialogue.models import Handover, HelpAsked, HelpWanted


def coaches_now(person: Person, coaching: Coaching) -> bool:
    """The relation goes on, both are here, and this person is the coach."""
    goes_on = coaching.is_active and not coaching.coachee.has_left
    return goes_on and not person.has_left and coaching.coach_id == person.pk


def can_read_help(person: Person, wanted: HelpWanted) -> bool:
    """Twin of `HelpWantedQuerySet.visible_to`."""
    if person.pk == wanted.person_id:
        return not person.has_left
    asked = wanted.asked.select_related("coaching__coachee")
    return wanted.taken_back_at is None and any(coaches_now(person, one.coaching) for one in asked)


def can_read_asked(person: Person, asked: HelpAsked) -> bool:
    """Twin of `HelpAskedQuerySet.visible_to`."""
    if person.pk == asked.wanted.person_id:
        return not person.has_left
    return asked.wanted.taken_back_at is None and coaches_now(person, asked.coaching)


def can_read_handover(person: Person, handover: Handover) -> bool:
    """Twin of `HandoverQuerySet.visible_to`."""
    if person.pk == handover.coaching.coachee_id:
        return not person.has_left
    return handover.taken_back_at is None and coaches_now(person, handover.coaching)
