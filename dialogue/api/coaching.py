"""Help that coachees ask for, what they hand over, and the prep sheet, by call."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Coaching, Person
from core.api import Endpoint, etag, person_ref
from core.pagination import Cursor, Pages
from dialogue.api.history import AtRiskOut
from dialogue.api.outputs import EntryOut, SideRef, entry_body
from dialogue.models import HelpAsked, HelpWanted
from dialogue.selectors import handed, prep
from dialogue.services import asking, handover


class TalkOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    notes = serializers.CharField(allow_blank=True)
    agenda = serializers.ListField(child=serializers.CharField())


class PrepPromiseOut(serializers.Serializer[Any]):
    what = serializers.CharField()
    is_mine = serializers.BooleanField()
    until = serializers.DateField(allow_null=True)


class PrepNumberOut(AtRiskOut):
    """A number of a goal; where `is_measured`, `forecast` is where it stands at present."""

    is_measured = serializers.BooleanField()


class MoreOut(serializers.Serializer[Any]):
    """How many more there are of each; of what happened `since`, at least."""

    agenda = serializers.IntegerField()
    since = serializers.IntegerField()
    open_commitments = serializers.IntegerField()
    numbers = serializers.IntegerField()


class PrepSheetOut(serializers.Serializer[Any]):
    """What changed since the two last talked, as far as the caller reads it."""

    last = TalkOut(allow_null=True)
    next = TalkOut(allow_null=True)
    since = EntryOut(many=True)
    open_commitments = PrepPromiseOut(many=True)
    numbers = PrepNumberOut(many=True)
    more = MoreOut()


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


class HandoverIn(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=handover.LONGEST, allow_blank=True, default="")
    commitments = serializers.ListField(child=serializers.UUIDField(), max_length=100, default=list)
    goals = serializers.ListField(child=serializers.UUIDField(), max_length=100, default=list)
    shows_agreements = serializers.BooleanField(default=False)


class ThingOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()


class HandoverOut(serializers.Serializer[Any]):
    """What a coachee shows this coach; `is_shown` is false before, and when taken back."""

    is_shown = serializers.BooleanField()
    version = serializers.IntegerField()
    words = serializers.CharField(allow_blank=True)
    shows_agreements = serializers.BooleanField()
    commitments = ThingOut(many=True)
    goals = ThingOut(many=True)
    agreements = ThingOut(many=True)


def day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None


def talk_body(talk: prep.Talk | None) -> dict[str, Any] | None:
    if talk is None:
        return None
    return {"id": talk.pk, "at": talk.at, "notes": talk.notes, "agenda": talk.points.shown}


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


def handover_body(shown: handed.Shown | None) -> dict[str, Any]:
    nothing: dict[str, Any] = {"commitments": [], "goals": [], "agreements": []}
    if shown is None:
        told = {"is_shown": False, "version": 0, "words": "", "shows_agreements": False}
        return {**told, **nothing}
    one = shown.handover
    return {
        "is_shown": one.taken_back_at is None,
        "version": one.version,
        "words": one.words,
        "shows_agreements": one.shows_agreements,
        "commitments": [{"id": thing.pk, "text": thing.what} for thing in shown.commitments],
        "goals": [{"id": thing.pk, "text": thing.title} for thing in shown.goals],
        "agreements": [{"id": thing.pk, "text": thing.text} for thing in shown.agreements],
    }


class Prep(Endpoint):
    serializer_class = PrepSheetOut
    pagination_class = None

    @extend_schema(operation_id="prep_sheet", responses=PrepSheetOut)
    def get(self, request: Request, person: UUID) -> Response:
        """What changed between the caller and one other person since they last talked."""
        people = Person.objects.visible_to(self.person).exclude(pk=self.person.pk)
        sheet = prep.prep_sheet(self.person, get_object_or_404(people, pk=person))
        body = {
            "last": talk_body(sheet.last),
            "next": talk_body(sheet.coming),
            "since": [entry_body(entry) for entry in sheet.since.shown],
            "open_commitments": sheet.promises.shown,
            "numbers": [
                {**asdict(one.told), "is_measured": one.is_measured} for one in sheet.numbers.shown
            ],
            "more": {
                "agenda": sheet.coming.points.more if sheet.coming else 0,
                "since": sheet.since.more,
                "open_commitments": sheet.promises.more,
                "numbers": sheet.numbers.more,
            },
        }
        return Response(PrepSheetOut(body).data)


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


class OneHandover(Endpoint):
    serializer_class = HandoverOut

    def coaching(self, pk: UUID) -> Coaching:
        return get_object_or_404(Coaching.objects.visible_to(self.person).with_people(), pk=pk)

    def answer(self, coaching: Coaching) -> Response:
        body = handover_body(handed.shown(coaching, self.person))
        response = Response(HandoverOut(body).data)
        response["ETag"] = etag(body["version"])
        return response

    @extend_schema(responses=HandoverOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """What the coachee lets the coach start from."""
        return self.answer(self.coaching(pk))

    @extend_schema(request=HandoverIn, responses=HandoverOut)
    def put(self, request: Request, pk: UUID) -> Response:
        """Choose it, in place of what was shown before (If-Match)."""
        coaching = self.coaching(pk)
        before = handed.shown(coaching, self.person)
        version = before.handover.version if before else 0
        if version:
            self.require_version(version)
        sent = HandoverIn(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        handover.hand_over(coaching, by=self.person, at=timezone.now(), version=version, **given)
        return self.answer(coaching)

    @extend_schema(request=None, responses={200: HandoverOut})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take it back; the coach reads nothing of it from now on."""
        coaching = self.coaching(pk)
        handover.take_handover_back(coaching, by=self.person, at=timezone.now())
        return self.answer(coaching)
