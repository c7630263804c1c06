"""Check-ins by call: planned, read, moved, skipped, begun, held, confirmed."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core.api import Cursor, Endpoint, etag, problem_response
from dialogue.api.outputs import CheckInOut, checkin_bodies
from dialogue.models import CheckIn, PromptTemplate
from dialogue.services import checkins, holding, notes

STATES = ("open", "held", "skipped", "cancelled")


class CheckInIn(serializers.Serializer[Any]):
    planned_at = serializers.DateTimeField()
    template = serializers.PrimaryKeyRelatedField(
        queryset=PromptTemplate.objects.all(), required=False, allow_null=True
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        people = serializers.PrimaryKeyRelatedField(queryset=Person.objects.all())
        return {**super().get_fields(), "with": people}


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
        state = self.request.query_params.get("state", "")
        return talks.in_state(state) if state in STATES else talks

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
        """Plan a talk with somebody."""
        given = self.sent(CheckInIn)
        planned = checkins.plan(
            given["with"],
            by=self.person,
            at=timezone.now(),
            planned_at=given["planned_at"],
            template=given.get("template"),
        )
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
            response = problem_response(412, _("Changed in between"), error.sentence)
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
