"""How lists are paged. Apart from `core.api`, since DRF loads it while importing itself."""

from typing import Any

from rest_framework.pagination import CursorPagination
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

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.get_next_link()})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        next_page = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": next_page},
        }
