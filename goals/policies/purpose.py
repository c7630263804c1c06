"""Who words a purpose."""

from accounts.models import Membership, Person, Team
from goals.models import Purpose


def can_read_purpose(person: Person, _purpose: Purpose) -> bool:
    """Twin of `PurposeQuerySet.visible_to`."""
    return not person.has_left


def can_state_purpose(person: Person, team: Team | None) -> bool:
    """Admins word the organisation's purpose, the members of a team that of their team."""
    if person.has_left:
        return False
    if team is None:
        return person.is_admin
    return Membership.objects.filter(team=team, person=person).exists()
