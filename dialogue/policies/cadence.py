"""Who reads and who sets which rhythm."""

from accounts.models import Coaching, Membership, Person
from accounts.policies import can_administer
from dialogue.models import CadenceRule


def can_read_rule(person: Person, rule: CadenceRule) -> bool:
    """Twin of `CadenceRuleQuerySet.visible_to`."""
    if person.has_left:
        return False
    if person.is_admin or rule.scope == CadenceRule.Scope.EVERYONE:
        return True
    if rule.team_id:
        return Membership.objects.filter(team=rule.team_id, person=person).exists()
    return _is_about(person, rule.coaching, rule.person)


def can_set_rule(person: Person, coaching: Coaching | None, target: Person | None) -> bool:
    """An admin for anybody; the sides of a pair for their pair; a person for themselves."""
    return can_administer(person) or _is_about(person, coaching, target)


def must_keep_bounds(person: Person) -> bool:
    """Whoever can change the bounds need not keep them."""
    return not can_administer(person)


def _is_about(person: Person, coaching: Coaching | None, target: Person | None) -> bool:
    if person.has_left:
        return False
    if coaching is not None:
        return person.pk in (coaching.coach_id, coaching.coachee_id)
    return target is not None and target.pk == person.pk
