"""Limits, advice and pauses by call."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.coachings import PersonRefOut
from accounts.models import Person
from accounts.services import trusted
from core.api import Cursor, Endpoint, person_ref
from feedback.api.inputs import PeopleByIdField
from feedback.api.outputs import day_for
from feedback.forms.people import known_people
from feedback.forms.protection import end_of
from feedback.models import Pause
from feedback.selectors.protection import (
    advice_for,
    help_offered_to,
    kept_aside,
    setting_in_force,
    trusted_persons,
)
from feedback.selectors.room import spent_by
from feedback.services import pauses
from feedback.services.protection_settings import set_limits


class HintOut(serializers.Serializer[Any]):
    """What you alone are told about your own writing: a pattern and its numbers."""

    pattern = serializers.CharField()
    about = PersonRefOut(allow_null=True)
    pieces = serializers.IntegerField()
    others = serializers.IntegerField()
    people = serializers.IntegerField()


class ProtectionOut(serializers.Serializer[Any]):
    """The limits in force, what you have used of them, and what to know before you write."""

    improvements_for_a_pair = serializers.IntegerField(help_text="Within a week.")
    pieces_of_a_giver = serializers.IntegerField(help_text="Within 24 hours.")
    uses_slow_mode = serializers.BooleanField()
    sent_today = serializers.IntegerField()
    trusted = PersonRefOut(many=True)
    help_offered = serializers.BooleanField()
    hints = HintOut(many=True, help_text="For writing to the people in `to`.")
    slow = PersonRefOut(many=True, help_text="Whom your improvements reach with the weekly batch.")
    released_at = serializers.DateTimeField(allow_null=True)


class Protection(Endpoint):
    """The rules that protect both sides, as they stand now."""

    serializer_class = ProtectionOut

    @extend_schema(
        operation_id="protection",
        responses=ProtectionOut,
        parameters=[OpenApiParameter("to", OpenApiTypes.UUID, many=True)],
    )
    def get(self, request: Request) -> Response:
        """Read the limits, and with `to` what to know before writing to these people."""
        now, people = timezone.now(), known_people(request.query_params.getlist("to"))
        advice = advice_for(self.person, people, at=now)
        setting = setting_in_force()
        offer = help_offered_to(self.person)
        body = {
            **limits_of(setting),
            "sent_today": spent_by(self.person, at=now).today,
            "trusted": [person_ref(person) for person in trusted_persons()],
            "help_offered": offer is not None,
            "hints": [
                {
                    "pattern": hint.pattern,
                    "about": person_ref(hint.about) if hint.about else None,
                    "pieces": hint.pieces,
                    "others": hint.others,
                    "people": hint.people,
                }
                for hint in advice.hints
            ],
            "slow": [person_ref(person) for person in advice.slow],
            "released_at": advice.released_at,
        }
        return Response(body)


def limits_of(setting: Any) -> dict[str, Any]:
    """Return the limits by the names of the API."""
    return {
        "improvements_for_a_pair": setting.improvements_for_a_pair,
        "pieces_of_a_giver": setting.pieces_of_a_giver,
        "uses_slow_mode": setting.uses_slow_mode,
    }


class ProtectionSettingsIn(serializers.Serializer[Any]):
    """The limits; and the trusted persons, who stay as they are when left out."""

    improvements_for_a_pair = serializers.IntegerField()
    pieces_of_a_giver = serializers.IntegerField()
    uses_slow_mode = serializers.BooleanField(default=True)
    trusted = PeopleByIdField(required=False)


class ProtectionSettingsOut(serializers.Serializer[Any]):
    improvements_for_a_pair = serializers.IntegerField()
    pieces_of_a_giver = serializers.IntegerField()
    uses_slow_mode = serializers.BooleanField()
    trusted = PersonRefOut(many=True)


class ProtectionSettings(Endpoint):
    """The limits, for admins."""

    for_admins = True
    put_as_a_whole = True
    serializer_class = ProtectionSettingsOut

    @extend_schema(operation_id="protection_settings", responses=ProtectionSettingsOut)
    def get(self, request: Request) -> Response:
        """Read what is set."""
        return self.answer()

    @extend_schema(
        operation_id="protection_settings_set",
        request=ProtectionSettingsIn,
        responses=ProtectionSettingsOut,
    )
    def put(self, request: Request) -> Response:
        """Set the limits, and name the trusted persons."""
        sent = ProtectionSettingsIn(data=request.data)
        sent.is_valid(raise_exception=True)
        chosen, now = dict(sent.validated_data), timezone.now()
        people = chosen.pop("trusted", None)
        if people is not None:
            trusted.name_trusted(people, by=self.person, at=now)
        set_limits(**chosen, by=self.person, at=now)
        return self.answer()

    def answer(self) -> Response:
        named = [person_ref(person) for person in trusted_persons()]
        return Response({**limits_of(setting_in_force()), "trusted": named})


class BySince(Cursor):
    ordering = ("-since_at", "pk")


class PauseOut(serializers.Serializer[Pause]):
    """A pause of yours; `person` is null when you pause everyone."""

    id = serializers.UUIDField()
    person = PersonRefOut(source="giver", allow_null=True)
    since_on = serializers.SerializerMethodField()
    ends_at = serializers.DateTimeField(allow_null=True)
    ended = serializers.SerializerMethodField()

    def get_since_on(self, pause: Pause) -> date:
        return day_for(self.context["request"].user, pause.since_at)

    def get_ended(self, pause: Pause) -> bool:
        return pause.ended_at is not None


class PauseIn(serializers.Serializer[Any]):
    """From whom (null: everyone), and until the end of which day (null: until you end it)."""

    person = serializers.UUIDField(allow_null=True, default=None)
    until = serializers.DateField(allow_null=True, default=None)

    def validate_person(self, pk: UUID | None) -> Person | None:
        found = Person.objects.filter(pk=pk).first() if pk else None
        if pk and found is None:
            raise serializers.ValidationError(_("This person is not known here."))
        return found

    def ends_at(self, person: Person) -> datetime | None:
        """Return the moment at which that day is over where this person is."""
        day = self.validated_data["until"]
        with timezone.override(ZoneInfo(person.time_zone)):
            return end_of(day) if day else None


class LetInOut(serializers.Serializer[Any]):
    """How many pieces came in."""

    came_in = serializers.IntegerField()


class EndPauseIn(serializers.Serializer[Any]):
    """Whether what was kept aside comes in now."""

    lets_in = serializers.BooleanField(default=True)


class LetInIn(serializers.Serializer[Any]):
    """Of whom; null for all."""

    person = serializers.UUIDField(allow_null=True, default=None)


class KeptOut(serializers.Serializer[Any]):
    person = PersonRefOut()
    pieces = serializers.IntegerField()


class Pauses(Endpoint):
    """Your pauses. Nobody else learns of them."""

    pagination_class = BySince
    serializer_class = PauseOut
    queryset = Pause.objects.none()

    @extend_schema(operation_id="pauses_list", responses=PauseOut(many=True))
    def get(self, request: Request) -> Response:
        """List your pauses, those that are over included, newest first."""
        mine = Pause.objects.visible_to(self.person).select_related("giver")
        shown = self.paginate_queryset(mine)
        return self.get_paginated_response(self.get_serializer(shown, many=True).data)

    @extend_schema(operation_id="pauses_begin", request=PauseIn, responses={201: PauseOut})
    def post(self, request: Request) -> Response:
        """Take no feedback from one person, or from everyone. What comes is kept aside."""
        sent = PauseIn(data=request.data)
        sent.is_valid(raise_exception=True)
        giver, ends_at = sent.validated_data["person"], sent.ends_at(self.person)
        made = pauses.pause(giver=giver, ends_at=ends_at, by=self.person, at=timezone.now())
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)


class EndPause(Endpoint):
    serializer_class = LetInOut

    @extend_schema(operation_id="pause_end", request=EndPauseIn, responses=LetInOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """End a pause; what was kept aside comes in, or with `lets_in: false` stays aside."""
        found = get_object_or_404(Pause.objects.visible_to(self.person), pk=pk)
        sent = EndPauseIn(data=request.data)
        sent.is_valid(raise_exception=True)
        came = pauses.end_pause(found, **sent.validated_data, by=self.person, at=timezone.now())
        return Response({"came_in": came})


class LetIn(Endpoint):
    serializer_class = LetInOut

    @extend_schema(operation_id="pauses_kept", responses=KeptOut(many=True))
    def get(self, request: Request) -> Response:
        """Read how much you keep aside, and from whom."""
        kept = kept_aside(self.person)
        lines = [{"person": person_ref(one.giver), "pieces": one.pieces} for one in kept]
        return Response({"results": lines, "next": None})

    @extend_schema(operation_id="pauses_let_in", request=LetInIn, responses=LetInOut)
    def post(self, request: Request) -> Response:
        """Let in what you keep aside, of one person or of all."""
        sent = LetInIn(data=request.data)
        sent.is_valid(raise_exception=True)
        pk = sent.validated_data["person"]
        giver = get_object_or_404(Person.objects.visible_to(self.person), pk=pk) if pk else None
        came = pauses.let_in(self.person, giver=giver, at=timezone.now())
        return Response({"came_in": came})
