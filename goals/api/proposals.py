"""Proposals of change, by call; and the history of a goal."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint, etag
from goals.api.fields import Day, PersonRef
from goals.api.goals import GoalChangesIn, named
from goals.models import Goal, Proposal, Wording
from goals.querysets import ProposalQuerySet
from goals.querysets.change import PROPOSAL_STATES
from goals.selectors.terms import Terms, changed, terms_of
from goals.services import proposals


class NewestFirst(Cursor):
    ordering = ("-proposed_at", "pk")


class ProposalOut(serializers.ModelSerializer[Proposal]):
    """A change somebody proposes: what would change (`changes`), and what stood when they read it.

    `version` is the version they read; `is_outdated` once the goal says something else.
    """

    version = serializers.IntegerField(source="base.version")
    changes = serializers.SerializerMethodField()
    before = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=Proposal.State.choices)
    is_outdated = serializers.SerializerMethodField()
    proposed_by = PersonRef()
    proposed_on = Day(source="proposed_at")
    accepted_by = PersonRef(allow_null=True)
    accepted_on = Day(source="accepted_at", allow_null=True)
    declined_by = PersonRef(allow_null=True)
    declined_on = Day(source="declined_at", allow_null=True)
    withdrawn_on = Day(source="withdrawn_at", allow_null=True)

    class Meta:
        model = Proposal
        fields: ClassVar = [
            "id", "goal", "version", "changes", "before", "reason", "state", "is_outdated",
            "proposed_by", "proposed_on", "accepted_by", "accepted_on", "declined_by",
            "declined_on", "withdrawn_on", "answer",
        ]  # fmt: skip

    @extend_schema_field(GoalChangesIn)
    def get_changes(self, proposal: Proposal) -> dict[str, Any]:
        return told(proposal, proposal.wording)

    @extend_schema_field(GoalChangesIn)
    def get_before(self, proposal: Proposal) -> dict[str, Any]:
        return told(proposal, proposal.base)

    def get_is_outdated(self, proposal: Proposal) -> bool:
        return proposal.is_open and proposal.base.version != proposal.goal.version


def told(proposal: Proposal, side: Wording) -> dict[str, Any]:
    """Return what one side says of all that would change, under the names of a goal."""
    names = changed(terms_of(proposal.base), terms_of(proposal.wording))
    return {name.removesuffix("_id"): value(terms_of(side), name) for name in names}


def value(terms: Terms, name: str) -> Any:
    return sorted(terms[name]) if isinstance(terms[name], frozenset) else terms[name]


class ProposalIn(serializers.Serializer[Any]):
    """A change to propose: the fields that would differ, why, and the version that was read."""

    changes = GoalChangesIn()
    reason = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    version = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class ReasonIn(serializers.Serializer[Any]):
    """Why; needed to decline."""

    reason = serializers.CharField(required=False, allow_blank=True, max_length=10_000)


class ProposalEndpoint(Endpoint):
    """What every call about proposals loads."""

    serializer_class: Any = ProposalOut
    pagination_class = NewestFirst

    def get_queryset(self) -> ProposalQuerySet:
        return Proposal.objects.visible_to(self.person).with_people().with_wordings()

    def proposal(self, pk: UUID) -> Proposal:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def to_answer(self, pk: UUID) -> Proposal:
        """Return what is answered; with `If-Match`, only if nothing changed since it was read."""
        found = self.proposal(pk)
        if "If-Match" in self.request.headers:
            self.require_version(version_of(found))
        return found

    def reason(self) -> str:
        given = ReasonIn(data=self.request.data)
        given.is_valid(raise_exception=True)
        return str(given.validated_data.get("reason", ""))

    def shown(self, pk: UUID, code: int = status.HTTP_200_OK) -> Response:
        """Return the proposal as it stands now; its `ETag` changes with it and with the goal."""
        found = self.proposal(pk)
        headers = {"ETag": etag(version_of(found))}
        return Response(ProposalOut(found).data, status=code, headers=headers)


def version_of(proposal: Proposal) -> str:
    return f"{proposal.base.version}.{proposal.goal.version}.{proposal.state.value}"


class ProposalList(ProposalEndpoint):
    def goal(self, pk: UUID) -> Goal:
        return get_object_or_404(Goal.objects.visible_to(self.person), pk=pk)

    @extend_schema(
        operation_id="goals_proposals_list",
        parameters=[OpenApiParameter("state", enum=[*PROPOSAL_STATES])],
        responses=ProposalOut(many=True),
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """List what was proposed about a goal, the newest first."""
        found = self.get_queryset().filter(goal=self.goal(pk))
        rows = self.paginate_queryset(found.in_state(self.choice("state", PROPOSAL_STATES)))
        return self.get_paginated_response(ProposalOut(rows, many=True).data)

    @extend_schema(request=ProposalIn, responses={201: ProposalOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Propose a change, whoever one is. Of a goal's only owner it is accepted at once."""
        goal = self.goal(pk)
        given = ProposalIn(data=request.data)
        given.is_valid(raise_exception=True)
        words = dict(given.validated_data)
        words["changes"] = named(dict(words["changes"]), self.person)
        made = proposals.propose(goal, by=self.person, at=timezone.now(), **words)
        return self.shown(made.pk, status.HTTP_201_CREATED)


class ProposalDetail(ProposalEndpoint):
    @extend_schema(responses=ProposalOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a proposal."""
        return self.shown(pk)


class ProposalAccept(ProposalEndpoint):
    @extend_schema(request=ReasonIn, responses=ProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let the goal say what was proposed (another owner)."""
        found = self.to_answer(pk)
        proposals.accept(found, by=self.person, at=timezone.now(), reason=self.reason())
        return self.shown(pk)


class ProposalDecline(ProposalEndpoint):
    @extend_schema(request=ReasonIn, responses=ProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Leave the goal as it is, with a reason (another owner)."""
        found = self.to_answer(pk)
        proposals.decline(found, by=self.person, at=timezone.now(), reason=self.reason())
        return self.shown(pk)


class ProposalWithdraw(ProposalEndpoint):
    @extend_schema(request=None, responses=ProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's own proposal back."""
        proposals.withdraw(self.to_answer(pk), by=self.person, at=timezone.now())
        return self.shown(pk)


class ProposalRenew(ProposalEndpoint):
    @extend_schema(request=None, responses=ProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Propose the same change on what the goal says now (its author, or an owner)."""
        proposals.renew(self.to_answer(pk), by=self.person, at=timezone.now())
        return self.shown(pk)
