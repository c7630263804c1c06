"""Numbers of goals and of mastery, by call."""

from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core.api import Cursor, Endpoint, etag
from goals.api.fields import Day, Number, PersonRef, Words, resolved
from goals.models import Goal, Mastery, Metric, MetricChange
from goals.policies.mastery import can_keep
from goals.services import metrics


class OldestFirst(Cursor):
    ordering = ("added_at", "pk")


class LastChangedFirst(Cursor):
    ordering = ("-at", "-pk")


class MetricOut(serializers.ModelSerializer[Metric]):
    """A number. Ambition and forecast are two things; `confidence` is low, medium or high."""

    baseline = Number(allow_null=True)
    ambition = Number(allow_null=True)
    forecast = Number(allow_null=True)
    confidence = serializers.SerializerMethodField()
    every = serializers.SerializerMethodField()
    keeper = PersonRef(allow_null=True)
    last_value = Number(allow_null=True)
    measured_last_on = serializers.DateField(allow_null=True)
    retired_on = Day(source="retired_at", allow_null=True)

    class Meta:
        model = Metric
        fields: ClassVar = [
            "id", "goal", "mastery", "name", "unit", "direction", "baseline", "ambition",
            "forecast", "confidence", "every", "keeper", "last_value", "measured_last_on",
            "retired_on", "version",
        ]  # fmt: skip

    def get_confidence(self, metric: Metric) -> str | None:
        return metric.confidence or None

    def get_every(self, metric: Metric) -> str | None:
        return metric.every or None


class MetricIn(serializers.Serializer[Any]):
    """A number to add: a name is enough."""

    name = Words(120)
    unit = Words(40, required=False, allow_blank=True)
    direction = serializers.ChoiceField(choices=Metric.Direction.choices, required=False)
    baseline = Number(required=False, allow_null=True)
    ambition = Number(required=False, allow_null=True)
    forecast = Number(required=False, allow_null=True)
    confidence = serializers.ChoiceField(
        choices=Metric.Confidence.choices, required=False, allow_null=True, allow_blank=True
    )
    every = serializers.ChoiceField(
        choices=Metric.Rhythm.choices, required=False, allow_null=True, allow_blank=True
    )
    keeper = serializers.UUIDField(required=False, allow_null=True)


class MetricChangeIn(MetricIn):
    """What changes, and a note that stands beside a new ambition or forecast."""

    note = Words(500, required=False, allow_blank=True)


class MetricChangeOut(serializers.ModelSerializer[MetricChange]):
    """What was reached for and expected before, and what from that day on."""

    ambition_before = Number(allow_null=True)
    ambition_after = Number(allow_null=True)
    forecast_before = Number(allow_null=True)
    forecast_after = Number(allow_null=True)
    by = PersonRef()
    changed_on = Day(source="at")

    class Meta:
        model = MetricChange
        fields: ClassVar = [
            "id", "metric", "ambition_before", "ambition_after", "forecast_before",
            "forecast_after", "confidence_before", "confidence_after", "note", "by", "changed_on",
        ]  # fmt: skip


class MetricEndpoint(Endpoint):
    """What every call about numbers loads."""

    serializer_class: Any = MetricOut
    pagination_class: Any = OldestFirst

    def get_queryset(self) -> QuerySet[Metric]:
        return Metric.objects.visible_to(self.person).with_last().with_subject()

    def metric(self, pk: UUID) -> Metric:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def sent(self, *, partial: bool = False) -> dict[str, Any]:
        """Return what was sent, checked for its form; the keeper becomes a person."""
        serializer = MetricChangeIn if partial else MetricIn
        given = serializer(data=self.request.data, partial=partial)
        given.is_valid(raise_exception=True)
        words: dict[str, Any] = dict(given.validated_data)
        for name in {"confidence", "every"} & set(words):
            words[name] = words[name] or ""
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


class MasteryMetricList(MetricEndpoint):
    def mastery(self, pk: UUID) -> Mastery:
        masteries = Mastery.objects.visible_to(self.person).select_related("person")
        return get_object_or_404(masteries, pk=pk)

    @extend_schema(operation_id="mastery_metrics_list", responses=MetricOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the numbers of a capability somebody works on, for whoever may see it."""
        rows = self.paginate_queryset(self.get_queryset().filter(mastery=self.mastery(pk)))
        return self.get_paginated_response(MetricOut(rows, many=True).data)

    @extend_schema(request=MetricIn, responses={201: MetricOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Add a number to one's own mastery; it is seen by whoever sees that."""
        mastery = self.mastery(pk)
        if not can_keep(self.person, mastery):
            raise PermissionDenied
        added = metrics.add(mastery, by=self.person, at=timezone.now(), **self.sent())
        return self.answer(added, status.HTTP_201_CREATED)


class MetricDetail(MetricEndpoint):
    @extend_schema(responses=MetricOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a number; its `ETag` is wanted for changing it."""
        return self.shown(self.metric(pk))

    @extend_schema(request=MetricChangeIn(partial=True), responses=MetricOut)
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


class ChangeList(MetricEndpoint):
    serializer_class = MetricChangeOut
    pagination_class = LastChangedFirst

    @extend_schema(operation_id="metrics_changes_list", responses=MetricChangeOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what was expected before and after, with the notes, the newest first."""
        changes = MetricChange.objects.visible_to(self.person).select_related("by")
        rows = self.paginate_queryset(changes.filter(metric=self.metric(pk)))
        return self.get_paginated_response(MetricChangeOut(rows, many=True).data)
