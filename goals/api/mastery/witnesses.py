"""Asking witnesses and answering as one, by call. That somebody declined is never told."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core.api import Cursor
from goals.api.fields import Day, PersonRef, resolved
from goals.api.mastery.evidence import EvidenceOut
from goals.api.mastery.fields import LevelKey, MasteryEndpoint, Named, chosen_level, levels_for
from goals.models import WitnessRequest
from goals.services.mastery import witnesses


class NewestFirst(Cursor):
    ordering = ("-asked_at", "-pk")


class WitnessRequestOut(serializers.ModelSerializer[WitnessRequest]):
    """A question to a witness."""

    asked = PersonRef()
    asked_by = PersonRef(source="mastery.person")
    capability = Named(source="mastery.capability")
    asked_on = Day(source="asked_at")
    answered_on = Day(source="answered_at", allow_null=True)
    withdrawn_on = Day(source="withdrawn_at", allow_null=True)

    class Meta:
        model = WitnessRequest
        fields: ClassVar = [
            "id", "asked", "asked_by", "capability", "question", "asked_on", "answered_on",
            "withdrawn_on",
        ]  # fmt: skip


class AskedWitnessesOut(serializers.Serializer[Any]):
    results = WitnessRequestOut(many=True)
    next = serializers.URLField(allow_null=True)


class AskIn(serializers.Serializer[Any]):
    people = serializers.ListField(child=serializers.UUIDField(), max_length=50)
    question = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class WitnessAnswerIn(serializers.Serializer[Any]):
    """What you saw, and the level whose behaviour that was."""

    level = LevelKey()
    words = serializers.CharField(max_length=10_000)


class WitnessEndpoint(MasteryEndpoint):
    serializer_class: Any = WitnessRequestOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[WitnessRequest]:
        return WitnessRequest.objects.visible_to(self.person).with_people()

    def request_of(self, pk: UUID) -> WitnessRequest:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def listed(self, rows: QuerySet[WitnessRequest]) -> Response:
        shown = self.paginate_queryset(rows)
        return self.get_paginated_response(WitnessRequestOut(shown, many=True).data)


class WitnessList(WitnessEndpoint):
    @extend_schema(operation_id="mastery_witnesses_list", responses=WitnessRequestOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List whom you asked, the newest first."""
        return self.listed(self.get_queryset().filter(mastery=self.own(pk)))

    @extend_schema(request=AskIn, responses={201: AskedWitnessesOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask people what they saw. They learn the capability and your question, not the level."""
        mastery, sent = self.own(pk), self.given(AskIn)
        people = resolved(Person.objects.visible_to(self.person), sent["people"], "people")
        question = sent.get("question", "")
        made = witnesses.ask(
            mastery, people=people, question=question, by=self.person, at=timezone.now()
        )
        rows = self.get_queryset().filter(pk__in=[one.pk for one in made]).newest_first()  # type: ignore[attr-defined]  # a queryset of ours
        answer = {"results": WitnessRequestOut(rows, many=True).data, "next": None}
        return Response(answer, status=status.HTTP_201_CREATED)


class WitnessRequestList(WitnessEndpoint):
    @extend_schema(operation_id="witness_requests_list", responses=WitnessRequestOut(many=True))
    def get(self, request: Request) -> Response:
        """List what you are asked, the newest first, answered ones too."""
        return self.listed(self.get_queryset().filter(asked=self.person))


class WitnessRequestDetail(WitnessEndpoint):
    @extend_schema(responses=WitnessRequestOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read one question that you ask or are asked."""
        return Response(WitnessRequestOut(self.request_of(pk)).data)


class WitnessAnswer(WitnessEndpoint):
    @extend_schema(request=WitnessAnswerIn, responses={201: EvidenceOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Say what you saw; whoever asked and those they let see the level read it."""
        asked, sent = self.request_of(pk), self.given(WitnessAnswerIn)
        levels = levels_for(asked.mastery.capability_id)
        level = chosen_level(levels, sent["level"], field="level")
        said = witnesses.answer(
            asked, level=level, words=sent["words"], by=self.person, at=timezone.now()
        )
        return Response(EvidenceOut(said).data, status=status.HTTP_201_CREATED)


class WitnessDecline(WitnessEndpoint):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Leave it unanswered; nobody is told."""
        witnesses.decline(self.request_of(pk), by=self.person, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class WitnessWithdraw(WitnessEndpoint):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask this person no more."""
        witnesses.withdraw(self.request_of(pk), by=self.person, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
