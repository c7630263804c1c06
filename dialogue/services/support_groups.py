"""Support groups: founded by anybody around a capability, joined by agreement, without a leader.

A group is a team of its own kind, so its goals, numbers and purpose are those of a team.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Person, Team
from accounts.services import teams
from core import audit
from core.errors import RuleError
from dialogue.models import GroupCapability, GroupQuestion
from dialogue.policies import support_groups as policies
from goals.models import Capability
from notifications.services.notify import notify

MOST_CAPABILITIES = 5


class NoCapability(RuleError):
    """A group meets around one capability at least, and around few."""


class AlreadyIn(RuleError):
    """Somebody is a member before they are asked, or before they ask."""


class AlreadyAsked(RuleError):
    """There is an open question about this person and this group."""


class HasLeft(RuleError):
    """Nobody is invited who is not here any more."""


class AlreadySettled(RuleError):
    """The question was answered before."""


class NotAMember(RuleError):
    """Only members leave a group."""


@transaction.atomic
def found(
    *, name: str, purpose: str, capabilities: Iterable[Capability], by: Person, at: datetime
) -> Team:
    """Found a group; its founder is its first member and no more than the others."""
    chosen = checked(capabilities)
    group = teams.found(name=name, kind=Team.Kind.GROUP, about=purpose, by=by, at=at)
    meet_around(group, chosen)
    return group


@transaction.atomic
def edit(
    group: Team,
    *,
    name: str,
    purpose: str,
    capabilities: Iterable[Capability],
    by: Person,
    at: datetime,
) -> None:
    """Say anew what a group is called, what for and around what it meets; members may."""
    chosen = checked(capabilities)
    teams.edit(group, name=name, kind=Team.Kind.GROUP, about=purpose, by=by, at=at)
    meet_around(group, chosen)


def checked(capabilities: Iterable[Capability]) -> list[Capability]:
    """Return the capabilities, each once. Raises NoCapability for none or too many."""
    chosen = list(dict.fromkeys(capabilities))
    if not 1 <= len(chosen) <= MOST_CAPABILITIES:
        sentence = _("Choose one capability to meet around, and five at most.")
        raise NoCapability(sentence, fields={"capabilities": sentence})
    return chosen


def meet_around(group: Team, capabilities: list[Capability]) -> None:
    """Keep exactly these capabilities."""
    around = GroupCapability.objects.filter(group=group)
    around.exclude(capability__in=capabilities).delete()
    known = set(around.values_list("capability", flat=True))
    GroupCapability.objects.bulk_create(
        GroupCapability(group=group, capability=one) for one in capabilities if one.pk not in known
    )


@transaction.atomic
def ask(group: Team, *, by: Person, at: datetime) -> GroupQuestion | None:
    """Ask the members to join. Where a member asked before, or nobody is left, one is in at once.

    Returns the question, or None when it needs no answer any more.
    """
    refuse_members(group, by)
    invitation = GroupQuestion.objects.open().filter(group=group, person=by).first()
    if invitation is not None and invitation.is_invitation:
        accept(invitation, by=by, at=at)
        return None
    refuse_asked(invitation)
    members = Person.objects.here().in_team(group)
    if not members.exists():
        teams.enter(group, by=by, at=at)
        return None
    question = GroupQuestion.objects.create(group=group, person=by, asked_by=by, asked_at=at)
    audit.record(by=by, action="group.ask", on=question, at=at)
    tell(list(members), "group.asked", question, by=by, at=at)
    return question


@transaction.atomic
def invite(group: Team, *, person: Person, by: Person, at: datetime) -> GroupQuestion:
    """Ask somebody to join, as a member."""
    if not policies.is_member(by, group):
        raise PermissionDenied
    if person.has_left:
        raise HasLeft(_("This person has left the organisation."))
    refuse_members(group, person)
    refuse_asked(GroupQuestion.objects.open().filter(group=group, person=person).first())
    question = GroupQuestion.objects.create(group=group, person=person, asked_by=by, asked_at=at)
    audit.record(by=by, action="group.invite", on=question, at=at)
    tell([person], "group.invited", question, by=by, at=at)
    return question


def refuse_members(group: Team, person: Person) -> None:
    """Hold the group until the transaction ends, and refuse who is a member already."""
    Team.objects.select_for_update(no_key=True).get(pk=group.pk)
    if Membership.objects.filter(team=group, person=person).exists():
        raise AlreadyIn(_("This person is a member of the group already."))


def refuse_asked(question: GroupQuestion | None) -> None:
    if question is not None:
        raise AlreadyAsked(_("There is an open question about this already."))


@transaction.atomic
def accept(question: GroupQuestion, *, by: Person, at: datetime) -> None:
    """Say yes: the person is a member from now on."""
    question = locked(question)
    if not policies.can_accept_question(by, question):
        raise PermissionDenied
    if question.person.has_left:
        raise HasLeft(_("This person has left the organisation."))
    question.accepted_at, question.accepted_by = at, by
    question.save(update_fields=["accepted_at", "accepted_by"])
    teams.enter(question.group, by=question.person, at=at)
    audit.record(by=by, action="group.accept", on=question, at=at)
    asker = question.asked_by if question.is_invitation else question.person
    tell([asker], "group.accepted", question, by=by, at=at)


@transaction.atomic
def close(question: GroupQuestion, *, by: Person, at: datetime) -> None:
    """Decline or take back a question; nobody has to say why."""
    question = locked(question)
    if not policies.can_read_question(by, question):
        raise PermissionDenied
    question.closed_at, question.closed_by = at, by
    question.save(update_fields=["closed_at", "closed_by"])
    audit.record(by=by, action="group.close_question", on=question, at=at)


def locked(question: GroupQuestion) -> GroupQuestion:
    """Return the question as it stands, held. Raises AlreadySettled."""
    rows = GroupQuestion.objects.with_people().select_for_update(of=("self",))
    found = rows.get(pk=question.pk)
    if found.accepted_at or found.closed_at:
        raise AlreadySettled(_("This question was answered before."))
    return found


@transaction.atomic
def leave(group: Team, *, by: Person, at: datetime) -> None:
    """Belong to the group no longer; what it wrote together stays with it."""
    if not policies.is_member(by, group):
        raise NotAMember(_("You are not in this group."))
    teams.leave(group, by=by, at=at)


def tell(
    people: list[Person], kind: str, question: GroupQuestion, *, by: Person, at: datetime
) -> None:
    """Tell those concerned, on the page of the group."""
    url = f"/groups/{question.group_id}/"
    notify(people, kind=kind, subject=question.pk, url=url, by=by, at=at)
