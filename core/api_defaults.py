"""What Django REST framework loads by name from the settings, while it is being loaded itself.

They stand apart from `core.api`, which builds on the framework's views.
"""

import json
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response


class CleanJSONParser(JSONParser):
    """JSON that PostgreSQL can hold: no NUL, no half of a surrogate pair; objects only."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            parsed = super().parse(stream, media_type, parser_context)
            text = json.dumps(parsed, ensure_ascii=False)
            text.encode()
        except (UnicodeError, RecursionError) as error:
            raise exceptions.ParseError(
                _("This text holds characters that do not exist.")
            ) from error
        if "\\u0000" in text:
            raise exceptions.ParseError(_("This text holds characters that do not exist."))
        if not isinstance(parsed, dict):
            raise exceptions.ParseError(_("Send a JSON object."))
        return parsed


class Cursor(CursorPagination):
    """Pages by cursor: stable while rows are added, and no count of everything."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"
    ordering: tuple[str, ...] = ("pk",)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.get_next_link()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        next_page = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": next_page},
        }


class MemberWithScope(BasePermission):
    """Signed in, and when by token: with the scope that the call needs.

    Scopes are `read`, `write` (which includes reading) and `admin` (which also needs the role).
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        admin = getattr(view, "for_admins", False)
        if admin and not request.user.is_admin:
            return False
        needed = "admin" if admin else "read" if request.method in SAFE_METHODS else "write"
        token: Any = request.auth
        return token is None or needed in token.allowed_scopes
