"""Search by call."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint
from core.days import local_day
from home.forms import LONGEST_QUERY
from home.selectors import search as selectors

KINDS = {"people": "person", "goals": "goal", "feedback": "feedback", "dialogue": "checkin"}


class Query(serializers.Serializer[Any]):
    """What to look for."""

    q = serializers.CharField(max_length=LONGEST_QUERY)
    kind = serializers.ChoiceField(choices=sorted(KINDS.values()), required=False)
    page = serializers.IntegerField(min_value=1, max_value=50, required=False, default=1)


class Found(serializers.Serializer[Any]):
    """One thing that holds the words; `on` is a day, for feedback and talks."""

    kind = serializers.ChoiceField(choices=sorted(KINDS.values()))
    id = serializers.UUIDField()
    text = serializers.CharField(help_text="A name, a title, or the words around what was found.")
    on = serializers.DateField(allow_null=True)


class FoundPage(serializers.Serializer[Any]):
    """What was found; `next` is there only for one kind."""

    results = Found(many=True)
    next = serializers.URLField(allow_null=True)


class Search(Endpoint):
    """Everything the caller may read."""

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, required=True),
            OpenApiParameter("kind", str, enum=sorted(KINDS.values())),
            OpenApiParameter("page", int),
        ],
        responses=FoundPage,
        operation_id="search",
    )
    def get(self, request: Request) -> Response:
        """Find the first few of every kind, or page by page of one kind."""
        asked = Query(data=request.query_params)
        asked.is_valid(raise_exception=True)
        words, kind = asked.validated_data["q"], asked.validated_data.get("kind")
        if not kind:
            groups = selectors.overview(self.person, words)
            return Response({"results": [row for one in groups for row in rows(one)], "next": None})
        name = next(name for name, known in KINDS.items() if known == kind)
        number = asked.validated_data["page"]
        group, page = selectors.leaf(name, self.person, words, str(number))
        is_there = number <= page.paginator.num_pages
        found = rows(group) if is_there else []
        return Response({"results": found, "next": self.next_of(number, page.has_next())})

    def next_of(self, number: int, has_next: bool) -> str | None:
        """Return the address of the next page, if there is one."""
        if not has_next:
            return None
        query = self.request.query_params.copy()
        query["page"] = str(number + 1)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


def rows(group: selectors.Group) -> Sequence[dict[str, Any]]:
    """Describe what was found, each in the same four fields."""
    return [{"kind": KINDS[group.name], **described(group.name, one)} for one in group.found]


def described(name: str, one: Any) -> dict[str, Any]:
    match name:
        case "people":
            return {"id": one.pk, "text": one.name, "on": None}
        case "goals":
            return {"id": one.pk, "text": one.title, "on": None}
        case "feedback":
            return {"id": one.pk, "text": one.behaviour, "on": local_day(one.given_at)}
    identity = one.url.rstrip("/").rpartition("/")[2]
    return {"id": identity, "text": one.before + one.hit + one.after, "on": local_day(one.at)}
