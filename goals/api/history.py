"""The history of a goal, by call."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from core.api import Endpoint
from core.pagination import Pages
from goals.api.fields import Day, Number, PersonRef
from goals.models import Goal
from goals.selectors.history import history

PAGES = 10_000


class HappenedOut(serializers.Serializer[Any]):
    """One thing that happened. `about` is a person or a number, `value` what was noted.

    Of a forecast or ambition that moved, `before` and `value` are the two figures.
    """

    what = serializers.CharField(source="row.what")
    on = Day(source="row.at")
    by = PersonRef(source="row.person")
    about = serializers.CharField(source="row.about")
    words = serializers.CharField(source="row.words")
    value = Number(source="row.value", allow_null=True)
    before = Number(source="row.before", allow_null=True)
    unit = serializers.CharField(source="row.unit")
    changed = serializers.SerializerMethodField(help_text="The names of what changed.")

    def get_changed(self, line: Any) -> list[str]:
        return [one.name.removesuffix("_id") for one in line.changes]


class HistoryPage(serializers.Serializer[Any]):
    results = HappenedOut(many=True)
    next = serializers.URLField(allow_null=True)


class Asked(serializers.Serializer[Any]):
    page = serializers.IntegerField(min_value=1, max_value=PAGES, required=False, default=1)


class GoalHistory(Endpoint):
    @extend_schema(
        parameters=[OpenApiParameter("page", int), OpenApiParameter("limit", int)],
        responses=HistoryPage,
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """Read everything that happened to a goal, the newest first."""
        goal = get_object_or_404(Goal.objects.visible_to(self.person), pk=pk)
        asked = Asked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page, size = asked.validated_data["page"], Pages().get_page_size(request) or Pages.page_size
        lines, has_more = history(goal, page=page, size=size)
        following = replace_query_param(request.build_absolute_uri(), "page", page + 1)
        results = HappenedOut(lines, many=True).data
        return Response({"results": results, "next": following if has_more else None})
