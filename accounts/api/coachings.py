"""Calls about coaching: read by the two sides, asked, accepted and ended by them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Coaching, Person
from accounts.services import coaching as services
from core.api import Endpoint, person_ref
from core.pagination import Cursor


class NewestFirst(Cursor):
    """What was asked last comes first."""

    ordering = ("-asked_at", "-pk")


class PersonRefOut(serializers.Serializer[Person]):
    """A person inside another thing."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class CoachingOut(serializers.Serializer[Coaching]):
    """One person coaches another, or was asked to."""

    id = serializers.UUIDField()
    coach = serializers.SerializerMethodField()
    coachee = serializers.SerializerMethodField()
    asked_by = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    asked_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(PersonRefOut)
    def get_coach(self, coaching: Coaching) -> dict[str, str | UUID]:
        return person_ref(coaching.coach)

    @extend_schema_field(PersonRefOut)
    def get_coachee(self, coaching: Coaching) -> dict[str, str | UUID]:
        return person_ref(coaching.coachee)

    @extend_schema_field(PersonRefOut)
    def get_asked_by(self, coaching: Coaching) -> dict[str, str | UUID]:
        return person_ref(coaching.asked_by)

    @extend_schema_field(serializers.ChoiceField(choices=["asked", "active", "ended"]))
    def get_state(self, coaching: Coaching) -> str:
        if coaching.ended_at:
            return "ended"
        return "active" if coaching.accepted_at else "asked"


class CoachingIn(serializers.Serializer[None]):
    """Whom one asks to coach oneself (`coach`), or offers to coach (`coachee`)."""

    coach = serializers.UUIDField(required=False)
    coachee = serializers.UUIDField(required=False)

    def validate(self, attrs: dict[str, UUID]) -> dict[str, UUID]:
        if len(attrs) != 1:
            raise serializers.ValidationError(
                {"coach": _("Send either coach or coachee: the other one of the two of you.")}
            )
        return attrs


class Coachings(Endpoint):
    """One's own coaching relations, those that have ended included."""

    pagination_class = NewestFirst
    serializer_class = CoachingOut

    @extend_schema(responses=CoachingOut(many=True))
    def get(self, request: Request) -> Response:
        own = Coaching.objects.visible_to(self.person).with_people()
        shown: Any = self.paginate_queryset(own)
        return self.get_paginated_response(CoachingOut(shown, many=True).data)

    @extend_schema(request=CoachingIn, responses={201: CoachingOut})
    def post(self, request: Request) -> Response:
        sent = CoachingIn(data=request.data)
        sent.is_valid(raise_exception=True)
        ((role, key),) = sent.validated_data.items()
        other = Person.objects.visible_to(self.person).filter(pk=key).first()
        if other is None:
            raise serializers.ValidationError({role: _("There is nobody with this id.")})
        coach, coachee = (other, self.person) if role == "coach" else (self.person, other)
        made = services.ask(coach, coachee=coachee, by=self.person, at=timezone.now())
        return Response(CoachingOut(made).data, status=status.HTTP_201_CREATED)


class Accept(Endpoint):
    """Say yes."""

    @extend_schema(request=None, responses=CoachingOut)
    def post(self, request: Request, pk: UUID) -> Response:
        coaching = get_object_or_404(Coaching.objects.visible_to(self.person), pk=pk)
        accepted = services.accept(coaching, by=self.person, at=timezone.now())
        return Response(CoachingOut(accepted).data)


class End(Endpoint):
    """End it, or decline or take back the question."""

    @extend_schema(request=None, responses=CoachingOut)
    def post(self, request: Request, pk: UUID) -> Response:
        coaching = get_object_or_404(Coaching.objects.visible_to(self.person), pk=pk)
        ended = services.end(coaching, by=self.person, at=timezone.now())
        return Response(CoachingOut(ended).data)
