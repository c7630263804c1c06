"""Purposes by call."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Team
from core.api import Cursor, Endpoint
from goals.api.fields import Day, PersonRef, TeamRef, resolved
from goals.models import Purpose
from goals.services import purposes


class NewestFirst(Cursor):
    ordering = ("-stated_at", "-pk")


class PurposeOut(serializers.ModelSerializer[Purpose]):
    """One wording; without a team, of the whole organisation."""

    team = TeamRef(allow_null=True)
    stated_by = PersonRef()
    stated_on = Day(source="stated_at")

    class Meta:
        model = Purpose
        fields: ClassVar = ["id", "team", "text", "stated_by", "stated_on"]


class PurposeIn(serializers.Serializer[Any]):
    team = serializers.UUIDField(required=False, allow_null=True)
    text = serializers.CharField(max_length=2000)


class PurposeList(Endpoint):
    serializer_class = PurposeOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Purpose]:
        return Purpose.objects.visible_to(self.person).select_related("team", "stated_by")

    @extend_schema(
        operation_id="purposes_list",
        parameters=[OpenApiParameter("team", OpenApiTypes.UUID)],
        responses=PurposeOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List wordings, the newest first: of the organisation, or with `team` of a team."""
        rows = self.paginate_queryset(self.get_queryset().filter(team=self.identity("team")))
        return self.get_paginated_response(PurposeOut(rows, many=True).data)

    @extend_schema(request=PurposeIn, responses={201: PurposeOut})
    def post(self, request: Request) -> Response:
        """Word a purpose anew: admins the organisation's, members that of their team."""
        sent = PurposeIn(data=request.data)
        sent.is_valid(raise_exception=True)
        pk = sent.validated_data.get("team")
        teams = resolved(Team.objects.visible_to(self.person), [pk] if pk else [], "team")
        stated = purposes.state(
            sent.validated_data["text"],
            team=teams[0] if teams else None,
            by=self.person,
            at=timezone.now(),
        )
        return Response(PurposeOut(stated).data, status=status.HTTP_201_CREATED)
