"""Measurements of numbers, by call: one or a list of them, corrected, taken back."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor
from core.parsers import CleanJSONParser
from goals.api.fields import Day, Number, PersonRef, Words
from goals.api.metrics import MetricEndpoint
from goals.models import Measurement, Metric
from goals.services import measurements


class ListsToo(CleanJSONParser):
    """JSON that may be a list at its top."""

    tops = (dict, list)


class NewestFirst(Cursor):
    ordering = ("-measured_on", "-at", "-pk")


class MeasurementOut(serializers.ModelSerializer[Measurement]):
    """A value on a day. It counts while it was neither corrected nor taken back."""

    value = Number()
    by = PersonRef()
    noted_on = Day(source="at")
    withdrawn_on = Day(source="withdrawn_at", allow_null=True)

    class Meta:
        model = Measurement
        fields: ClassVar = [
            "id", "metric", "value", "measured_on", "note", "by", "noted_on", "corrected_by",
            "withdrawn_on",
        ]  # fmt: skip


class MeasurementsOut(serializers.Serializer[Any]):
    results = MeasurementOut(many=True)
    next = serializers.URLField(allow_null=True)


class MeasurementIn(serializers.Serializer[Any]):
    value = Number()
    measured_on = serializers.DateField(required=False)
    note = Words(500, required=False, allow_blank=True)


class MeasurementEndpoint(MetricEndpoint):
    """What every call about measurements loads."""

    serializer_class = MeasurementOut
    pagination_class = NewestFirst

    def measurements(self) -> QuerySet[Measurement]:
        about = ("metric__goal", "metric__mastery__person", "by")
        return Measurement.objects.visible_to(self.person).select_related(*about)

    def measurement(self, pk: UUID) -> Measurement:
        return get_object_or_404(self.measurements(), pk=pk)

    def values(self, **options: Any) -> Any:
        given = MeasurementIn(data=self.request.data, **options)
        given.is_valid(raise_exception=True)
        return given.validated_data


class MeasurementList(MeasurementEndpoint):
    parser_classes: Any = (ListsToo,)

    @extend_schema(operation_id="metrics_measurements_list", responses=MeasurementOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the values of a number, the newest day first, corrected ones too."""
        rows = self.paginate_queryset(self.measurements().filter(metric=self.metric(pk)))
        return self.get_paginated_response(MeasurementOut(rows, many=True).data)

    @extend_schema(
        request=PolymorphicProxySerializer(
            "OneOrMoreMeasurements", [MeasurementIn, MeasurementIn(many=True)], None, many=False
        ),
        responses={
            201: PolymorphicProxySerializer(
                "OneOrMoreMeasured", [MeasurementOut, MeasurementsOut], None, many=False
            )
        },
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Note where a number stands, today unless another day is given.

        A list notes up to 1,000 values, all of them or none; the answer then is
        `{"results": [...], "next": null}`.
        """
        metric = self.metric(pk)
        if isinstance(request.data, list):
            return self.several(metric)
        taken = measurements.measure(metric, by=self.person, at=timezone.now(), **self.values())
        return Response(MeasurementOut(taken).data, status=status.HTTP_201_CREATED)

    def several(self, metric: Metric) -> Response:
        """Note a list of values."""
        values = self.values(many=True)
        taken = measurements.measure_all(metric, values=values, by=self.person, at=timezone.now())
        results = MeasurementOut(taken, many=True).data
        return Response({"results": results, "next": None}, status=status.HTTP_201_CREATED)


class MeasurementCorrect(MeasurementEndpoint):
    @extend_schema(request=MeasurementIn, responses={201: MeasurementOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Put another value in the place of a wrong one."""
        wrong = self.measurement(pk)
        right = measurements.correct(wrong, by=self.person, at=timezone.now(), **self.values())
        return Response(MeasurementOut(right).data, status=status.HTTP_201_CREATED)


class MeasurementWithdraw(MeasurementEndpoint):
    @extend_schema(request=None, responses=MeasurementOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's own value back, within a day."""
        taken = self.measurement(pk)
        measurements.withdraw(taken, by=self.person, at=timezone.now())
        return Response(MeasurementOut(self.measurement(pk)).data)
