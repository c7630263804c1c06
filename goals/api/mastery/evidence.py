"""What a level rests on, by call."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor
from goals.api.fields import Day, PersonRef, resolved
from goals.api.mastery.fields import MasteryEndpoint, Named
from goals.models import Evidence, Measurement
from goals.services.mastery import evidence as services


class NewestFirst(Cursor):
    ordering = ("-said_on", "-added_at", "-pk")


class EvidenceOut(serializers.ModelSerializer[Evidence]):
    """Words and whose they are, or a measurement. Feedback was released by its recipient."""

    by = PersonRef()
    level = Named(allow_null=True)
    added_on = Day(source="added_at")

    class Meta:
        model = Evidence
        fields: ClassVar = [
            "id", "mastery", "kind", "by", "level", "words", "to_try", "is_improvement",
            "measurement", "said_on", "added_on",
        ]  # fmt: skip


class EvidenceIn(serializers.Serializer[Any]):
    """A reflection in your own words, or a measurement; feedback is released at its own address."""

    kind = serializers.ChoiceField(choices=["reflection", "measurement"], default="reflection")
    words = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    measurement = serializers.UUIDField(required=False, allow_null=True)


class EvidenceList(MasteryEndpoint):
    serializer_class = EvidenceOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Evidence]:
        return Evidence.objects.visible_to(self.person).select_related("by", "level")

    @extend_schema(operation_id="mastery_evidence_list", responses=EvidenceOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what the level rests on, the newest first."""
        rows = self.paginate_queryset(self.get_queryset().filter(mastery=self.mastery(pk)))
        return self.get_paginated_response(EvidenceOut(rows, many=True).data)

    @extend_schema(request=EvidenceIn, responses={201: EvidenceOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Add a reflection or a measurement of your own."""
        mastery, sent, at = self.own(pk), self.given(EvidenceIn), timezone.now()
        words = sent.get("words", "")
        if sent["kind"] == Evidence.Kind.REFLECTION:
            added = services.add_reflection(mastery, words=words, by=self.person, at=at)
        else:
            added = services.add_measurement(
                mastery, measurement=self.measured(sent), words=words, by=self.person, at=at
            )
        return Response(EvidenceOut(added).data, status=status.HTTP_201_CREATED)

    def measured(self, sent: dict[str, Any]) -> Measurement:
        """Return the measurement that was named."""
        if not sent.get("measurement"):
            raise serializers.ValidationError({"measurement": [_("Choose a measurement.")]})
        measured = Measurement.objects.visible_to(self.person)
        return resolved(measured, [sent["measurement"]], "measurement")[0]


class EvidenceWithdraw(MasteryEndpoint):
    serializer_class = EvidenceOut

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Take it off your page, or take back what you said as a witness."""
        seen = Evidence.objects.visible_to(self.person)
        evidence = get_object_or_404(seen.select_related("mastery__person"), pk=pk)
        services.withdraw(evidence, by=self.person, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
