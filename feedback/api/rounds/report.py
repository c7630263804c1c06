"""The report of a round by call: read it, show it, take that back, say what comes of it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint
from core.pagination import Pages
from feedback.api.reports import OneReportOut, ReportIn
from feedback.api.reports import ReportEndpoint as TrustedEndpoint
from feedback.api.rounds.inputs import EndIn, ShareReportIn, ThresholdsIn
from feedback.api.rounds.one import RoundEndpoint
from feedback.api.rounds.outputs import (
    LibraryQuestionOut,
    OneRoundOut,
    RoundReportOut,
    ThresholdsOut,
)
from feedback.models import ReportText, Round, RoundShare
from feedback.policies.rounds import can_report_text
from feedback.rounds.library import ready_in
from feedback.selectors.rounds.report import report_of
from feedback.services import reports
from feedback.services.rounds import ending, showing, thresholds


class ReportEndpoint(RoundEndpoint):
    serializer_class = RoundReportOut

    def report(self, found: Round) -> Response:
        shares = RoundShare.objects.visible_to(self.person).standing().filter(round=found)
        context = {"shared_with": [one.with_person for one in shares.by_name()]}
        return Response(RoundReportOut(report_of(found), context=context).data)


class RoundReport(ReportEndpoint):
    @extend_schema(operation_id="rounds_report", responses=RoundReportOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read the report: its subject, and those to whom it is shown."""
        rows = Round.objects.report_read_by(self.person).with_people()
        return self.report(get_object_or_404(rows, pk=pk))


class ShareRound(ReportEndpoint):
    @extend_schema(operation_id="rounds_share", request=ShareReportIn, responses=RoundReportOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let somebody read the whole report, until you take that back."""
        found = self.own(pk)
        people = self.sent(ShareReportIn).validated_data["with"]
        showing.share(found, people=people, by=self.person, at=timezone.now())
        return self.report(found)


class UnshareRound(ReportEndpoint):
    @extend_schema(operation_id="rounds_unshare", request=ShareReportIn, responses=RoundReportOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take back what you showed."""
        found = self.own(pk)
        people = self.sent(ShareReportIn).validated_data["with"]
        showing.unshare(found, people=people, by=self.person, at=timezone.now())
        return self.report(found)


class EndRound(RoundEndpoint):
    @extend_schema(operation_id="rounds_end", request=EndIn, responses=OneRoundOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """End it with what comes of it: a goal started before, a commitment, or nothing."""
        found, comes = self.own(pk), self.sent(EndIn).comes()
        ending.end(found, comes=comes, by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class ReportRoundText(TrustedEndpoint):
    @extend_schema(
        operation_id="rounds_report_text", request=ReportIn, responses={201: OneReportOut}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Report a text of your report to the trusted persons; nobody learns who wrote it."""
        rows = ReportText.objects.visible_to(self.person).select_related("round__subject")
        found = get_object_or_404(rows, pk=pk)
        if not can_report_text(self.person, found):
            raise PermissionDenied
        sent = self.sent(ReportIn)
        made = reports.report_text(
            found, reason=sent["reason"], shows=sent["show"], by=self.person, at=timezone.now()
        )
        answer = self.get_serializer(self.found(made.pk)).data
        return Response(answer, status=status.HTTP_201_CREATED)


class RoundQuestions(Endpoint):
    serializer_class = LibraryQuestionOut
    pagination_class = Pages

    @extend_schema(operation_id="round_questions", responses=LibraryQuestionOut(many=True))
    def get(self, request: Request) -> Response:
        """Read the library of questions, in your language and worded about you."""
        ready = ready_in(get_language() or "").values()
        name = self.person.called
        lines: Any = [
            {**vars(one), "text": one.about(name), "suits": list(one.suits)} for one in ready
        ]
        shown = LibraryQuestionOut(self.paginate_queryset(lines) or [], many=True)
        return self.get_paginated_response(shown.data)


class RoundSettings(Endpoint):
    """From how many answers on something is shown, for rounds to come; for admins."""

    for_admins = True
    put_as_a_whole = True
    serializer_class = ThresholdsOut

    @extend_schema(operation_id="round_settings", responses=ThresholdsOut)
    def get(self, request: Request) -> Response:
        """Read the thresholds in force."""
        return self.answer()

    @extend_schema(operation_id="round_settings_set", request=ThresholdsIn, responses=ThresholdsOut)
    def put(self, request: Request) -> Response:
        """Set them, never below the floor."""
        sent = ThresholdsIn(data=request.data)
        sent.is_valid(raise_exception=True)
        thresholds.set_thresholds(**sent.chosen(), by=self.person, at=timezone.now())
        return self.answer()

    def answer(self) -> Response:
        counted, comments = thresholds.thresholds_in_force()
        body: dict[str, Any] = {"counted_threshold": counted, "comment_threshold": comments}
        return Response(body)
