"""Who is told about proposals of capabilities."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Person
from goals.models import CapabilityProposal
from notifications.services.notify import notify, settle


def admins(*, beside: Person) -> QuerySet[Person]:
    return Person.objects.here().filter(role=Person.Role.ADMIN).exclude(pk=beside.pk)


def tell_proposer(proposal: CapabilityProposal, *, by: Person, at: datetime) -> None:
    settle(proposal.pk, kinds=["capability.proposed"], at=at)
    proposer = Person.objects.here().filter(pk=proposal.proposed_by_id).exclude(pk=by.pk)
    tell(proposer, "capability.decided", proposal, by=by, at=at)


def tell(
    people: Iterable[Person], kind: str, proposal: CapabilityProposal, *, by: Person, at: datetime
) -> None:
    url = reverse("capability_proposal", args=[proposal.pk])
    notify(people, kind=kind, subject=proposal.pk, url=url, by=by, at=at)
