"""Proposals about capabilities by call: propose, read, support, discuss, accept, decline."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint
from goals.api.capabilities import LevelIn, wording_of
from goals.api.fields import Day, PersonRef
from goals.models import Capability, CapabilityComment, CapabilityProposal
from goals.querysets.capability import PROPOSAL_STATES
from goals.selectors.capabilities import with_all_levels
from goals.selectors.wording import Wording
from goals.services import capabilities, capability_talk


class NewestFirst(Cursor):
    ordering = ("-proposed_at", "pk")


class InOrder(Cursor):
    ordering = ("at", "pk")


class ProposedLevelOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    behaviour = serializers.CharField()


class CapabilityProposalOut(serializers.ModelSerializer[CapabilityProposal]):
    """A proposal with the whole wording it proposes; `over_version` is the one it was made over."""

    capability = serializers.UUIDField(source="capability_id")
    state = serializers.ChoiceField(choices=CapabilityProposal.State.choices)
    levels = ProposedLevelOut(many=True)
    proposed_by = PersonRef()
    proposed_on = Day(source="proposed_at")
    accepted_by = PersonRef(allow_null=True)
    accepted_on = Day(source="accepted_at", allow_null=True)
    declined_by = PersonRef(allow_null=True)
    declined_on = Day(source="declined_at", allow_null=True)
    withdrawn_on = Day(source="withdrawn_at", allow_null=True)
    supported_by = serializers.SerializerMethodField()

    class Meta:
        model = CapabilityProposal
        fields: ClassVar = [
            "id", "capability", "kind", "state", "name", "description", "levels", "reason",
            "over_version", "proposed_by", "proposed_on", "accepted_by", "accepted_on",
            "declined_by", "declined_on", "answer", "withdrawn_on", "supported_by",
        ]  # fmt: skip

    @extend_schema_field(PersonRef(many=True))
    def get_supported_by(self, proposal: CapabilityProposal) -> list[dict[str, Any]]:
        return [{"id": s.person_id, "name": s.person.name} for s in proposal.supports.all()]


class WordingChangesIn(serializers.Serializer[Any]):
    """What is worded anew; whatever is left out stays. Levels change as a whole."""

    name = serializers.CharField(required=False, max_length=120)
    description = serializers.CharField(required=False, max_length=2000)
    levels = LevelIn(many=True, required=False)


class ChangeIn(serializers.Serializer[Any]):
    """Another wording (`changes`), or `retire: true`; over the `version` that was read."""

    changes = WordingChangesIn(required=False)
    retire = serializers.BooleanField(required=False, default=False)
    reason = serializers.CharField(max_length=5000)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class AcceptIn(serializers.Serializer[Any]):
    """A word about it, and the version of the capability that was read."""

    answer = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    version = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class DeclineIn(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=5000)


class CapabilityCommentOut(serializers.ModelSerializer[CapabilityComment]):
    author = PersonRef()
    said_on = Day(source="at")

    class Meta:
        model = CapabilityComment
        fields: ClassVar = ["id", "proposal", "author", "text", "said_on"]


class CapabilityCommentIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=10_000)


class ProposalEndpoint(Endpoint):
    """What every call about proposals loads."""

    serializer_class: Any = CapabilityProposalOut
    pagination_class: Any = NewestFirst

    def get_queryset(self) -> QuerySet[CapabilityProposal]:
        found: QuerySet[CapabilityProposal] = with_all_levels(self.person)
        return found.prefetch_related("supports__person")

    def proposal(self, pk: UUID) -> CapabilityProposal:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def sent(self, serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        given = serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def listed(self, request: Request, found: QuerySet[CapabilityProposal]) -> Response:
        state = PROPOSAL_STATES.get(self.choice("state", PROPOSAL_STATES))
        rows = self.paginate_queryset(found.filter(state) if state else found)
        return self.get_paginated_response(CapabilityProposalOut(rows, many=True).data)

    def answer(self, pk: UUID, code: int = status.HTTP_200_OK) -> Response:
        return Response(CapabilityProposalOut(self.proposal(pk)).data, status=code)


class ProposalList(ProposalEndpoint):
    @extend_schema(
        operation_id="capability_proposals_list",
        parameters=[OpenApiParameter("state", enum=[*PROPOSAL_STATES])],
        responses=CapabilityProposalOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List all proposals, the newest first."""
        return self.listed(request, self.get_queryset())


class ProposalsOfCapability(ProposalEndpoint):
    def capability(self, pk: UUID) -> Capability:
        visible = Capability.objects.visible_to(self.person).with_levels()
        return get_object_or_404(visible, pk=pk)

    @extend_schema(
        operation_id="capabilities_proposals_list", responses=CapabilityProposalOut(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """List what was proposed about a capability, the newest first."""
        return self.listed(request, self.get_queryset().filter(capability=self.capability(pk)))

    @extend_schema(request=ChangeIn, responses={201: CapabilityProposalOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Propose another wording of an adopted capability, or that it counts no more."""
        capability, given = self.capability(pk), self.sent(ChangeIn)
        told = {"reason": given["reason"], "version": given["version"]}
        if given["retire"]:
            made = capabilities.propose_retiring(
                capability, by=self.person, at=timezone.now(), **told
            )
        else:
            words = reworded(capability, given.get("changes", {}))
            made = capabilities.propose_change(
                capability, words=words, by=self.person, at=timezone.now(), **told
            )
        return self.answer(made.pk, status.HTTP_201_CREATED)


def reworded(capability: Capability, changes: dict[str, Any]) -> Wording:
    """Return the words that stand, with the changes made; levels change as a whole."""
    standing = Wording.of(capability)
    levels = [{"name": name, "behaviour": behaviour} for name, behaviour in standing.levels]
    given = changes.get("levels")
    if given and len(given) == len(levels):  # a level without a name keeps the one it has
        given = [{**was, **level} for was, level in zip(levels, given, strict=True)]
    whole = {"name": standing.name, "description": standing.description, **changes}
    return wording_of({**whole, "levels": levels if given is None else given})


class ProposalDetail(ProposalEndpoint):
    @extend_schema(responses=CapabilityProposalOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a proposal."""
        return self.answer(pk)


class ProposalAccept(ProposalEndpoint):
    @extend_schema(request=AcceptIn, responses=CapabilityProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Adopt what is proposed (admins); over another version than it was made, say which."""
        found = self.proposal(pk)
        capabilities.accept(found, by=self.person, at=timezone.now(), **self.sent(AcceptIn))
        return self.answer(pk)


class ProposalDecline(ProposalEndpoint):
    @extend_schema(request=DeclineIn, responses=CapabilityProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Decline what is proposed (admins), with a reason that everybody reads."""
        found = self.proposal(pk)
        capabilities.decline(found, by=self.person, at=timezone.now(), **self.sent(DeclineIn))
        return self.answer(pk)


class ProposalWithdraw(ProposalEndpoint):
    @extend_schema(request=None, responses=CapabilityProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's own proposal back."""
        capabilities.withdraw(self.proposal(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class ProposalSupport(ProposalEndpoint):
    @extend_schema(request=None, responses=CapabilityProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Stand behind an open proposal, by name."""
        capability_talk.support(self.proposal(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class ProposalUnsupport(ProposalEndpoint):
    @extend_schema(request=None, responses=CapabilityProposalOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Stand behind it no more."""
        capability_talk.unsupport(self.proposal(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class ProposalComments(ProposalEndpoint):
    serializer_class = CapabilityCommentOut
    pagination_class = InOrder

    @extend_schema(
        operation_id="capability_proposals_comments_list",
        responses=CapabilityCommentOut(many=True),
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """List what was said about a proposal, in order."""
        visible = CapabilityComment.objects.visible_to(self.person).with_authors()
        rows: Any = self.paginate_queryset(visible.filter(proposal=self.proposal(pk)))
        return self.get_paginated_response(CapabilityCommentOut(rows, many=True).data)

    @extend_schema(request=CapabilityCommentIn, responses={201: CapabilityCommentOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Say something that every member can read."""
        found, words = self.proposal(pk), self.sent(CapabilityCommentIn)
        said = capability_talk.comment(found, by=self.person, at=timezone.now(), **words)
        return Response(CapabilityCommentOut(said).data, status=status.HTTP_201_CREATED)


class CapabilityCommentWithdraw(Endpoint):
    serializer_class = CapabilityCommentOut

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's own words back."""
        said = get_object_or_404(CapabilityComment.objects.visible_to(self.person), pk=pk)
        capability_talk.withdraw_comment(said, by=self.person, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
