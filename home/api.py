"""Search by call."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from core.api import Endpoint
from core.days import local_day
from core.pagination import Pages
from home.forms import LONGEST_QUERY
from home.selectors import search as selectors

KINDS = {"people": "person", "goals": "goal", "feedback": "feedback", "dialogue": "checkin"}


class Query(serializers.Serializer[Any]):
    """What to look for."""

    q = serializers.CharField(max_length=LONGEST_QUERY)
    kind = serializers.ChoiceField(choices=sorted(KINDS.values()), required=False)
    page = serializers.IntegerField(min_value=1, max_value=1000, required=False, default=1)


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


class Leaves(Pages):
    page_size = selectors.ON_A_PAGE


class Search(Endpoint):
    """Everything the caller may read."""

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, required=True),
            OpenApiParameter("kind", str, enum=sorted(KINDS.values())),
            OpenApiParameter("page", int),
            OpenApiParameter("limit", int),
        ],
        responses=FoundPage,
        operation_id="search",
    )
    def get(self, request: Request) -> Response:
        """Find the first few of every kind, or page by page of one kind."""
        asked = Query(data=request.query_params)
        asked.is_valid(raise_exception=True)
        words, kind = asked.validated_data["q"], asked.validated_data.get("kind")
        size = Leaves().get_page_size(request) or Leaves.page_size
        if not kind:
            found = [row for one in selectors.overview(self.person, words) for row in rows(one)]
            return Response({"results": found[:size], "next": None})
        name = next(name for name, known in KINDS.items() if known == kind)
        number = asked.validated_data["page"]
        group, page = selectors.leaf(name, self.person, words, str(number), size)
        found = list(rows(group)) if number <= page.paginator.num_pages else []
        following = replace_query_param(request.build_absolute_uri(), "page", number + 1)
        return Response({"results": found, "next": following if page.has_next() else None})


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
