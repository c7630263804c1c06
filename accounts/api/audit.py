"""The call that reads what admins did."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint, person_ref
from core.models import AuditEntry
from core.pagination import Cursor


class NewestFirst(Cursor):
    """Acts by time, the newest first."""

    ordering = ("-at", "-pk")


class ActOut(serializers.Serializer[AuditEntry]):
    """Who did what, to which thing, and when."""

    id = serializers.UUIDField()
    action = serializers.CharField(help_text="The code of the act, such as `value.add`.")
    sentence = serializers.CharField(help_text="What happened, in the language of who calls.")
    words = serializers.CharField(help_text="Names and numbers of settings, or empty.")
    subject = serializers.UUIDField(allow_null=True, help_text="What it was done to.")
    by = serializers.SerializerMethodField(help_text="Who did it; null is the app itself.")
    at = serializers.DateTimeField()

    def get_by(self, entry: AuditEntry) -> dict[str, Any] | None:
        return person_ref(entry.by) if entry.by else None


class Audit(Endpoint):
    """What admins did, newest first; nobody can change it."""

    for_admins = True
    pagination_class = NewestFirst
    serializer_class = ActOut

    @extend_schema(
        parameters=[OpenApiParameter("action", str, description="Only acts of this code.")],
        responses=ActOut(many=True),
    )
    def get(self, request: Request) -> Response:
        acts = AuditEntry.objects.admin_acts()
        if action := request.query_params.get("action", "")[:60]:
            acts = acts.filter(action=action)
        shown: Any = self.paginate_queryset(acts)
        return self.get_paginated_response(ActOut(shown, many=True).data)
