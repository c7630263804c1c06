"""Reports to the trusted persons, by call."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.coachings import PersonRefOut
from core.api import Endpoint, person_ref
from feedback.api.cursor import SealedCursor
from feedback.api.outputs import ReplyOutput, day_for
from feedback.api.pieces import load
from feedback.models import Report
from feedback.querysets.report import ReportQuerySet
from feedback.selectors.protection import shown_by
from feedback.services import reports


class PartsField(serializers.ListField):
    """Parts of the piece by name; one name alone will do."""

    child = serializers.ChoiceField(choices=Report.Part.choices)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation([data] if isinstance(data, str) and data else data)


class ReportIn(serializers.Serializer[Any]):
    """What troubles you, and exactly what you show of the piece."""

    reason = serializers.CharField(allow_blank=True)
    show = PartsField(required=False, default=list)


class CloseReportIn(serializers.Serializer[Any]):
    answer = serializers.CharField(allow_blank=True)


class LookOut(serializers.Serializer[Any]):
    by = PersonRefOut()
    at = serializers.DateTimeField()


class ShownOut(serializers.Serializer[Any]):
    """What the reporter shows; what they do not is null or missing."""

    giver = PersonRefOut(allow_null=True)
    recipient = PersonRefOut(allow_null=True)
    kind = serializers.CharField(allow_null=True)
    given_on = serializers.DateField(allow_null=True)
    situation = serializers.CharField(required=False)
    behaviour = serializers.CharField(required=False)
    impact = serializers.CharField(required=False)
    recommendation = serializers.CharField(required=False)
    text = serializers.CharField(required=False, help_text="Of a 360 round.")
    thread = ReplyOutput(many=True)


class ReportOut(serializers.Serializer[Report]):
    """A report without its words."""

    id = serializers.UUIDField()
    reporter = PersonRefOut()
    reported_on = serializers.SerializerMethodField()
    closes_on = serializers.SerializerMethodField()
    withdrawn = serializers.SerializerMethodField()
    closed = serializers.SerializerMethodField()

    def get_reported_on(self, report: Report) -> date:
        return day_for(self.context["request"].user, report.reported_at)

    def get_closes_on(self, report: Report) -> date:
        return day_for(self.context["request"].user, report.closes_at)

    def get_withdrawn(self, report: Report) -> bool:
        return report.withdrawn_at is not None

    def get_closed(self, report: Report) -> bool:
        return report.closed_at is not None


class OneReportOut(ReportOut):
    """A report with its reason, what is shown, the answer, and for the reporter every look."""

    reason = serializers.CharField()
    shows = serializers.ListField(child=serializers.CharField())
    shown = serializers.SerializerMethodField()
    answer = serializers.CharField()
    closed_by = PersonRefOut(allow_null=True)
    looks = serializers.SerializerMethodField(help_text="For the reporter.")

    @extend_schema_field(ShownOut)
    def get_shown(self, report: Report) -> dict[str, Any]:
        person, shown = self.context["request"].user, shown_by(report)
        piece = shown.feedback
        texts = {
            name: getattr(report.feedback, name) for name in Report.TEXTS if name in report.shows
        }
        if report.round_text and Report.Part.TEXT in report.shows:
            texts["text"] = report.round_text.text
        replies = [ReplyOutput(reply, context={"person": person}).data for reply in shown.thread]
        return {
            "giver": person_ref(piece.giver) if piece else None,
            "recipient": person_ref(piece.recipient) if piece else None,
            "kind": piece.kind if piece else None,
            "given_on": day_for(person, piece.given_at) if piece else None,
            **texts,
            "thread": replies,
        }

    @extend_schema_field(LookOut(many=True))
    def get_looks(self, report: Report) -> Any:
        if report.reporter_id != self.context["request"].user.pk:
            return []
        looks = report.looks.select_related("by").order_by("-at")
        return [{"by": person_ref(look.by), "at": look.at} for look in looks]


class ByDay(SealedCursor):
    """Newest first; the exact moment of a report stays sealed."""

    ordering = ("-reported_at", "pk")


class ReportEndpoint(Endpoint):
    """What one may look at now: one's own reports, and for trusted persons what waits."""

    serializer_class: type[ReportOut] = OneReportOut
    queryset = Report.objects.none()

    def get_queryset(self) -> ReportQuerySet:
        found = Report.objects.visible_to(self.person).current(self.person, timezone.now())
        return found.select_related(
            "reporter", "closed_by", "feedback__giver", "feedback__recipient", "round_text"
        )

    def found(self, pk: UUID) -> Report:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def sent(self, kind: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        sent = kind(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return dict(sent.validated_data)


class ReportPiece(ReportEndpoint):
    @extend_schema(operation_id="feedback_report", request=ReportIn, responses={201: OneReportOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Report a piece to the trusted persons: they see what you show, for thirty days."""
        feedback = load(self.person, pk)
        reports.check_may(feedback, by=self.person)
        sent = self.sent(ReportIn)
        made = reports.report(
            feedback, reason=sent["reason"], shows=sent["show"], by=self.person, at=timezone.now()
        )
        answer = self.get_serializer(self.found(made.pk)).data
        return Response(answer, status=status.HTTP_201_CREATED)


class Reports(ReportEndpoint):
    serializer_class: type[ReportOut] = ReportOut
    pagination_class = ByDay

    @extend_schema(operation_id="reports_list", responses=ReportOut(many=True))
    def get(self, request: Request) -> Response:
        """List your own reports, and for trusted persons those that wait, without any words."""
        shown = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(shown, many=True).data)


class OneReport(ReportEndpoint):
    @extend_schema(operation_id="report_look")
    def get(self, request: Request, pk: UUID) -> Response:
        """Look at a report. A look of a trusted person is kept and told to the reporter."""
        found = self.found(pk)
        reports.look(found, by=self.person, at=timezone.now())
        return Response(self.get_serializer(found).data)


class WithdrawReport(ReportEndpoint):
    @extend_schema(operation_id="report_withdraw", request=None, responses=OneReportOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take your report back: nobody looks at it any more."""
        found = self.found(pk)
        reports.withdraw_report(found, by=self.person, at=timezone.now())
        return Response(self.get_serializer(found).data)


class CloseReport(ReportEndpoint):
    @extend_schema(operation_id="report_close", request=CloseReportIn, responses=ReportOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer the reporter and close the report; you cannot look at it afterwards."""
        found, sent = self.found(pk), self.sent(CloseReportIn)
        reports.close_report(found, **sent, by=self.person, at=timezone.now())
        return Response(ReportOut(found, context=self.get_serializer_context()).data)
