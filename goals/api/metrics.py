"""Numbers of goals and their measurements, by call."""

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
from core.api import Cursor, Endpoint, etag
from goals.api.fields import Day, Number, PersonRef, resolved
from goals.models import Goal, Measurement, Metric
from goals.services import measurements, metrics


class OldestFirst(Cursor):
    ordering = ("added_at", "pk")


class NewestFirst(Cursor):
    ordering = ("-measured_on", "-at", "-pk")


class MetricOut(serializers.ModelSerializer[Metric]):
    """A number. Ambition and forecast are two things; `confidence` is low, medium or high."""

    baseline = Number(allow_null=True)
    ambition = Number(allow_null=True)
    forecast = Number(allow_null=True)
    confidence = serializers.SerializerMethodField()
    keeper = PersonRef(allow_null=True)
    last_value = Number(allow_null=True)
    measured_last_on = serializers.DateField(allow_null=True)
    retired_on = Day(source="retired_at", allow_null=True)

    class Meta:
        model = Metric
        fields: ClassVar = [
            "id", "goal", "name", "unit", "direction", "baseline", "ambition", "forecast",
            "confidence", "keeper", "last_value", "measured_last_on", "retired_on", "version",
        ]  # fmt: skip

    def get_confidence(self, metric: Metric) -> str | None:
        return metric.confidence or None


class MetricIn(serializers.Serializer[Any]):
    """A number to add: a name is enough."""

    name = serializers.CharField(max_length=120)
    unit = serializers.CharField(max_length=40, required=False, allow_blank=True)
    direction = serializers.ChoiceField(choices=Metric.Direction.choices, required=False)
    baseline = Number(required=False, allow_null=True)
    ambition = Number(required=False, allow_null=True)
    forecast = Number(required=False, allow_null=True)
    confidence = serializers.ChoiceField(
        choices=Metric.Confidence.choices, required=False, allow_null=True, allow_blank=True
    )
    keeper = serializers.UUIDField(required=False, allow_null=True)


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


class MeasurementIn(serializers.Serializer[Any]):
    value = Number()
    measured_on = serializers.DateField(required=False)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class MetricEndpoint(Endpoint):
    """What every call about numbers loads."""

    serializer_class: Any = MetricOut
    pagination_class: Any = OldestFirst

    def get_queryset(self) -> QuerySet[Metric]:
        return Metric.objects.visible_to(self.person).with_last().select_related("goal", "keeper")

    def metric(self, pk: UUID) -> Metric:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def sent(self, *, partial: bool = False) -> dict[str, Any]:
        """Return what was sent, checked for its form; the keeper becomes a person."""
        given = MetricIn(data=self.request.data, partial=partial)
        given.is_valid(raise_exception=True)
        words: dict[str, Any] = dict(given.validated_data)
        if "confidence" in words:
            words["confidence"] = words["confidence"] or ""
        if words.get("keeper"):
            people = Person.objects.visible_to(self.person)
            words["keeper"] = resolved(people, [words["keeper"]], "keeper")[0]
        return words

    def answer(self, metric: Metric, code: int = status.HTTP_200_OK) -> Response:
        """Return the number as it stands now, with its version as `ETag`."""
        return self.shown(self.metric(metric.pk), code)

    def shown(self, metric: Metric, code: int = status.HTTP_200_OK) -> Response:
        """Return what was loaded, with its version as `ETag`."""
        return Response(MetricOut(metric).data, status=code, headers={"ETag": etag(metric.version)})


class MetricList(MetricEndpoint):
    def goal(self, pk: UUID) -> Goal:
        return get_object_or_404(Goal.objects.visible_to(self.person), pk=pk)

    @extend_schema(operation_id="goals_metrics_list", responses=MetricOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the numbers of a goal, those retired too."""
        rows = self.paginate_queryset(self.get_queryset().filter(goal=self.goal(pk)))
        return self.get_paginated_response(MetricOut(rows, many=True).data)

    @extend_schema(request=MetricIn, responses={201: MetricOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Add a number (owners, and those who joined)."""
        goal = self.goal(pk)
        added = metrics.add(goal, by=self.person, at=timezone.now(), **self.sent())
        return self.answer(added, status.HTTP_201_CREATED)


class MetricDetail(MetricEndpoint):
    @extend_schema(responses=MetricOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a number; its `ETag` is wanted for changing it."""
        return self.shown(self.metric(pk))

    @extend_schema(request=MetricIn(partial=True), responses=MetricOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change a number, its ambition or its forecast (with `If-Match`)."""
        metric = self.metric(pk)
        self.require_version(metric.version)
        any_version = request.headers.get("If-Match") == "*"
        version = None if any_version else metric.version
        words = self.sent(partial=True)
        metrics.change(metric, by=self.person, at=timezone.now(), version=version, **words)
        return self.answer(metric)


class MetricRetire(MetricEndpoint):
    @extend_schema(request=None, responses=MetricOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Follow a number no longer; its measurements stay."""
        metric = self.metric(pk)
        metrics.retire(metric, by=self.person, at=timezone.now())
        return self.answer(metric)


class MeasurementEndpoint(MetricEndpoint):
    """What every call about measurements loads."""

    serializer_class = MeasurementOut
    pagination_class = NewestFirst

    def measurements(self) -> QuerySet[Measurement]:
        return Measurement.objects.visible_to(self.person).select_related("metric__goal", "by")

    def measurement(self, pk: UUID) -> Measurement:
        return get_object_or_404(self.measurements(), pk=pk)

    def values(self, **options: Any) -> dict[str, Any]:
        given = MeasurementIn(data=self.request.data, **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


class MeasurementList(MeasurementEndpoint):
    @extend_schema(operation_id="metrics_measurements_list", responses=MeasurementOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the values of a number, the newest day first, corrected ones too."""
        rows = self.paginate_queryset(self.measurements().filter(metric=self.metric(pk)))
        return self.get_paginated_response(MeasurementOut(rows, many=True).data)

    @extend_schema(request=MeasurementIn, responses={201: MeasurementOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Note where a number stands, today unless another day is given."""
        metric = self.metric(pk)
        taken = measurements.measure(metric, by=self.person, at=timezone.now(), **self.values())
        return Response(MeasurementOut(taken).data, status=status.HTTP_201_CREATED)


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
