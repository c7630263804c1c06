"""Asking for feedback by call. A request's id is also what answers and declines it."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.coachings import PersonRefOut
from core.api import ById, Cursor, Endpoint
from feedback import limits
from feedback.api.inputs import FeedbackInput, PeopleByIdField
from feedback.api.outputs import FeedbackOutput, GoalRef, day_for
from feedback.links import link_for_colleagues
from feedback.models import FeedbackRequest
from feedback.selectors.asking import AskedLine, request_page
from feedback.services import asking
from goals.models import Goal

BOXES = ("asked_of_me", "asked_by_me")


class NewestFirst(Cursor):
    ordering = ("-asked_at", "-pk")


class RequestInput(serializers.Serializer[Any]):
    """A question about oneself, for colleagues and for partners outside (`emails`)."""

    question = serializers.CharField(allow_blank=True, trim_whitespace=False)
    people = PeopleByIdField(required=False)
    emails = serializers.ListField(
        child=serializers.CharField(max_length=254), required=False, max_length=limits.MOST_ASKED
    )
    goal = ById(queryset=Goal.objects.all(), required=False, allow_null=True, default=None)


class AnswerInput(FeedbackInput):
    """Feedback for the asker."""

    recipients = None  # type: ignore[assignment]  # it is the asker's alone
    draft = None  # type: ignore[assignment]  # an answer is sent at once


class AskedOutput(serializers.Serializer[AskedLine]):
    """Somebody who was asked, as their asker sees it."""

    person = PersonRefOut(source="asked.person", allow_null=True)
    email = serializers.EmailField(source="asked.email", allow_blank=True)
    state = serializers.ChoiceField(
        source="asked.state", choices=["waiting", "answered", "declined", "unreachable"]
    )
    feedback = serializers.UUIDField(source="answer.pk", allow_null=True, default=None)
    partner = serializers.SerializerMethodField(help_text="What a partner outside wrote.")

    def get_partner(self, line: AskedLine) -> dict[str, str] | None:
        if line.words is None:
            return None
        return {
            "name": line.words.name,
            "helped": line.words.helped,
            "next_time": line.words.next_time,
        }


class RequestOutput(serializers.Serializer[FeedbackRequest]):
    """A request. Who else was asked is told to its asker alone."""

    id = serializers.UUIDField()
    asker = PersonRefOut()
    question = serializers.CharField()
    goal = GoalRef(allow_null=True)
    asked_on = serializers.SerializerMethodField()
    is_withdrawn = serializers.SerializerMethodField()

    def get_asked_on(self, request: FeedbackRequest) -> date:
        return day_for(self.context["person"], request.asked_at)

    def get_is_withdrawn(self, request: FeedbackRequest) -> bool:
        return request.withdrawn_at is not None


class OneRequestOutput(RequestOutput):
    """One request: `asked` for its asker, `state` of one's own answer for somebody asked."""

    asked = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()

    @extend_schema_field(AskedOutput(many=True))
    def get_asked(self, request: FeedbackRequest) -> Any:
        return AskedOutput(self.context["page"].lines, many=True).data

    def get_state(self, request: FeedbackRequest) -> str | None:
        mine = self.context["page"].mine
        return mine.state if mine else None


class LinkOutput(serializers.Serializer[Any]):
    link = serializers.URLField()
    until = serializers.DateTimeField()


class RequestEndpoint(Endpoint):
    serializer_class: Any = OneRequestOutput
    queryset = FeedbackRequest.objects.none()

    def load(self, pk: UUID) -> FeedbackRequest:
        rows = FeedbackRequest.objects.visible_to(self.person).select_related("asker", "goal")
        return get_object_or_404(rows, pk=pk)

    def as_it_is(self, found: FeedbackRequest, code: int = status.HTTP_200_OK) -> Response:
        page = request_page(found, viewer=self.person)
        context = {"person": self.person, "page": page}
        return Response(OneRequestOutput(found, context=context).data, status=code)


class Requests(RequestEndpoint):
    pagination_class = NewestFirst
    serializer_class = RequestOutput

    def get_queryset(self) -> QuerySet[FeedbackRequest]:
        name = self.choice("box", BOXES)
        rows = FeedbackRequest.objects.visible_to(self.person).select_related("asker", "goal")
        if name == "asked_by_me":
            return rows.filter(asker=self.person)
        return rows.exclude(asker=self.person) if name else rows

    @extend_schema(
        operation_id="feedback_requests_list",
        parameters=[OpenApiParameter("box", OpenApiTypes.STR, enum=BOXES)],
        responses=RequestOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        """List what you asked and what you are asked, newest first."""
        rows = self.paginate_queryset(self.get_queryset()) or []
        context = {"person": self.person}
        shown: Any = RequestOutput(rows, many=True, context=context)  # type: ignore[arg-type]  # many
        return self.get_paginated_response(shown.data)

    @extend_schema(
        operation_id="feedback_requests_ask",
        request=RequestInput,
        responses={201: OneRequestOutput},
    )
    def post(self, request: Request) -> Response:
        """Ask for feedback about yourself."""
        sent = RequestInput(data=request.data)
        sent.is_valid(raise_exception=True)
        words = {"people": [], **sent.validated_data}
        made = asking.ask(by=self.person, at=timezone.now(), **words)
        return self.as_it_is(made, status.HTTP_201_CREATED)


class OneRequest(RequestEndpoint):
    @extend_schema(operation_id="feedback_requests_read", responses=OneRequestOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read one request; its asker with the answers so far."""
        found = self.load(pk)
        asking.mark_read(found, by=self.person, at=timezone.now())
        return self.as_it_is(found)


class Answer(RequestEndpoint):
    serializer_class = FeedbackOutput

    @extend_schema(
        operation_id="feedback_requests_answer",
        request=AnswerInput,
        responses={201: FeedbackOutput},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer with a piece of feedback for the asker."""
        found = self.load(pk)
        sent = AnswerInput(data=request.data)
        sent.is_valid(raise_exception=True)
        copy = asking.answer(found, what=sent.piece(), by=self.person, at=timezone.now())
        answer = FeedbackOutput(copy, context={"person": self.person}).data
        return Response(answer, status=status.HTTP_201_CREATED)


class Decline(RequestEndpoint):
    @extend_schema(
        operation_id="feedback_requests_decline", request=None, responses=OneRequestOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Say "not this time", without a reason."""
        found = self.load(pk)
        asking.decline(found, by=self.person, at=timezone.now())
        return self.as_it_is(found)


class Withdraw(RequestEndpoint):
    @extend_schema(
        operation_id="feedback_requests_withdraw", request=None, responses=OneRequestOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take your question back. What was answered stays with you."""
        found = self.load(pk)
        asking.withdraw(found, by=self.person, at=timezone.now())
        return self.as_it_is(found)


class Remind(RequestEndpoint):
    @extend_schema(
        operation_id="feedback_requests_remind", request=None, responses=OneRequestOutput
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Remind those who have not answered, once and for all."""
        found = self.load(pk)
        asking.remind(found, by=self.person, at=timezone.now())
        return self.as_it_is(found)


class OpenLink(RequestEndpoint):
    serializer_class = LinkOutput

    @extend_schema(operation_id="feedback_requests_open_link", request=None, responses=LinkOutput)
    def post(self, request: Request, pk: UUID) -> Response:
        """Make a link by which colleagues answer, for 30 days from now."""
        found = asking.open_link(self.load(pk), by=self.person, at=timezone.now())
        until = cast("Any", found.link_until)
        return Response({"link": link_for_colleagues(found), "until": until})
