"""Calls that read people and teams."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.forms import PeopleSearch
from accounts.models import Membership, Person, Team
from core.api import Endpoint
from core.pagination import Cursor


class ByName(Cursor):
    """People in the only order they are ever listed in."""

    ordering = ("search_key", "pk")


class TeamsByName(Cursor):
    """Teams by name."""

    ordering = ("name", "pk")


class TeamOut(serializers.Serializer[Team]):
    """A team, a workstream or a community."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=Team.Kind.choices)
    about = serializers.CharField()
    size = serializers.IntegerField(help_text="How many people who are here belong to it.")


class PersonOut(serializers.Serializer[Person]):
    """Somebody of the organisation, as every member may see them."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    preferred_name = serializers.CharField()
    pronouns = serializers.CharField()
    job_title = serializers.CharField()
    location = serializers.CharField()
    has_left = serializers.BooleanField()
    home_team = serializers.CharField(help_text="The name of the home team, or empty.")


class TeamOfPersonOut(serializers.Serializer[Membership]):
    """A team that somebody belongs to."""

    id = serializers.UUIDField(source="team.pk")
    name = serializers.CharField(source="team.name")
    kind = serializers.ChoiceField(choices=Team.Kind.choices, source="team.kind")
    is_home = serializers.BooleanField()


class OnePersonOut(PersonOut):
    """Somebody with all their teams."""

    time_zone = serializers.CharField()
    teams = TeamOfPersonOut(many=True, source="shown_memberships")


class MeOut(OnePersonOut):
    """The one who calls, with what only they see."""

    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Person.Role.choices)
    is_trusted = serializers.BooleanField()
    language = serializers.CharField()
    country = serializers.CharField()
    working_days = serializers.ListField(child=serializers.IntegerField())
    scopes = serializers.SerializerMethodField(help_text="What this call's key opens.")

    def get_scopes(self, _person: Person) -> list[str]:
        token: Any = self.context["request"].auth
        return sorted(token.allowed_scopes) if token else []


def with_teams(people: QuerySet[Person], pk: UUID) -> Person:
    """Load one person with their teams, or raise 404."""
    found: Any = get_object_or_404(people, pk=pk)
    found.shown_memberships = list(Membership.objects.filter(person=found).with_teams())
    return found  # type: ignore[no-any-return]  # a Person with one more attribute


class Me(Endpoint):
    """Who calls."""

    @extend_schema(responses=MeOut)
    def get(self, request: Request) -> Response:
        own = Person.objects.visible_to(self.person).with_home_team()
        found = with_teams(own, self.person.pk)
        return Response(MeOut(found, context={"request": request}).data)


class People(Endpoint):
    """People who are here, by name."""

    pagination_class = ByName
    serializer_class = PersonOut

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, description="Words that all must be in the name."),
            OpenApiParameter("team", UUID, description="Only people of this team."),
        ],
        responses=PersonOut(many=True),
    )
    def get(self, request: Request) -> Response:
        search = PeopleSearch(request.query_params)
        found = Person.objects.visible_to(self.person).here().matching(search.words())
        if team := self.identity("team"):
            found = found.filter(memberships__team=team)
        shown: Any = self.paginate_queryset(found.with_home_team())
        return self.get_paginated_response(PersonOut(shown, many=True).data)


class OnePerson(Endpoint):
    """One person."""

    @extend_schema(responses=OnePersonOut)
    def get(self, request: Request, pk: UUID) -> Response:
        found = with_teams(Person.objects.visible_to(self.person).with_home_team(), pk)
        return Response(OnePersonOut(found).data)


class Teams(Endpoint):
    """All teams, by name."""

    pagination_class = TeamsByName
    serializer_class = TeamOut

    @extend_schema(responses=TeamOut(many=True))
    def get(self, request: Request) -> Response:
        shown: Any = self.paginate_queryset(Team.objects.visible_to(self.person).with_size())
        return self.get_paginated_response(TeamOut(shown, many=True).data)
