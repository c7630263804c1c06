"""Capabilities by call: list, propose, read; and the ready library."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Cursor, Endpoint, etag
from core.pagination import Pages
from goals.api.fields import Day, PersonRef
from goals.forms.capability import USUAL_LEVELS
from goals.models import Capability
from goals.querysets import CapabilityQuerySet
from goals.querysets.capability import CAPABILITY_STATES
from goals.selectors.capabilities import ready_rows
from goals.selectors.wording import Wording
from goals.services import capabilities, ready_library


class ByName(Cursor):
    ordering = ("name", "pk")


class LevelOut(serializers.Serializer[Any]):
    """A level: its name, and what somebody could have seen. The list is in order."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    behaviour = serializers.CharField()


class CapabilityOut(serializers.ModelSerializer[Capability]):
    """A capability, open to every member. Moments are told as days."""

    state = serializers.ChoiceField(choices=Capability.State.choices)
    levels = LevelOut(many=True)
    proposed_by = PersonRef()
    proposed_on = Day(source="proposed_at")
    adopted_by = PersonRef(allow_null=True)
    adopted_on = Day(source="adopted_at", allow_null=True)
    retired_on = Day(source="retired_at", allow_null=True)
    proposals = serializers.SerializerMethodField()

    class Meta:
        model = Capability
        fields: ClassVar = [
            "id", "name", "description", "levels", "state", "proposed_by", "proposed_on",
            "adopted_by", "adopted_on", "retired_on", "proposals", "version",
        ]  # fmt: skip

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_proposals(self, capability: Capability) -> list[str]:
        """Return the ids of the proposals about it that are open."""
        return [str(one.pk) for one in capability.proposals.all()]


class LevelIn(serializers.Serializer[Any]):
    """A level in words; without a name it takes the usual one of its place."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=60)
    behaviour = serializers.CharField(max_length=2000)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Take plain text as the behaviour."""
        words = {"behaviour": data} if isinstance(data, str) else data
        inner: dict[str, Any] = super().to_internal_value(words)
        return inner


class WordingIn(serializers.Serializer[Any]):
    """A capability in words: two to nine levels, five are usual."""

    name = serializers.CharField(max_length=120)
    description = serializers.CharField(max_length=2000)
    levels = LevelIn(many=True)


class CapabilitiesOut(serializers.Serializer[Any]):
    results = CapabilityOut(many=True)
    next = serializers.URLField(allow_null=True)


class CapabilityIn(WordingIn):
    reason = serializers.CharField(required=False, allow_blank=True, max_length=5000)


def wording_of(words: dict[str, Any]) -> Wording:
    """Return what the services take."""
    usual = [str(name) for name in USUAL_LEVELS]
    levels = tuple(
        (level.get("name") or (usual[place] if place < len(usual) else ""), level["behaviour"])
        for place, level in enumerate(words["levels"])
    )
    return Wording(words["name"], words["description"], levels)


class CapabilityEndpoint(Endpoint):
    """What every call about capabilities loads."""

    serializer_class: Any = CapabilityOut
    pagination_class = ByName

    def get_queryset(self) -> CapabilityQuerySet:
        seen = Capability.objects.visible_to(self.person).with_levels().with_proposals_open()
        return seen.select_related("proposed_by", "adopted_by")

    def capability(self, pk: UUID) -> Capability:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def answer(self, pk: UUID, code: int = status.HTTP_200_OK) -> Response:
        """Return the capability as it stands now, with its version as `ETag`."""
        fresh = self.capability(pk)
        headers = {"ETag": etag(fresh.version)}
        return Response(CapabilityOut(fresh).data, status=code, headers=headers)


class CapabilityList(CapabilityEndpoint):
    @extend_schema(
        operation_id="capabilities_list",
        parameters=[
            OpenApiParameter("q", description="Words in the name, the description or a level."),
            OpenApiParameter("state", enum=[*CAPABILITY_STATES, "all"]),
        ],
        responses=CapabilityOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List capabilities by name: adopted and proposed ones, or those in a `state`."""
        state = self.choice("state", [*CAPABILITY_STATES, "all"], "current")
        found = self.get_queryset().in_state(state)
        rows = self.paginate_queryset(found.matching(request.query_params.get("q", "")))
        return self.get_paginated_response(CapabilityOut(rows, many=True).data)

    @extend_schema(request=CapabilityIn, responses={201: CapabilityOut})
    def post(self, request: Request) -> Response:
        """Propose a capability; it counts once an admin accepts its proposal."""
        given = CapabilityIn(data=request.data)
        given.is_valid(raise_exception=True)
        words = given.validated_data
        made = capabilities.propose(
            wording_of(words), reason=words.get("reason", ""), by=self.person, at=timezone.now()
        )
        return self.answer(made.capability_id, status.HTTP_201_CREATED)


class CapabilityDetail(CapabilityEndpoint):
    @extend_schema(responses=CapabilityOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read a capability; its version is wanted for proposing a change."""
        return self.answer(pk)


class ReadyCapabilityOut(serializers.Serializer[Any]):
    """An entry of the ready library in the caller's language, and what it became here."""

    slug = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    levels = serializers.ListField(child=serializers.DictField())
    capability = serializers.UUIDField(allow_null=True)


class SlugIn(serializers.Serializer[Any]):
    slug = serializers.CharField(max_length=60)


class SlugsIn(serializers.Serializer[Any]):
    slugs = serializers.ListField(child=serializers.CharField(max_length=60), max_length=100)


class ReadyList(Endpoint):
    serializer_class = ReadyCapabilityOut
    pagination_class = Pages

    @extend_schema(
        operation_id="capability_library_list",
        parameters=[OpenApiParameter("q", OpenApiTypes.STR)],
        responses=ReadyCapabilityOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the ready library in one's own language."""
        words = request.query_params.get("q", "")[:200]
        rows: Any = ready_rows(get_language() or "", words=words)
        told = [
            {
                "slug": row.ready.slug,
                "name": row.ready.name,
                "description": row.ready.description,
                "levels": [{"name": n, "behaviour": b} for n, b in row.ready.levels],
                "capability": row.capability.pk if row.capability else None,
            }
            for row in self.paginate_queryset(rows) or []
        ]
        return self.get_paginated_response(ReadyCapabilityOut(told, many=True).data)


class ReadyPropose(CapabilityEndpoint):
    @extend_schema(request=SlugIn, responses={201: CapabilityOut})
    def post(self, request: Request) -> Response:
        """Propose one entry of the library."""
        given = SlugIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = ready_library.propose_ready(
            given.validated_data["slug"],
            language=get_language() or "",
            by=self.person,
            at=timezone.now(),
        )
        return self.answer(made.capability_id, status.HTTP_201_CREATED)


class ReadyAdopt(CapabilityEndpoint):
    @extend_schema(request=SlugsIn, responses=CapabilitiesOut)
    def post(self, request: Request) -> Response:
        """Adopt several entries of the library at once (admins)."""
        given = SlugsIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = ready_library.adopt_ready(
            given.validated_data["slugs"],
            language=get_language() or "",
            by=self.person,
            at=timezone.now(),
        )
        found = self.get_queryset().filter(pk__in=[one.pk for one in made]).by_name()
        return Response({"results": CapabilityOut(found, many=True).data, "next": None})
