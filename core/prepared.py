"""Statements that PostgreSQL plans once for each connection, and Django writes down once.

A page may ask a long question that takes longer to be written down and planned than to be
answered. psycopg can prepare it, which Django's own cursors do not do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import Model, QuerySet
from psycopg import Cursor
from psycopg.sql import Literal

Values = Sequence[Any]
Ask = Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]
Row = TypeVar("Row", bound=Model)


class Prepared(Cursor[Any]):
    """A cursor whose statements are prepared at their first use."""

    def execute(self, query: Any, params: Any = None, **_more: Any) -> Self:
        return super().execute(query, params, prepare=True)

    def _send_query_prepared(self, name: bytes, pgq: Any, **more: Any) -> None:
        """Keep the text, as psycopg does of what is not prepared; Django's log shows it."""
        self._query = pgq
        super()._send_query_prepared(name, pgq, **more)


def rows(
    sql: str, values: "Mapping[str, Any] | Values", *, using: str = "default"
) -> list[tuple[Any, ...]]:
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


def rows_of_a_page(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what a statement answers that leaves out the rows of earlier pages.

    A good plan depends on how many those are, so it is made each time.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def in_bulk(model: type[Row], ids: Sequence[UUID]) -> dict[UUID, Row]:
    """Return whole rows by their ids, as Django's own does. No column may need a conversion."""
    quote = connections["default"].ops.quote_name
    fields = model._meta.concrete_fields
    columns = ", ".join(quote(field.column) for field in fields)
    table = quote(model._meta.db_table)
    sql = f"SELECT {columns} FROM {table} WHERE id = ANY(%s::uuid[])"  # noqa: S608  Names of ours.
    names = [field.attname for field in fields]
    found = (model.from_db("default", names, values) for values in rows(sql, [list(ids)]))
    return {one.pk: one for one in found}


class Unforeseen(Exception):
    """A question does not hold its ids as parameters, or depends on them in another way."""


@dataclass(frozen=True)
class Written:
    """A statement with its constants written in, and which value each parameter is.

    Constants are part of the statement: only so can PostgreSQL keep one plan for all values, since
    an index on part of the rows is of use only if the plan knows that no others are meant.
    """

    sql: str
    places: tuple[int, ...]

    def filled(self, values: Values) -> list[Any]:
        """Return the parameters: the real values in their places."""
        return [values[place] for place in self.places]


class Question:
    """A queryset of tuples that is written down at its first use in a process.

    `ask` makes it from so many ids, and must use each as a parameter and in no other way. To find
    their places it is written twice with made-up ids. Rows come as the database tells them: the
    columns must need no conversion.
    """

    def __init__(self, ask: "Callable[..., QuerySet[Any, Any]]", ids: int) -> None:
        self.ask, self.ids = ask, ids
        self.written: Written | None = None

    def rows(self, *ids: UUID) -> list[tuple[Any, ...]]:
        """Return the answer for these ids."""
        if self.written is None:
            self.written = self.write()
        return rows(self.written.sql, self.written.filled(ids))

    def write(self) -> Written:
        """Write the question down. Raises Unforeseen."""
        ones = [UUID(int=number) for number in range(1, self.ids + 1)]
        others = [UUID(int=number) for number in range(self.ids + 1, 2 * self.ids + 1)]
        (sql, first), (same, second) = (
            self.ask(*made_up).query.sql_with_params() for made_up in (ones, others)
        )
        if sql != same:
            raise Unforeseen
        pairs = list(zip(ones, others, strict=True))
        told = zip(first, second, strict=True)
        found = [(pair[0], place_of(pair, pairs)) for pair in told]
        places = tuple(place for _one, place in found if place is not None)
        if set(places) != set(range(self.ids)):
            raise Unforeseen
        parts = tuple("%s" if place is not None else literal(one) for one, place in found)
        return Written(sql.replace("%%", "%%%%") % parts, places)


def place_of(pair: tuple[Any, Any], pairs: list[tuple[Any, Any]]) -> int | None:
    """Return at which place of the values a parameter stands, or None for a constant."""
    if pair in pairs:
        return pairs.index(pair)
    if pair[0] != pair[1]:
        raise Unforeseen
    return None


def literal(constant: Any) -> str:
    """Return a constant as it stands in a statement that has parameters beside it."""
    connection = connections["default"]
    connection.ensure_connection()
    return Literal(constant).as_string(connection.connection).replace("%", "%%")
