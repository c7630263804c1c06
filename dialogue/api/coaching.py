"""What coachees hand over, and the prep sheet, by call."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Coaching, Person
from core.api import Endpoint, etag
from dialogue.api.history import AtRiskOut
from dialogue.api.outputs import EntryOut, entry_body
from dialogue.selectors import handed, prep
from dialogue.services import handover


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


def talk_body(talk: prep.Talk | None) -> dict[str, Any] | None:
    if talk is None:
        return None
    return {"id": talk.pk, "at": talk.at, "notes": talk.notes, "agenda": talk.points.shown}


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
