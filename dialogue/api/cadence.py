"""Cadence rules by call, for admins."""

from datetime import time
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Coaching, Person, Team
from core.api import Cursor, Endpoint, person_ref
from dialogue.cadence import Rule, describe
from dialogue.models import CadenceRule
from dialogue.selectors.cadence import Proposal
from dialogue.selectors.preview import NudgeMoment, preview
from dialogue.services import cadence as services

TIME: dict[str, Any] = {"invalid": _("Give hours and minutes, such as 14:30.")}
NUMBER: dict[str, Any] = {
    "invalid": _("Give a whole number."),
    "max_string_length": _("Give a whole number."),
    "required": _("Give a number."),
    "null": _("Give a number."),
}


@extend_schema_field({"type": "string", "examples": ["14:30"]})
class WallTime(serializers.TimeField):
    """Hours and minutes on the walls of those concerned, without a zone."""


class PersonOfRule(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class PairOfRule(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    coachee = PersonOfRule()
    coach = PersonOfRule()


class TeamOfRule(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CadenceOut(serializers.ModelSerializer[CadenceRule]):
    """A rule, with what it says in words."""

    team = TeamOfRule(allow_null=True)
    coaching = PairOfRule(allow_null=True)
    person = PersonOfRule(allow_null=True)
    local_time = WallTime(format="%H:%M")
    quiet_from = WallTime(format="%H:%M")
    quiet_to = WallTime(format="%H:%M")
    sentence = serializers.SerializerMethodField()
    created_by = serializers.SerializerMethodField()

    class Meta:
        model = CadenceRule
        fields: ClassVar = [
            "id", "scope", "team", "coaching", "person", "every", "unit", "weekdays",
            "local_time", "lead_days", "remind_after_days", "quiet_from", "quiet_to", "country",
            "min_weeks", "max_weeks", "starts_on", "sentence", "created_at", "created_by",
        ]  # fmt: skip

    def get_sentence(self, rule: CadenceRule) -> str:
        return describe(rule.rule, rule.whom)

    @extend_schema_field(PersonOfRule)
    def get_created_by(self, rule: CadenceRule) -> dict[str, Any]:
        return person_ref(rule.created_by)


def one_of(queryset: QuerySet[Any], sentence: Any) -> serializers.PrimaryKeyRelatedField[Any]:
    """A thing named by its id, or nothing."""
    return serializers.PrimaryKeyRelatedField(
        queryset=queryset,
        required=False,
        allow_null=True,
        default=None,
        pk_field=serializers.UUIDField(error_messages={"invalid": sentence}),
        error_messages={"does_not_exist": sentence, "incorrect_type": sentence},
    )


class CadenceIn(serializers.Serializer[Any]):
    """A rule as it is proposed. What is left out is as in the usual rule."""

    scope = serializers.ChoiceField(
        choices=CadenceRule.Scope.choices,
        error_messages={"invalid_choice": _("Choose everyone, team, pair or person.")},
    )
    team = one_of(Team.objects.all(), _("There is no such team."))
    coaching = one_of(Coaching.objects.active().with_people(), _("There is no such pair."))
    person = one_of(Person.objects.here(), _("There is no such person."))
    every = serializers.IntegerField(error_messages=NUMBER)
    unit = serializers.ChoiceField(
        choices=CadenceRule.Unit.choices,
        error_messages={"invalid_choice": _("Choose weeks or months.")},
    )
    weekdays = serializers.ListField(
        child=serializers.IntegerField(error_messages=NUMBER),
        default=list,
        max_length=7,
        error_messages={
            "not_a_list": _("Give a list of weekdays, such as [1, 3]."),
            "max_length": _("Name each weekday once."),
        },
    )
    local_time = WallTime(default=time(9), error_messages=TIME)
    lead_days = serializers.IntegerField(default=2, error_messages=NUMBER)
    remind_after_days = serializers.IntegerField(default=3, error_messages=NUMBER)
    quiet_from = WallTime(default=time(17, 30), error_messages=TIME)
    quiet_to = WallTime(default=time(8), error_messages=TIME)
    country = serializers.CharField(default="", allow_blank=True)
    min_weeks = serializers.IntegerField(default=None, allow_null=True, error_messages=NUMBER)
    max_weeks = serializers.IntegerField(default=None, allow_null=True, error_messages=NUMBER)
    starts_on = serializers.DateField(
        required=False,
        error_messages={
            "invalid": _("Give a day that exists, such as 2026-11-16."),
            "datetime": _("Give a day without a time, such as 2026-11-16."),
        },
    )

    def proposal(self) -> Proposal:
        """What was sent, as the services take it."""
        sent = dict(self.validated_data)
        whom = {name: sent.pop(name) for name in ("scope", "team", "coaching", "person")}
        bounds = {name: sent.pop(name) for name in ("min_weeks", "max_weeks")}
        sent["weekdays"] = tuple(sent["weekdays"])
        sent["country"] = sent["country"].upper()
        return Proposal(rule=Rule(**{"starts_on": timezone.localdate(), **sent}), **whom, **bounds)


class NudgeOut(serializers.Serializer[Any]):
    """`at` is the time on the walls of those concerned, without a zone."""

    at = serializers.SerializerMethodField()
    people = serializers.IntegerField()
    names = serializers.ListField(child=serializers.CharField())

    def get_at(self, nudge: NudgeMoment) -> str:
        return nudge.wall.isoformat(timespec="minutes")


class PreviewOut(serializers.Serializer[Any]):
    """What the rule would do; the numbers are about `looked_at` of its `pairs`."""

    sentence = serializers.CharField()
    nudges = NudgeOut(many=True)
    pairs = serializers.IntegerField()
    looked_at = serializers.IntegerField()
    narrower = serializers.IntegerField()
    stay = serializers.IntegerField()
    move = serializers.IntegerField()
    vanish = serializers.IntegerField()
    appear = serializers.IntegerField()


class NewestFirst(Cursor):
    ordering = ("-created_at", "-pk")


def proposal_in(request: Request) -> Proposal:
    """Read a proposal, or refuse it with a sentence for each field."""
    sent = CadenceIn(data=request.data)
    sent.is_valid(raise_exception=True)
    return sent.proposal()


class CadenceList(Endpoint):
    for_admins = True
    serializer_class = CadenceIn
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[CadenceRule]:
        return CadenceRule.objects.visible_to(self.person).open().with_targets()

    @extend_schema(operation_id="cadences_list", responses=CadenceOut(many=True))
    def get(self, request: Request) -> Response:
        """List the rules that hold."""
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(CadenceOut(rows, many=True).data)

    @extend_schema(request=CadenceIn, responses={201: CadenceOut})
    def post(self, request: Request) -> Response:
        """Set a rule; it replaces the one before for the same team, pair, person or everyone."""
        rule = services.set_rule(proposal_in(request), by=self.person, at=timezone.now())
        found = self.get_queryset().get(pk=rule.pk)
        return Response(CadenceOut(found).data, status=status.HTTP_201_CREATED)


class CadencePreview(Endpoint):
    for_admins = True
    serializer_class = CadenceIn

    @extend_schema(request=CadenceIn, responses=PreviewOut)
    def post(self, request: Request) -> Response:
        """Say what a rule would do, without setting it."""
        proposal = proposal_in(request)
        services.check(proposal)
        return Response(PreviewOut(preview(proposal, at=timezone.now())).data)
