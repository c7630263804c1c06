"""Rounds and what their subject does with them, by call."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core.api import Cursor, Endpoint, etag
from feedback.api.rounds.inputs import (
    NominateIn,
    RoundIn,
    RoundProposalIn,
    ThresholdsIn,
    WithdrawNominationIn,
)
from feedback.api.rounds.outputs import OneRoundOut, RoundLineOut, body_of
from feedback.models import Nomination, Round
from feedback.policies.rounds import is_subject
from feedback.selectors.rounds.lists import BOXES, box
from feedback.selectors.rounds.one import known_to, version_of
from feedback.services.rounds import drafting, launching, nominating, starting, stopping, thresholds


class NewestFirst(Cursor):
    ordering = ("-created_at", "-pk")


class RoundEndpoint(Endpoint):
    serializer_class: Any = OneRoundOut
    queryset = Round.objects.none()

    def load(self, pk: UUID) -> Round:
        rows = Round.objects.visible_to(self.person).with_people()
        return get_object_or_404(rows, pk=pk)

    def own(self, pk: UUID) -> Round:
        """Return the round to its subject; whoever else sees it does nothing with it."""
        found = self.load(pk)
        if not is_subject(self.person, found):
            raise PermissionDenied
        return found

    def sent(self, shape: type[serializers.Serializer[Any]], **options: Any) -> Any:
        """Return what was sent, in this shape; raise when it cannot be read."""
        sent = shape(data=self.request.data, **options)
        sent.is_valid(raise_exception=True)
        return sent

    def as_it_is(self, pk: UUID, code: int = status.HTTP_200_OK) -> Response:
        """Answer with the round as it stands now."""
        return self.shown(self.load(pk), code)

    def shown(self, found: Round, code: int = status.HTTP_200_OK) -> Response:
        known = known_to(found, self.person, at=timezone.now())
        body = body_of(known, self.person)
        return Response(body, status=code, headers={"ETag": etag(version_of(found))})


class Rounds(RoundEndpoint):
    pagination_class = NewestFirst
    serializer_class = RoundLineOut

    def get_queryset(self) -> QuerySet[Round]:
        return box(self.choice("box", BOXES, "mine"), self.person).with_people()

    @extend_schema(
        operation_id="rounds_list",
        parameters=[OpenApiParameter("box", OpenApiTypes.STR, enum=BOXES)],
        responses=RoundLineOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List your rounds, those that ask you, those shared with you, or those you proposed."""
        rows = self.paginate_queryset(self.get_queryset()) or []
        context = {"person": self.person}
        shown: Any = RoundLineOut(rows, many=True, context=context)  # type: ignore[arg-type]  # many
        return self.get_paginated_response(shown.data)

    @extend_schema(operation_id="rounds_start", request=RoundIn, responses={201: OneRoundOut})
    def post(self, request: Request) -> Response:
        """Prepare a round about yourself. Nobody is asked anything before its launch."""
        outline = self.sent(RoundIn).outline(self.person)
        made = drafting.draft(outline, by=self.person, at=timezone.now())
        return self.as_it_is(made.pk, status.HTTP_201_CREATED)


class Proposals(RoundEndpoint):
    @extend_schema(
        operation_id="rounds_propose", request=RoundProposalIn, responses={201: OneRoundOut}
    )
    def post(self, request: Request) -> Response:
        """Propose a round to somebody you coach. They decide alone."""
        sent = self.sent(RoundProposalIn).validated_data
        people = Person.objects.visible_to(self.person)
        coachee = get_object_or_404(people, pk=sent.pop("coachee"))
        made = starting.propose(coachee, **sent, by=self.person, at=timezone.now())
        return self.as_it_is(made.pk, status.HTTP_201_CREATED)


class OneRound(RoundEndpoint):
    @extend_schema(operation_id="rounds_read", responses=OneRoundOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read one round of yours; of a confidential one no count and no list after its launch."""
        return self.shown(self.load(pk))

    @extend_schema(operation_id="rounds_edit", request=RoundIn, responses=OneRoundOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change it before its launch, over the version that you read (If-Match)."""
        found = self.own(pk)
        self.require_version(version_of(found))
        outline = self.sent(RoundIn, partial=True).outline(found.subject, found)
        drafting.redraft(found, outline, by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class Accept(RoundEndpoint):
    @extend_schema(operation_id="rounds_accept", request=None, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Make a round that a coach proposed your own."""
        starting.accept_proposal(self.load(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class Decline(RoundEndpoint):
    @extend_schema(operation_id="rounds_decline", request=None, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say "not this time" to a proposal, without a reason."""
        starting.decline_proposal(self.load(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class Nominate(RoundEndpoint):
    @extend_schema(operation_id="rounds_nominate", request=NominateIn, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Nominate reviewers, all or none. They are told at the launch."""
        found = self.own(pk)
        reviewers = self.sent(NominateIn).validated_data["reviewers"]
        nominating.nominate(found, reviewers=reviewers, by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class WithdrawNomination(RoundEndpoint):
    @extend_schema(
        operation_id="rounds_withdraw_nomination",
        request=WithdrawNominationIn,
        responses=OneRoundOut,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take somebody off the list, before the launch."""
        found = self.own(pk)
        wanted = self.sent(WithdrawNominationIn).validated_data["nomination"]
        rows = Nomination.objects.visible_to(self.person).filter(round=found)
        nomination = get_object_or_404(rows.with_people(), pk=wanted)
        nominating.withdraw_nomination(nomination, by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class Launch(RoundEndpoint):
    @extend_schema(operation_id="rounds_launch", request=None, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Invite everybody nominated; from now on all that was promised is fixed."""
        launching.launch(self.load(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class Close(RoundEndpoint):
    @extend_schema(operation_id="rounds_close", request=None, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Close it before its day. The report comes when it was promised."""
        stopping.close(self.load(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class Cancel(RoundEndpoint):
    @extend_schema(operation_id="rounds_cancel", request=None, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Drop a round before its launch."""
        stopping.cancel(self.own(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class Withdraw(RoundEndpoint):
    @extend_schema(operation_id="rounds_withdraw", request=None, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take back what you proposed, as long as it waits for an answer."""
        starting.withdraw_proposal(self.load(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class RaiseThreshold(RoundEndpoint):
    @extend_schema(
        operation_id="rounds_raise_threshold", request=ThresholdsIn, responses=OneRoundOut
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask for more answers before anything is shown. Thresholds are never lowered."""
        found, chosen = self.own(pk), self.sent(ThresholdsIn).chosen()
        thresholds.raise_threshold(found, **chosen, by=self.person, at=timezone.now())
        return self.as_it_is(pk)
