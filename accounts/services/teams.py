"""Teams, workstreams and communities: founded by anybody, kept by those who are in them."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Membership, Person, Team
from core import audit
from core.errors import RuleError


class TeamNameTaken(RuleError):
    """Another team has this name."""


class NotInThisTeam(RuleError):
    """Only somebody's own teams can be their home."""


class JoinedByAgreement(RuleError):
    """A support group is joined by agreement, and is nobody's home."""


@transaction.atomic
def found(*, name: str, kind: str, about: str, by: Person, at: datetime) -> Team:
    """Found a team; its founder is its first member."""
    team = Team(name=name, kind=kind, about=about, founded_by=by, founded_at=at)
    write(team)
    audit.record(by=by, action="team.found", on=team, at=at)
    enter(team, by=by, at=at)
    return team


@transaction.atomic
def edit(team: Team, *, name: str, kind: str, about: str, by: Person, at: datetime) -> None:
    """Say anew what a team is called and what it is for."""
    if not policies.can_edit_team(by, team):
        raise PermissionDenied
    if (team.kind == Team.Kind.GROUP) != (kind == Team.Kind.GROUP):
        raise JoinedByAgreement(_("A support group stays one, and a team becomes none."))
    team.name, team.kind, team.about = name, kind, about
    write(team)
    audit.record(by=by, action="team.edit", on=team, at=at)


def write(team: Team) -> None:
    """Save, and say in words when somebody has used the name before, even at this instant."""
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as error:
        sentence = _("Choose another name. There is a team with this one.")
        raise TeamNameTaken(sentence, fields={"name": sentence}) from error


def join(team: Team, *, by: Person, at: datetime) -> None:
    """Belong to a team from now on. Raises JoinedByAgreement for a support group."""
    if team.kind == Team.Kind.GROUP:
        raise JoinedByAgreement(_("A support group is joined by agreement: ask to join it."))
    enter(team, by=by, at=at)


@transaction.atomic
def enter(team: Team, *, by: Person, at: datetime) -> None:
    """Become a member; somebody's first team of routine work is their home."""
    Person.objects.select_for_update().get(pk=by.pk)  # two first teams at once, one home
    is_first = team.kind == Team.Kind.TEAM and not by.memberships.filter(is_home=True).exists()
    _membership, is_new = Membership.objects.get_or_create(
        team=team, person=by, defaults={"is_home": is_first, "joined_at": at}
    )
    if is_new:
        audit.record(by=by, action="team.join", on=team, at=at)


@transaction.atomic
def leave(team: Team, *, by: Person, at: datetime) -> None:
    """Belong to it no longer; leaving twice changes nothing."""
    gone, _by_model = Membership.objects.filter(team=team, person=by).delete()
    if gone:
        audit.record(by=by, action="team.leave", on=team, at=at)


@transaction.atomic
def make_home(team: Team, *, by: Person, at: datetime) -> None:
    """Make one of somebody's teams their home, in place of the one before."""
    Person.objects.select_for_update().get(pk=by.pk)
    if team.kind == Team.Kind.GROUP:
        raise JoinedByAgreement(_("A support group is nobody’s home team. Choose a team."))
    own = Membership.objects.filter(person=by)
    if not own.filter(team=team).exists():
        raise NotInThisTeam(_("Join this team first, then make it your home team."))
    own.filter(is_home=True).exclude(team=team).update(is_home=False)
    own.filter(team=team).update(is_home=True)
    audit.record(by=by, action="team.make_home", on=team, at=at)
