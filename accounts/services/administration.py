"""What admins do with people one by one, and the closing of accounts on their last day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Membership, Person, Team
from accounts.services.people import AddressTaken, LastAdmin, create_person, search_key
from core import audit
from core.errors import RuleError

EDITABLE = (
    "name",
    "preferred_name",
    "email",
    "personnel_no",
    "job_title",
    "location",
    "country",
    "time_zone",
    "language",
    "started_on",
    "leaves_on",
)


class NoHomeTeam(RuleError):
    """A support group is nobody's home team."""


class NumberTaken(RuleError):
    """Somebody else has this personnel number."""


def _locked(person: Person, by: Person) -> Person:
    """Lock the person and all admins, so that two admins cannot both be the last to go."""
    if not policies.can_administer(by):
        raise PermissionDenied
    list(Person.objects.select_for_update().filter(role=Person.Role.ADMIN).order_by("pk"))
    return Person.objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def change_role(person: Person, *, role: str, by: Person, at: datetime) -> None:
    """Make somebody a member or an admin. The last admin stays one."""
    locked = _locked(person, by)
    if role not in Person.Role.values:
        raise RuleError(_("Choose member or admin."))
    if locked.role == role:
        return
    others = Person.objects.here().filter(role=Person.Role.ADMIN).exclude(pk=person.pk)
    if role == Person.Role.MEMBER and not others.exists():
        raise LastAdmin(_("Make somebody else an admin first. Nobody would be left to do it."))
    if role == Person.Role.ADMIN and locked.has_left:
        raise RuleError(_("This person has left the organisation."))
    locked.role = person.role = role
    locked.save(update_fields=["role"])
    audit.record(by=by, action="person.change_role", on=person, at=at, admin=True, words=role)


@transaction.atomic
def reactivate(person: Person, *, by: Person, at: datetime) -> None:
    """Open a closed account again. A role of admin is not given back by this."""
    locked = _locked(person, by)
    if not locked.has_left:
        return
    locked.left_at = locked.left_by = locked.leaves_on = None
    locked.role = Person.Role.MEMBER
    locked.save(update_fields=["left_at", "left_by", "leaves_on", "role"])
    person.refresh_from_db()
    audit.record(by=by, action="person.reactivate", on=person, at=at, admin=True)


@transaction.atomic
def bring_in(*, details: Mapping[str, Any], home_team: str, by: Person, at: datetime) -> Person:
    """Bring one person in; they set a password by mail. Raises `AddressTaken`, `NumberTaken`."""
    if not policies.can_administer(by):
        raise PermissionDenied
    _refuse_taken(Person(email=details["email"], personnel_no=details.get("personnel_no")))
    try:
        with transaction.atomic():
            person = create_person(**details, by=by, at=at)
    except IntegrityError as error:
        raise _taken_meanwhile() from error
    _move(person, home_team.strip(), by, at)
    return person


@transaction.atomic
def edit(
    person: Person, *, details: Mapping[str, Any], home_team: str | None, by: Person, at: datetime
) -> None:
    """Change what the organisation knows of somebody. `home_team` names a team, or is None.

    Raises `AddressTaken` and `NumberTaken`.
    """
    locked = _locked(person, by)
    changed = [f for f in EDITABLE if f in details and details[f] != getattr(locked, f)]
    for field in changed:
        setattr(locked, field, details[field])
    _refuse_taken(locked)
    locked.search_key = search_key(locked)
    try:
        with transaction.atomic():
            locked.save(update_fields=[*changed, "search_key"])
    except IntegrityError as error:
        raise _taken_meanwhile() from error
    if "email" in changed:
        EmailAddress.objects.filter(user=locked).delete()
    if home_team is not None and _move(locked, home_team.strip(), by, at):
        changed.append("home_team")
    if changed:
        words = ", ".join(changed)
        audit.record(by=by, action="person.edit", on=person, at=at, admin=True, words=words)


@transaction.atomic
def invite(person: Person, *, by: Person, at: datetime) -> None:
    """Note that an admin had a link sent with which this person sets a password."""
    if not policies.can_administer(by):
        raise PermissionDenied
    if person.has_left:
        raise RuleError(_("This person has left the organisation."))
    audit.record(by=by, action="person.invite", on=person, at=at, admin=True)


def _taken_meanwhile() -> AddressTaken:
    return AddressTaken(_("Somebody has got this address or personnel number just now."))


def _refuse_taken(person: Person) -> None:
    others = Person.objects.exclude(pk=person.pk)
    if others.filter(email=person.email).exists():
        raise AddressTaken(
            _("Somebody with this address is here already."), fields={"email": _("Already taken.")}
        )
    if person.personnel_no and others.filter(personnel_no=person.personnel_no).exists():
        raise NumberTaken(
            _("Somebody with this personnel number is here already."),
            fields={"personnel_no": _("Already taken.")},
        )


def _move(person: Person, home_team: str, by: Person, at: datetime) -> bool:
    """Tell whether the home team became another one. Without a name there is none."""
    homes = Membership.objects.filter(person=person, is_home=True)
    before = homes.values_list("team__name", flat=True).first() or ""
    if before.lower() == home_team.lower():
        return False
    if Team.objects.groups().filter(name__iexact=home_team).exists():
        sentence = _("A support group is nobody’s home team. Choose a team.")
        raise NoHomeTeam(sentence, fields={"home_team": sentence})
    homes.delete()
    if home_team:
        team = Team.objects.filter(name__iexact=home_team).first() or Team.objects.create(
            name=home_team, founded_by=by
        )
        Membership.objects.update_or_create(
            team=team,
            person=person,
            defaults={"is_home": True},
            create_defaults={
                "is_home": True,
                "joined_at": at,
            },
        )
    return True


def close_accounts(*, at: datetime) -> int:
    """Close the accounts of everybody whose last day is over where they work; return how many.

    The last admin keeps theirs until there is another. Can run twice at once.
    """
    due = Person.objects.here().filter(leaves_on__lt=_tomorrow_anywhere(at)).order_by("pk")
    return sum(_close(pk, at) for pk in due.values_list("pk", flat=True))


def _tomorrow_anywhere(at: datetime) -> date:
    """Return the latest day that has begun anywhere: there the day before may be over."""
    return at.astimezone(ZoneInfo("Pacific/Kiritimati")).date()


@transaction.atomic
def _close(pk: Any, at: datetime) -> bool:
    list(Person.objects.select_for_update().filter(role=Person.Role.ADMIN).order_by("pk"))
    person = Person.objects.select_for_update().get(pk=pk)
    today = at.astimezone(ZoneInfo(person.time_zone)).date()
    if person.has_left or person.leaves_on is None or person.leaves_on >= today:
        return False
    others = Person.objects.here().filter(role=Person.Role.ADMIN).exclude(pk=pk)
    if person.is_admin and not others.exists():
        return False
    person.left_at = at
    person.save(update_fields=["left_at"])
    audit.record(by=None, action="person.deactivate", on=person, at=at, admin=True)
    return True
