"""How lists are paged. Apart from `core.api`, since DRF loads it while importing itself."""

from typing import Any

from django.core.exceptions import ValidationError as Unfit
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

LAST_PAGE = 10_000


def up_to(page: str) -> int:
    """Return the number of the page somebody asks for; whatever is none is the first."""
    return min(max(int(page), 1), LAST_PAGE) if page.isdecimal() and len(page) < 10 else 1


class Cursor(CursorPagination):
    """Pages by cursor: stable while rows are added, and no count of everything."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"
    ordering: str | tuple[str, ...] = ("pk",)

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """Read one page; a cursor that none of our pages named is refused."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, Unfit, ValueError) as error:
            sentence = _("This leads nowhere. Begin without it, and follow `next`.")
            raise ValidationError({self.cursor_query_param: [sentence]}) from error

    def decode_cursor(self, request: Request) -> Any:
        """Read where a page begins; PostgreSQL could not look for a NUL."""
        cursor: Any = super().decode_cursor(request)
        if cursor and "\x00" in (cursor.position or ""):
            raise NotFound
        return cursor

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.get_next_link()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        next_page = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": next_page},
        }


class Pages(PageNumberPagination):
    """Pages by number: for what comes from several tables, or from none, there is no cursor."""

    page_size = Cursor.page_size
    max_page_size = Cursor.max_page_size
    page_size_query_param = Cursor.page_size_query_param

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """Read one page; a page that is not there is refused."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound as error:
            sentence = _("There is no such page. Begin without it, and follow `next`.")
            raise ValidationError({self.page_query_param: [sentence]}) from error

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.get_next_link()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return Cursor().get_paginated_response_schema(schema)
