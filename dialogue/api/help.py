"""Help that coachees ask for, and what their coaches answer, by call."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint, person_ref
from core.pagination import Cursor, Pages
from dialogue.api.outputs import SideRef
from dialogue.models import HelpAsked, HelpWanted
from dialogue.selectors import handed
from dialogue.services import asking


class HelpIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=asking.LONGEST)
    coaches = serializers.ListField(child=serializers.UUIDField(), max_length=50)


class HelpAnswerOut(serializers.Serializer[Any]):
    """What one coach said; who no longer coaches does not see the question any more."""

    coach = SideRef()
    sees_it = serializers.BooleanField()
    answered_on = serializers.DateField(allow_null=True)
    answer = serializers.CharField(allow_blank=True)


class HelpOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    asked_on = serializers.DateField()
    asked = HelpAnswerOut(many=True)


class HelpAnswerIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=asking.LONGEST_ANSWER, allow_blank=True, required=False)


class AskedOut(serializers.Serializer[Any]):
    """A coachee's question, as the coach sees it."""

    id = serializers.UUIDField()
    person = SideRef()
    text = serializers.CharField()
    asked_on = serializers.DateField()
    answered_on = serializers.DateField(allow_null=True)
    answer = serializers.CharField(allow_blank=True)


def day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None


def help_body(asked: handed.Asked) -> dict[str, Any]:
    return {
        "id": asked.wanted.pk,
        "text": asked.wanted.text,
        "asked_on": day(asked.wanted.asked_at),
        "asked": [
            {
                "coach": person_ref(one.coaching.coach),
                "sees_it": one.coaching.ended_at is None,
                "answered_on": day(one.answered_at),
                "answer": one.answer,
            }
            for one in asked.answers
        ],
    }


def asked_body(asked: HelpAsked) -> dict[str, Any]:
    return {
        "id": asked.pk,
        "person": person_ref(asked.wanted.person),
        "text": asked.wanted.text,
        "asked_on": day(asked.wanted.asked_at),
        "answered_on": day(asked.answered_at),
        "answer": asked.answer,
    }


class Help(Endpoint):
    serializer_class = HelpOut
    pagination_class = Pages

    @extend_schema(operation_id="help_list", responses=HelpOut(many=True))
    def get(self, request: Request) -> Response:
        """What one asked for and did not take back, with the answers."""
        own: Any = handed.own_help(self.person)
        bodies = [help_body(one) for one in self.paginate_queryset(own) or []]
        return self.get_paginated_response(HelpOut(bodies, many=True).data)

    @extend_schema(request=HelpIn, responses={201: HelpOut})
    def post(self, request: Request) -> Response:
        """Ask some of one's coaches; nobody else reads it."""
        sent = HelpIn(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        wanted = asking.ask_for_help(
            self.person, by=self.person, at=timezone.now(),
            text=given["text"], coaches=given["coaches"],
        )  # fmt: skip
        rows = list(HelpAsked.objects.filter(wanted=wanted).select_related("coaching__coach"))
        body = help_body(handed.Asked(wanted, rows))
        return Response(HelpOut(body).data, status=status.HTTP_201_CREATED)


class TakeHelpBack(Endpoint):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Nobody else reads it from now on."""
        wanted = get_object_or_404(HelpWanted.objects.visible_to(self.person), pk=pk)
        asking.take_help_back(wanted, by=self.person, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class NewestAskedFirst(Cursor):
    """What was asked last comes first."""

    ordering = ("-asked_at", "-pk")


class AskedOfMe(Endpoint):
    serializer_class = AskedOut
    pagination_class = NewestAskedFirst

    @extend_schema(operation_id="help_asked_list", responses=AskedOut(many=True))
    def get(self, request: Request) -> Response:
        """What one's coachees ask, answered or not."""
        shown: Any = self.paginate_queryset(handed.asked_of(self.person))
        bodies = [asked_body(one) for one in shown]
        return self.get_paginated_response(AskedOut(bodies, many=True).data)


class AnswerHelp(Endpoint):
    serializer_class = AskedOut

    @extend_schema(request=HelpAnswerIn, responses=AskedOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer in a line, or say without words that one will help."""
        asked = get_object_or_404(handed.asked_of(self.person), pk=pk)
        sent = HelpAnswerIn(data=request.data)
        sent.is_valid(raise_exception=True)
        text = sent.validated_data.get("text", "")
        asking.answer_help(asked, by=self.person, at=timezone.now(), text=text)
        return Response(AskedOut(asked_body(handed.asked_of(self.person).get(pk=pk))).data)
