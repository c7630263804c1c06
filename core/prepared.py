"""Statements that PostgreSQL plans once for each connection.

A page may ask one long question whose plan costs more than its answer. psycopg can prepare it,
which Django's own cursors do not do.
"""

from collections.abc import Mapping
from typing import Any, Self

from django.db import connections
from psycopg import Cursor


class Prepared(Cursor[Any]):
    """A cursor whose statements are prepared at their first use."""

    def execute(self, query: Any, params: Any = None, **_more: Any) -> Self:
        return super().execute(query, params, prepare=True)


def rows(sql: str, values: Mapping[str, Any], *, using: str = "default") -> list[tuple[Any, ...]]:
    """Return what a statement answers. Its text is ours alone: what people send is in `values`.

    Django wraps the cursor as it does its own, so that the statement is counted like any other.
    """
    connection = connections[using]
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    own: Any = Prepared(connection.connection)  # the stubs know Django's own cursors alone
    with wrap(own) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
