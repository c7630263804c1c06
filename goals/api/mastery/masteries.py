"""Masteries, their levels over time, and who sees them."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person, Team
from core.api import Cursor, etag, person_ref
from goals.api.fields import Day, PersonRef, resolved
from goals.api.mastery.fields import (
    LevelKey,
    MasteryEndpoint,
    Named,
    chosen_level,
    levels_for,
    named,
)
from goals.models import Capability, LevelEntry, Mastery, Opening
from goals.selectors.mastery import MasteryLine, lines_of
from goals.services.mastery import aims
from goals.services.mastery.visibility import Audience, open_to


class OldestFirst(Cursor):
    ordering = ("begun_at", "pk")


class NewestFirst(Cursor):
    ordering = ("-reached_on", "-at", "-pk")


class MasteryOut(serializers.Serializer[Any]):
    """One capability of a person. `witnessed`: two others or more saw the level."""

    id = serializers.UUIDField()
    person = PersonRef()
    capability = Named()
    ideal_level = Named()
    why = serializers.CharField()
    level = Named(allow_null=True)
    since = serializers.DateField(allow_null=True)
    witnessed = serializers.BooleanField()
    begun_on = Day()
    set_aside_on = Day(allow_null=True)
    version = serializers.IntegerField()


def told(line: MasteryLine) -> dict[str, Any]:
    """Return what a call answers about one line."""
    one = line.mastery
    return {
        "id": one.pk,
        "person": person_ref(one.person),
        "capability": named(one.capability),
        "ideal_level": named(one.ideal_level),
        "why": one.why,
        "level": named(line.now.level) if line.now else None,
        "since": line.now.on if line.now else None,
        "witnessed": bool(line.now and line.now.is_witnessed),
        "begun_on": one.begun_at,
        "set_aside_on": one.set_aside_at,
        "version": one.version,
    }


def answers(masteries: Iterable[Mastery]) -> list[dict[str, Any]]:
    lines = lines_of(masteries, today=timezone.localdate())
    return [dict(MasteryOut(told(line)).data) for line in lines]


class MasteryIn(serializers.Serializer[Any]):
    """A capability to master; `level` and `reflection` say where one is now."""

    capability = serializers.UUIDField()
    ideal_level = LevelKey()
    why = serializers.CharField(max_length=4000)
    level = LevelKey(required=False, allow_null=True)
    reflection = serializers.CharField(required=False, allow_blank=True, max_length=10_000)


class AimIn(serializers.Serializer[Any]):
    ideal_level = LevelKey(required=False)
    why = serializers.CharField(max_length=4000, required=False)


class LevelEntryIn(serializers.Serializer[Any]):
    """Where one sees oneself since a day, today if none is given."""

    level = LevelKey()
    reached_on = serializers.DateField(required=False)
    reflection = serializers.CharField(required=False, allow_blank=True, max_length=10_000)


class LevelEntryOut(serializers.ModelSerializer[LevelEntry]):
    """A level noted. It stays as it was; another comes after it."""

    level = Named()
    noted_on = Day(source="at")

    class Meta:
        model = LevelEntry
        fields: ClassVar = ["id", "mastery", "level", "reached_on", "reflection", "noted_on"]


class VisibilityOut(serializers.Serializer[Any]):
    """Whom the owner lets see it; with nothing set, nobody else."""

    everyone = serializers.BooleanField()
    coaches = serializers.BooleanField()
    people = PersonRef(many=True)
    teams = Named(many=True)
    version = serializers.IntegerField()


class VisibilityIn(serializers.Serializer[Any]):
    """Exactly whom it is for from now on; what is left out is closed."""

    everyone = serializers.BooleanField(default=False)
    coaches = serializers.BooleanField(default=False)
    people = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=200)
    teams = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=200)


class Masteries(MasteryEndpoint):
    """What calls that answer with a mastery have in common."""

    serializer_class: Any = MasteryOut
    pagination_class: Any = OldestFirst

    def shown(self, mastery: Mastery, code: int = status.HTTP_200_OK) -> Response:
        """Return it with its version as `ETag`."""
        headers = {"ETag": etag(mastery.version)}
        return Response(answers([mastery])[0], status=code, headers=headers)

    def as_it_is(self, mastery: Mastery, code: int = status.HTTP_200_OK) -> Response:
        return self.shown(self.mastery(mastery.pk), code)


class MasteryList(Masteries):
    @extend_schema(
        operation_id="mastery_list",
        parameters=[OpenApiParameter("person", OpenApiTypes.UUID)],
        responses=MasteryOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List your own; with `person`, what that one person lets you see."""
        person = self.identity("person") or self.person.pk
        rows = self.paginate_queryset(self.get_queryset().filter(person=person))
        return self.get_paginated_response(answers(rows or []))

    @extend_schema(request=MasteryIn, responses={201: MasteryOut})
    def post(self, request: Request) -> Response:
        """Choose a capability. Nobody else sees it until you open it."""
        sent = self.given(MasteryIn)
        capabilities = Capability.objects.visible_to(self.person)
        [capability] = resolved(capabilities, [sent["capability"]], "capability")
        levels, at = levels_for(capability.pk), timezone.now()
        ideal = chosen_level(levels, sent["ideal_level"], field="ideal_level")
        now = chosen_level(levels, sent["level"], field="level") if sent.get("level") else None
        begun = aims.begin(
            capability,
            ideal_level=ideal,
            why=sent["why"],
            level=now,
            reflection=sent.get("reflection", ""),
            by=self.person,
            at=at,
        )
        return self.as_it_is(begun, status.HTTP_201_CREATED)


class MasteryDetail(Masteries):
    @extend_schema(responses=MasteryOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read one; its `ETag` is wanted for changing it."""
        return self.shown(self.mastery(pk))

    @extend_schema(request=AimIn, responses=MasteryOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Aim for another level, or say anew why (with `If-Match`)."""
        mastery = self.own(pk)
        self.require_version(mastery.version)
        sent, ideal = self.given(AimIn), mastery.ideal_level
        if "ideal_level" in sent:
            levels = levels_for(mastery.capability_id)
            ideal = chosen_level(levels, sent["ideal_level"], field="ideal_level")
        aims.change(
            mastery,
            ideal_level=ideal,
            why=sent.get("why", mastery.why),
            by=self.person,
            at=timezone.now(),
            version=None if request.headers.get("If-Match") == "*" else mastery.version,
        )
        return self.as_it_is(mastery)


class SetAside(Masteries):
    @extend_schema(request=None, responses=MasteryOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Put it away for now; nobody else sees it."""
        mastery = self.own(pk)
        aims.set_aside(mastery, by=self.person, at=timezone.now())
        return self.as_it_is(mastery)


class TakeUp(Masteries):
    @extend_schema(request=None, responses=MasteryOut)
    def post(self, request: Request, pk: UUID) -> Response:
        """Go on with what was set aside."""
        mastery = self.own(pk)
        aims.take_up(mastery, by=self.person, at=timezone.now())
        return self.as_it_is(mastery)


class LevelList(MasteryEndpoint):
    serializer_class = LevelEntryOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[LevelEntry]:
        return LevelEntry.objects.visible_to(self.person).select_related("level")

    @extend_schema(operation_id="mastery_levels_list", responses=LevelEntryOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the levels noted, the newest first."""
        rows = self.paginate_queryset(self.get_queryset().filter(mastery=self.mastery(pk)))
        return self.get_paginated_response(LevelEntryOut(rows, many=True).data)

    @extend_schema(request=LevelEntryIn, responses={201: LevelEntryOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Note a level, up or down, with your own words."""
        mastery, sent = self.own(pk), self.given(LevelEntryIn)
        levels = levels_for(mastery.capability_id)
        level = chosen_level(levels, sent.pop("level"), field="level")
        entry = aims.note(mastery, level=level, by=self.person, at=timezone.now(), **sent)
        return Response(LevelEntryOut(entry).data, status=status.HTTP_201_CREATED)


class Visibility(MasteryEndpoint):
    serializer_class = VisibilityOut

    def answer(self, mastery: Mastery) -> Response:
        rows = list(mastery.openings.with_names())
        kinds = {one.to for one in rows}
        told = {
            "everyone": Opening.To.EVERYONE in kinds,
            "coaches": Opening.To.COACHES in kinds,
            "people": [person_ref(one.person) for one in rows if one.person],
            "teams": [named(one.team) for one in rows if one.team],
            "version": mastery.version,
        }
        headers = {"ETag": etag(mastery.version)}
        return Response(VisibilityOut(told).data, headers=headers)

    @extend_schema(responses=VisibilityOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read whom you let see it."""
        return self.answer(self.own(pk))

    @extend_schema(request=VisibilityIn, responses=VisibilityOut)
    def put(self, request: Request, pk: UUID) -> Response:
        """Say exactly whom it is for (with `If-Match`); for others it ends at once."""
        mastery = self.own(pk)
        self.require_version(mastery.version)
        sent = self.given(VisibilityIn)
        audience = Audience(
            everyone=sent["everyone"],
            coaches=sent["coaches"],
            people=resolved(Person.objects.visible_to(self.person), sent["people"], "people"),
            teams=resolved(Team.objects.visible_to(self.person), sent["teams"], "teams"),
        )
        version = None if request.headers.get("If-Match") == "*" else mastery.version
        at = timezone.now()
        changed = open_to(mastery, audience=audience, by=self.person, at=at, version=version)
        return self.answer(changed)
