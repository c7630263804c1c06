"""Check-ins by call: planned, read, moved, skipped, begun, held, confirmed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core.api import ById, Cursor, Endpoint, etag, problem_response
from dialogue.api.outputs import CheckInOut, checkin_bodies
from dialogue.models import CheckIn, PromptTemplate
from dialogue.services import checkins, groups, holding, library, notes, reflections

MOST_NAMED = 50
STATES = ("open", "held", "skipped", "cancelled")


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "format": "uuid"},
            {"type": "array", "items": {"type": "string", "format": "uuid"}},
        ]
    }
)
class PeopleField(serializers.Field[Any, Any, Any, Any]):
    """One id, or a list of ids; an empty list, null or nothing is a reflection of one's own."""

    def to_internal_value(self, data: Any) -> list[Person]:
        named = data if isinstance(data, list) else [data]
        if len(named) > MOST_NAMED:
            raise serializers.ValidationError(_("Name fewer people."))
        try:
            ids = list(dict.fromkeys(UUID(one) for one in named))
        except (ValueError, TypeError, AttributeError) as error:
            raise serializers.ValidationError(_("Name people by their id.")) from error
        found = Person.objects.in_bulk(ids)
        if len(found) < len(ids):
            raise serializers.ValidationError(_("There is nobody with this id."))
        return [found[pk] for pk in ids]

    def to_representation(self, value: Any) -> Any:
        return value


class CheckInIn(serializers.Serializer[Any]):
    """`with` names one person, several for a talk of a group, or nobody for a reflection."""

    planned_at = serializers.DateTimeField()
    template = ById(queryset=PromptTemplate.objects.all(), required=False, allow_null=True)
    library = serializers.CharField(required=False, allow_blank=True)
    title = serializers.CharField(required=False, allow_blank=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        people = PeopleField(required=False, allow_null=True)
        return {**super().get_fields(), "with": people}


class ParticipantIn(serializers.Serializer[Any]):
    person = ById(queryset=Person.objects.all())


class NotesIn(serializers.Serializer[Any]):
    notes = serializers.CharField(allow_blank=True, trim_whitespace=False)


class SkipIn(serializers.Serializer[Any]):
    reason = serializers.CharField(allow_blank=True)


class MoveIn(serializers.Serializer[Any]):
    planned_at = serializers.DateTimeField()


class ConfirmIn(serializers.Serializer[Any]):
    version = serializers.IntegerField(required=False, min_value=0)


class ByMoment(Cursor):
    ordering = ("-planned_at", "-pk")


class OneTalk(Endpoint):
    """Base of the calls about one talk: for whoever is no side of it, it does not exist."""

    serializer_class: type[serializers.Serializer[Any]] = CheckInOut

    def talk(self, pk: UUID) -> CheckIn:
        talks = CheckIn.objects.visible_to(self.person).with_people()
        return get_object_or_404(talks, pk=pk)

    def answer(self, pk: UUID, status: int = 200) -> Response:
        (body,) = checkin_bodies([self.talk(pk)], self.person)
        response = Response(CheckInOut(body).data, status=status)
        if body["notes_version"] is not None:
            response["ETag"] = etag(body["notes_version"])
        return response

    def sent(self, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """Return what was sent, or refuse it with a sentence for each field."""
        given = shape(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


class CheckIns(OneTalk):
    pagination_class = ByMoment

    def get_queryset(self) -> QuerySet[CheckIn]:
        talks = CheckIn.objects.visible_to(self.person).with_people()
        state = self.choice("state", STATES)
        return talks.in_state(state) if state else talks

    @extend_schema(
        operation_id="checkins_list",
        parameters=[OpenApiParameter("state", enum=STATES)],
        responses=CheckInOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List one's own talks, the latest first."""
        rows = self.paginate_queryset(self.get_queryset()) or []
        bodies = checkin_bodies(rows, self.person)
        return self.get_paginated_response(CheckInOut(bodies, many=True).data)

    @extend_schema(request=CheckInIn, responses={201: CheckInOut})
    def post(self, request: Request) -> Response:
        """Plan a talk with somebody, with several as a group, or a reflection of one's own."""
        given, now = self.sent(CheckInIn), timezone.now()
        planned = reflections.plan_with(
            given.get("with") or [],
            by=self.person,
            at=now,
            planned_at=given["planned_at"],
            title=given.get("title", ""),
            template=self.template(given, now),
        )
        return self.answer(planned.pk, status=201)

    def template(self, given: dict[str, Any], at: datetime) -> PromptTemplate | None:
        """The prompts that were named: by their id, or by their name in the library."""
        if code := given.get("library"):
            return library.take_as_it_is(code, language=get_language() or "", at=at)
        template: PromptTemplate | None = given.get("template")
        return template


class CheckInParticipants(OneTalk):
    @extend_schema(request=ParticipantIn, responses={201: CheckInOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Take somebody into a talk of a group."""
        talk = self.talk(pk)
        person = self.sent(ParticipantIn)["person"]
        groups.add_participant(talk, by=self.person, at=timezone.now(), person=person)
        return self.answer(pk, status=201)


class CheckInLeave(OneTalk):
    @extend_schema(request=None, responses=CheckInOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Leave a talk of a group; what one wrote oneself stays readable."""
        groups.leave(self.talk(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class CheckInAgain(OneTalk):
    @extend_schema(request=MoveIn, responses={201: CheckInOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Plan the next talk of the same group."""
        talk = self.talk(pk)
        moment = self.sent(MoveIn)["planned_at"]
        planned = groups.plan_again(talk, by=self.person, at=timezone.now(), planned_at=moment)
        return self.answer(planned.pk, status=201)


class CheckInDetail(OneTalk):
    @extend_schema(responses=CheckInOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a talk; the ETag is the version of its notes."""
        return self.answer(pk)

    @extend_schema(request=NotesIn, responses=CheckInOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Write the shared notes over the version that was read (If-Match).

        Where somebody else wrote in between, both changes are kept if they do not touch; else the
        412 has `mine` and `theirs`, both texts as they are, and the `version` that stands.
        """
        talk = self.talk(pk)
        version = self.version_read(talk.notes_version) if talk.notes_version else 0
        text = self.sent(NotesIn)["notes"]
        try:
            notes.write_notes(talk, by=self.person, at=timezone.now(), text=text, version=version)
        except notes.NotesOverlap as error:
            response = problem_response(412, error.sentence)
            texts = {"mine": error.mine, "theirs": error.theirs, "version": error.current}
            response.data = {**(response.data or {}), **texts}
            return response
        return self.answer(pk)

    def version_read(self, current: int) -> int:
        """Return the version that `If-Match` names; any other word there is refused."""
        named = self.request.headers.get("If-Match", "").strip('"')
        if named.isdecimal() and len(named) < 10 and int(named) < current:
            return int(named)
        self.require_version(current)
        return current


class CheckInStart(OneTalk):
    @extend_schema(request=None, responses=CheckInOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Begin to talk: answers that wait for the talk are shared."""
        holding.start(self.talk(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class CheckInHold(OneTalk):
    @extend_schema(request=None, responses=CheckInOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say that the talk was held."""
        holding.hold(self.talk(pk), by=self.person, at=timezone.now())
        return self.answer(pk)


class CheckInSkip(OneTalk):
    @extend_schema(request=SkipIn, responses=CheckInOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Skip the talk, and say why."""
        talk = self.talk(pk)
        reason = self.sent(SkipIn)["reason"]
        checkins.skip(talk, by=self.person, at=timezone.now(), reason=reason)
        return self.answer(pk)


class CheckInMove(OneTalk):
    @extend_schema(request=MoveIn, responses=CheckInOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Move the talk to another moment."""
        talk = self.talk(pk)
        moment = self.sent(MoveIn)["planned_at"]
        checkins.move(talk, by=self.person, at=timezone.now(), planned_at=moment)
        return self.answer(pk)


class CheckInConfirm(OneTalk):
    @extend_schema(request=ConfirmIn, responses=CheckInOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Confirm the notes, and with `version` only if they are still those that were read."""
        talk = self.talk(pk)
        version = self.sent(ConfirmIn).get("version")
        holding.confirm(talk, by=self.person, at=timezone.now(), version=version)
        return self.answer(pk)
