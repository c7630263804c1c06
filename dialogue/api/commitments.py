"""Agenda points and commitments by call."""

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
from core.api import ById, Cursor
from dialogue import talk_about
from dialogue.api.checkins import OneTalk
from dialogue.api.outputs import (
    AgendaPointOut,
    CommitmentOut,
    commitment_bodies,
    point_bodies,
)
from dialogue.models import AgendaPoint, CheckIn, Commitment, PointSource
from dialogue.policies.checkins import reads_in_full
from dialogue.services import agenda, commitments


class AgendaPointIn(serializers.Serializer[Any]):
    """A point; `about` may name what it is about, such as "goal/UUID".

    It can be a goal, feedback one received, a commitment or a mastery one may see.
    """

    text = serializers.CharField(allow_blank=True)
    about = serializers.CharField(required=False, allow_blank=True)


class PointWordsIn(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True)


class ReorderIn(serializers.Serializer[Any]):
    """Up or down by one, or to a place of the list, which is counted from 1."""

    up = serializers.BooleanField(required=False)
    place = serializers.IntegerField(required=False, min_value=1, max_value=1000)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("up" in attrs) == ("place" in attrs):
            raise serializers.ValidationError({"up": [_("Name either `up` or `place`.")]})
        return attrs


class MarkIn(serializers.Serializer[Any]):
    done = serializers.BooleanField()


class CommitmentIn(serializers.Serializer[Any]):
    checkin = serializers.UUIDField()
    what = serializers.CharField(allow_blank=True)
    who = ById(queryset=Person.objects.all())
    until = serializers.DateField(required=False, allow_null=True)


class ByPosition(Cursor):
    ordering = ("position", "pk")


class Newest(Cursor):
    ordering = ("-made_at", "-pk")


class Agenda(OneTalk):
    serializer_class = AgendaPointOut
    pagination_class = ByPosition

    @extend_schema(operation_id="checkins_agenda_list", responses=AgendaPointOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the points of a talk in their order."""
        talk = self.talk(pk)
        points = AgendaPoint.objects.visible_to(self.person).filter(checkin=talk)
        rows = self.paginate_queryset(points.select_related("author", "comes_from")) or []
        bodies = point_bodies(rows, self.person, in_full=reads_in_full(self.person, talk))
        return self.get_paginated_response(AgendaPointOut(bodies, many=True).data)

    @extend_schema(request=AgendaPointIn, responses={201: AgendaPointOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Add a point at the end."""
        talk = self.talk(pk)
        given = self.sent(AgendaPointIn)
        point = agenda.add_agenda_point(
            talk,
            by=self.person,
            at=timezone.now(),
            text=given["text"],
            source=self.source(given.get("about", "")),
        )
        (body,) = point_bodies([point], self.person, in_full=True)
        return Response(AgendaPointOut(body).data, status=201)

    def source(self, about: str) -> PointSource | None:
        """What the point is about; what this caller may not see is a field to look at again."""
        found = talk_about.find(about, person=self.person) if about else None
        if about and found is None:
            raise serializers.ValidationError({"about": [_("There is nothing of this name.")]})
        return found.source if found else None


class OnePoint(OneTalk):
    """Base of the calls about one point."""

    serializer_class = AgendaPointOut

    def point(self, pk: UUID) -> AgendaPoint:
        points = AgendaPoint.objects.visible_to(self.person)
        return get_object_or_404(points.select_related("checkin", "author", "comes_from"), pk=pk)

    def as_it_is(self, pk: UUID) -> Response:
        (body,) = point_bodies([self.point(pk)], self.person, in_full=True)
        return Response(AgendaPointOut(body).data)


class AgendaPointDetail(OnePoint):
    @extend_schema(request=PointWordsIn, responses=AgendaPointOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Say one's own point in other words."""
        point = self.point(pk)
        text = self.sent(PointWordsIn)["text"]
        agenda.edit_agenda_point(point, by=self.person, at=timezone.now(), text=text)
        return self.as_it_is(pk)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take one's own point away."""
        agenda.remove_agenda_point(self.point(pk), by=self.person, at=timezone.now())
        return Response(status=204)


class AgendaPointReorder(OnePoint):
    @extend_schema(request=ReorderIn, responses=AgendaPointOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Move a point up or down, or to a place of the list."""
        point, given, now = self.point(pk), self.sent(ReorderIn), timezone.now()
        if "place" in given:
            agenda.place_agenda_point(point, by=self.person, at=now, place=given["place"])
        else:
            agenda.reorder_agenda_point(point, by=self.person, at=now, up=given["up"])
        return self.as_it_is(pk)


class AgendaPointMark(OnePoint):
    @extend_schema(request=MarkIn, responses=AgendaPointOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Tick a point that was talked about, or take the tick away."""
        point = self.point(pk)
        done = self.sent(MarkIn)["done"]
        agenda.mark_agenda_point(point, by=self.person, at=timezone.now(), done=done)
        return self.as_it_is(pk)


class Commitments(OneTalk):
    serializer_class = CommitmentOut
    pagination_class = Newest

    def get_queryset(self) -> QuerySet[Commitment]:
        rows = Commitment.objects.visible_to(self.person).select_related("who", "made_by")
        return rows.open() if self.choice("state", ["open"]) else rows

    @extend_schema(
        operation_id="commitments_list",
        parameters=[OpenApiParameter("state", enum=["open"])],
        responses=CommitmentOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the commitments of one's talks, the newest first."""
        rows = self.paginate_queryset(self.get_queryset()) or []
        bodies = commitment_bodies(rows, self.person)
        return self.get_paginated_response(CommitmentOut(bodies, many=True).data)

    @extend_schema(request=CommitmentIn, responses={201: CommitmentOut})
    def post(self, request: Request) -> Response:
        """Write down what one of those who talk will do."""
        given = self.sent(CommitmentIn)
        talk = self.talk_named(given["checkin"])
        made = commitments.commit(
            talk,
            by=self.person,
            at=timezone.now(),
            what=given["what"],
            who=given["who"],
            until=given.get("until"),
        )
        (body,) = commitment_bodies([made], self.person)
        return Response(CommitmentOut(body).data, status=201)

    def talk_named(self, pk: UUID) -> CheckIn:
        """The talk named in the body: what one may not see is a field that needs another look."""
        talk = CheckIn.objects.visible_to(self.person).with_people().filter(pk=pk).first()
        if talk is None:
            raise serializers.ValidationError({"checkin": [_("You have no talk with this id.")]})
        return talk


class OneCommitment(OneTalk):
    """Base of the calls that settle a commitment."""

    serializer_class = CommitmentOut

    def commitment(self, pk: UUID) -> Commitment:
        rows = Commitment.objects.visible_to(self.person).select_related("who", "made_by")
        return get_object_or_404(rows, pk=pk)

    def as_it_is(self, pk: UUID) -> Response:
        (body,) = commitment_bodies([self.commitment(pk)], self.person)
        return Response(CommitmentOut(body).data)


class CommitmentDone(OneCommitment):
    @extend_schema(request=None, responses=CommitmentOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say that one did what one said one would."""
        commitments.complete(self.commitment(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class CommitmentReopen(OneCommitment):
    @extend_schema(request=None, responses=CommitmentOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's tick away."""
        commitments.reopen(self.commitment(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)


class CommitmentDrop(OneCommitment):
    @extend_schema(request=None, responses=CommitmentOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Let it go."""
        commitments.drop(self.commitment(pk), by=self.person, at=timezone.now())
        return self.as_it_is(pk)
