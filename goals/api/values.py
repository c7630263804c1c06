"""Values by call: read by everybody, kept by admins."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint, etag
from goals.api.fields import Day
from goals.models import Value
from goals.services import values


class InOrder(Cursor):
    ordering = ("position", "pk")


class ValueOut(serializers.ModelSerializer[Value]):
    """A short name and one sentence; retired values stay, since feedback may name them."""

    retired_on = Day(source="retired_at", allow_null=True)

    class Meta:
        model = Value
        fields: ClassVar = ["id", "name", "sentence", "position", "retired_on", "version"]


class ValueIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=values.LONGEST_NAME)
    sentence = serializers.CharField(max_length=values.LONGEST_SENTENCE)
    position = serializers.IntegerField(required=False, min_value=1, max_value=1000)


class ValueEndpoint(Endpoint):
    serializer_class: Any = ValueOut
    pagination_class = InOrder

    def get_queryset(self) -> QuerySet[Value]:
        return Value.objects.visible_to(self.person)

    def value(self, pk: UUID) -> Value:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def sent(self, **options: Any) -> dict[str, Any]:
        given = ValueIn(data=self.request.data, **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def answer(self, value: Value, code: int = status.HTTP_200_OK) -> Response:
        """Return the value as it stands now, with its version as `ETag`."""
        return self.shown(self.value(value.pk), code)

    def shown(self, value: Value, code: int = status.HTTP_200_OK) -> Response:
        """Return what was loaded, with its version as `ETag`."""
        return Response(ValueOut(value).data, status=code, headers={"ETag": etag(value.version)})

    def order(self, value: Value, place: int | None) -> None:
        if place is not None:
            values.move(value, to=place, by=self.person, at=timezone.now())


class ValueList(ValueEndpoint):
    @extend_schema(
        operation_id="values_list",
        parameters=[OpenApiParameter("state", enum=["current", "retired", "all"])],
        responses=ValueOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the values in their order, those in use unless `state` says otherwise."""
        found = self.get_queryset()
        state = self.choice("state", ["current", "retired", "all"], "current")
        if state != "all":
            found = found.filter(retired_at__isnull=state != "retired")
        rows = self.paginate_queryset(found)
        return self.get_paginated_response(ValueOut(rows, many=True).data)

    @extend_schema(request=ValueIn, responses={201: ValueOut})
    def post(self, request: Request) -> Response:
        """Add a value (admins), at the end unless a position is given."""
        words = self.sent()
        place = words.pop("position", None)
        value = values.add(by=self.person, at=timezone.now(), **words)
        self.order(value, place)
        return self.answer(value, status.HTTP_201_CREATED)


class ValueDetail(ValueEndpoint):
    @extend_schema(responses=ValueOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a value; its `ETag` is wanted for changing it."""
        return self.shown(self.value(pk))

    @extend_schema(request=ValueIn(partial=True), responses=ValueOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Word a value anew or put it at another place (admins, with `If-Match`)."""
        value = self.value(pk)
        self.require_version(value.version)
        words = self.sent(partial=True)
        place = words.pop("position", None)
        values.edit(value, by=self.person, at=timezone.now(), version=None, **words)
        self.order(value, place)
        return self.answer(value)


class ValueRetire(ValueEndpoint):
    @extend_schema(request=None, responses=ValueOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let a value count no more (admins)."""
        value = self.value(pk)
        values.retire(value, by=self.person, at=timezone.now())
        return self.answer(value)


class ValueBringBack(ValueEndpoint):
    @extend_schema(request=None, responses=ValueOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let a retired value count again (admins)."""
        value = self.value(pk)
        values.bring_back(value, by=self.person, at=timezone.now())
        return self.answer(value)
