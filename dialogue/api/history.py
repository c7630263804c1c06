"""The history with a person, search over one's talks, and the people one coaches, by call."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from core.api import Endpoint, person_ref
from core.pagination import Pages, up_to
from dialogue.api.outputs import EntryOut, SideRef, entry_body, place_body
from dialogue.forms.days import end_of, parse_day
from dialogue.selectors import coach, places
from dialogue.selectors.timeline import timeline

QUERY = OpenApiParameter("q", description="Every word has to stand in a text.")
KINDS = ["checkins", "commitments", "goals", "feedback", "agreement"]
SHOW = OpenApiParameter("show", enum=KINDS)
UNTIL = OpenApiParameter("until", OpenApiTypes.DATE, description="Nothing after this day.")

PARTS = ["help", "risk", "open"]
PART = OpenApiParameter("show", enum=PARTS)


class Merged(Endpoint):
    """Base of the lists that are merged from several tables."""

    serializer_class = EntryOut
    pagination_class = Pages

    def found(self, words: str, *, other: Person | None = None, only: str = "") -> Response:
        """Answer one page of the places where these words stand."""
        rows = places.search(self.person, words, other=other, only=only)
        shown = self.paginate_queryset(rows) or []
        bodies = [place_body(place) for place in places.places_of(self.person, shown, words)]
        return self.get_paginated_response(EntryOut(bodies, many=True).data)


class Dialogue(Merged):
    @extend_schema(
        operation_id="dialogue_list", parameters=[QUERY, SHOW, UNTIL], responses=EntryOut(many=True)
    )
    def get(self, request: Request, person: UUID) -> Response:
        """Everything between the caller and one other person, the newest first."""
        people = Person.objects.visible_to(self.person).exclude(pk=self.person.pk)
        other = get_object_or_404(people, pk=person)
        show = self.choice("show", KINDS)
        if words := request.query_params.get("q", "").strip():
            return self.found(words, other=other, only=show)
        number, size = request.query_params.get("page", ""), Pages().get_page_size(request)
        until = end_of(self.last_day())
        most = up_to(number) * (size or Pages.page_size)
        entries: Any = timeline(self.person, other, most=most, show=show, until=until)
        bodies = [entry_body(entry) for entry in self.paginate_queryset(entries) or []]
        return self.get_paginated_response(EntryOut(bodies, many=True).data)

    def last_day(self) -> date | None:
        named = self.request.query_params.get("until", "")
        if named and parse_day(named) is None:
            raise ValidationError({"until": [_("Give a day that exists, such as 2026-11-16.")]})
        return parse_day(named)


class DialogueSearch(Merged):
    @extend_schema(
        operation_id="dialogue_search", parameters=[QUERY], responses=EntryOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """The places in all of one's talks where these words stand; without words none."""
        words = request.query_params.get("q", "").strip()
        if not words:
            return Response({"results": [], "next": None})
        return self.found(words)


class AtRiskOut(serializers.Serializer[Any]):
    """A number of which its owners say themselves that they expect less, or are not sure."""

    goal = serializers.UUIDField()
    title = serializers.CharField()
    number = serializers.CharField()
    unit = serializers.CharField(allow_blank=True)
    ambition = serializers.DecimalField(max_digits=18, decimal_places=4, allow_null=True)
    forecast = serializers.DecimalField(max_digits=18, decimal_places=4)
    confidence = serializers.CharField(allow_blank=True)


class WishOut(serializers.Serializer[Any]):
    asked = serializers.UUIDField()
    text = serializers.CharField()


class CoacheeOut(serializers.Serializer[Any]):
    person = SideRef()
    last_at = serializers.DateTimeField(allow_null=True)
    next_at = serializers.DateTimeField(allow_null=True)
    next_checkin = serializers.UUIDField(allow_null=True)
    open_commitments = serializers.IntegerField()
    goals_at_risk = AtRiskOut(many=True)
    wants_help = WishOut(many=True)
    has_waited = serializers.BooleanField()


class Coachees(Endpoint):
    serializer_class = CoacheeOut
    pagination_class = Pages

    @extend_schema(operation_id="coachees_list", parameters=[PART], responses=CoacheeOut(many=True))
    def get(self, request: Request) -> Response:
        """The people one coaches: those one has not talked with for a while first."""
        show = self.choice("show", PARTS)
        waiting, in_rhythm = coach.coachees_of(self.person, timezone.now(), show=show)
        found: Any = [*waiting, *in_rhythm]
        bodies = [
            {
                "person": person_ref(one.person),
                "last_at": one.last_at,
                "next_at": one.next_at,
                "next_checkin": one.next_id,
                "open_commitments": one.open_commitments,
                "goals_at_risk": one.at_risk,
                "wants_help": one.wishes,
                "has_waited": one.has_waited,
            }
            for one in self.paginate_queryset(found) or []
        ]
        return self.get_paginated_response(CoacheeOut(bodies, many=True).data)
