"""Calls about one's own absences."""

import hashlib
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Absence
from accounts.services import absences as services
from core.api import Endpoint, etag
from core.pagination import Cursor


class ByDay(Cursor):
    """By their first day."""

    ordering = ("starts_on", "ends_on", "pk")
    page_size = 200


class AbsenceOut(serializers.Serializer[Absence]):
    """Days away, first and last included."""

    id = serializers.UUIDField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class AbsenceIn(serializers.Serializer[None]):
    """One absence: after the call it is among mine; the same one twice is once."""

    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class AllAbsencesIn(serializers.Serializer[None]):
    """All my absences, in place of those before; wants `If-Match`."""

    results = AbsenceIn(many=True)


class Absences(Endpoint):
    """My absences."""

    pagination_class = ByDay
    serializer_class = AbsenceOut

    @extend_schema(responses=AbsenceOut(many=True))
    def get(self, request: Request) -> Response:
        return self.answer()

    @extend_schema(
        request=PolymorphicProxySerializer(
            component_name="AbsencesIn",
            serializers=[AbsenceIn, AllAbsencesIn],
            resource_type_field_name=None,
        ),
        responses=AbsenceOut(many=True),
    )
    def put(self, request: Request) -> Response:
        if "results" in request.data:
            self.require_version(self.version())
            sent = AllAbsencesIn(data=request.data)
            sent.is_valid(raise_exception=True)
            days = [(one["starts_on"], one["ends_on"]) for one in sent.validated_data["results"]]
            services.replace(self.person, absences=days, by=self.person, at=timezone.now())
        else:
            one = AbsenceIn(data=request.data)
            one.is_valid(raise_exception=True)
            services.add(self.person, **one.validated_data, by=self.person, at=timezone.now())
        return self.answer()

    def version(self) -> str:
        """Return a name for the absences as they stand."""
        rows = Absence.objects.visible_to(self.person).by_day().values_list("pk", flat=True)
        return hashlib.sha256(b"".join(key.bytes for key in rows)).hexdigest()[:32]

    def answer(self) -> Response:
        """Answer with the absences and their version."""
        shown: Any = self.paginate_queryset(Absence.objects.visible_to(self.person))
        response = self.get_paginated_response(AbsenceOut(shown, many=True).data)
        response["ETag"] = etag(self.version())
        return response
