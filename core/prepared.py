"""Statements that PostgreSQL plans once for each connection, and Django writes down once.

A page may ask a long question that takes longer to be written down and planned than to be
answered. psycopg can prepare it, which Django's own cursors do not do.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model, QuerySet
from django.db.models.query import (  # type: ignore[attr-defined]  # the stubs leave out one
    ModelIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler
from psycopg import Cursor
from psycopg.sql import Literal

Values = Sequence[Any]
Ask = Callable[[str, Mapping[str, Any] | Values], list[tuple[Any, ...]]]
Place = int | tuple[str | int, ...]  # a value, or a text with values in it
PLAIN = re.compile(r"[a-z0-9]{1,40}")
MOST_WORDS = 3
LONG_AGO = datetime(2001, 2, 3, 4, 5, tzinfo=UTC)
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
    """Return what a statement answers. Its text is ours alone: what people send is in `values`."""
    with prepared(using) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def prepared(using: str = "default") -> CursorWrapper:
    """Return a cursor whose statements are prepared.

    Django wraps it as it does its own, so that statements are counted like any other.
    """
    connection = connections[using]
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    own: Any = Prepared(connection.connection)  # the stubs know Django's own cursors alone
    return wrap(own)


def planned_anew(sql: str, values: "Mapping[str, Any] | Values") -> list[tuple[Any, ...]]:
    """Return what a statement answers whose plan is made each time.

    A good one depends on the values: on words looked for, or on how many rows earlier pages had.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def in_bulk(model: type[Row], ids: Sequence[UUID]) -> dict[UUID, Row]:
    """Return whole rows by their ids, as Django's own does. No column may need a conversion."""
    names = [field.attname for field in model._meta.concrete_fields]
    found = (model.from_db("default", names, values) for values in rows(by_ids(model), [list(ids)]))
    return {one.pk: one for one in found}


def plain_words(text: str) -> list[str]:
    """Return the words of a search for a few plain ones; none for any other.

    A question is written down for so many texts, and uses each just as it is.
    """
    words = text.lower().split()
    is_plain = len(words) <= MOST_WORDS and all(map(PLAIN.fullmatch, words))
    return words if is_plain else []


@cache
def by_ids(model: type[Row]) -> str:
    """Return the statement for whole rows by their ids."""
    quote = connections["default"].ops.quote_name
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields)
    table = quote(model._meta.db_table)
    return f"SELECT {columns} FROM {table} WHERE id = ANY(%s::uuid[])"  # noqa: S608  Names of ours.


class Unforeseen(Exception):
    """A question does not hold its ids as parameters, or depends on them in another way."""


@dataclass(frozen=True)
class Written:
    """A statement with its constants written in, and which value each parameter is.

    Constants are part of the statement: only so can PostgreSQL keep one plan for all values, since
    an index on part of the rows is of use only if the plan knows that no others are meant.
    """

    sql: str
    places: tuple["Place", ...]

    def filled(self, values: Values) -> list[Any]:
        """Return the parameters: the real values in their places."""
        return [
            values[place]
            if isinstance(place, int)
            else "".join(part if isinstance(part, str) else values[part] for part in place)
            for place in self.places
        ]


@dataclass(frozen=True)
class Rows:
    """How rows of a statement become what Django would make of them."""

    model: type[Model]
    names: tuple[str, ...]
    columns: slice
    related: tuple[Any, ...]
    annotations: tuple[tuple[str, int], ...]
    convert: Callable[[list[tuple[Any, ...]]], Iterable[Any]]

    @classmethod
    def of(cls, compiler: SQLCompiler) -> Self:
        """Learn it from Django's own compiler, once it has written the statement."""
        info: Any = compiler.klass_info
        places = info["select_fields"]
        columns = slice(places[0], places[-1] + 1)
        chosen: Any = compiler.select
        converters = compiler.get_converters([one[0] for one in chosen])
        convert = partial(compiler.apply_converters, converters=converters)
        return cls(
            model=info["model"],
            names=tuple(column[0].target.attname for column in chosen[columns]),
            columns=columns,
            related=tuple(get_related_populators(info, chosen, "default")),
            annotations=tuple((compiler.annotation_col_map or {}).items()),
            convert=convert if converters else list,
        )

    def read(self, found: list[tuple[Any, ...]]) -> list[Any]:
        """Return the rows as instances, with everything related that was asked for."""
        return [self.instance(row) for row in self.convert(found)]

    def instance(self, row: Sequence[Any]) -> Model:
        one = self.model.from_db("default", self.names, row[self.columns])
        for part in self.related:
            part.populate(row, one)
        for name, place in self.annotations:
            setattr(one, name, row[place])
        return one


class Question:
    """A queryset that is written down at its first use in a process.

    `ask` makes it from so many ids, then moments, then days, then texts, and must use each as a
    parameter and in no other way; a text may also stand within one, as in "%text%". To find their
    places it is written twice with made-up values.
    """

    def __init__(
        self,
        ask: "Callable[..., QuerySet[Any, Any]]",
        ids: int,
        *,
        moments: int = 0,
        days: int = 0,
        texts: int = 0,
        answer: Ask = rows,
    ) -> None:
        self.ask, self.answer = ask, answer
        self.values = ids, moments, days, texts
        self.written: Written | None = None
        self.read: Callable[[list[tuple[Any, ...]]], list[Any]] = list

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """Return the answer for these values, as the database tells it: nothing is converted."""
        if self.written is None:
            self.written = self.write()
        return self.answer(self.written.sql, self.written.filled(values))

    def all(self, *values: Any) -> list[Any]:
        """Return the answer for these values as instances, as Django does."""
        found = self.rows(*values)
        return self.read(found)

    def first(self, *values: Any) -> Any:
        """Return the first instance, or None; the question itself asks for one only."""
        return next(iter(self.all(*values)), None)

    def write(self) -> Written:
        """Write the question down. Raises Unforeseen."""
        ones, others = (made_up(*self.values, start) for start in (1, 1 + sum(self.values)))
        asked = self.ask(*ones)
        compiler = asked.query.get_compiler("default")
        sql, first = compiler.as_sql()
        same, second = self.ask(*others).query.sql_with_params()
        if sql != same:
            raise Unforeseen
        pairs = list(zip(ones, others, strict=True))
        told = zip(first, second, strict=True)
        found = [(pair[0], place_of(pair, pairs)) for pair in told]
        places = tuple(place for _one, place in found if place is not None)
        if {one for place in places for one in values_of(place)} != set(range(len(pairs))):
            raise Unforeseen
        if asked._iterable_class is ModelIterable:
            self.read = Rows.of(compiler).read
        parts = tuple("%s" if place is not None else literal(one) for one, place in found)
        return Written(sql.replace("%%", "%%%%") % parts, places)


def made_up(ids: int, moments: int, days: int, texts: int, start: int) -> list[Any]:
    """Return values that no row has, each another one."""
    return [
        *(UUID(int=start + place) for place in range(ids)),
        *(LONG_AGO + timedelta(days=start + place) for place in range(moments)),
        *(LONG_AGO.date() + timedelta(days=start + place) for place in range(days)),
        *(f"madeup{start + place:06}" for place in range(texts)),
    ]


def place_of(pair: tuple[Any, Any], pairs: list[tuple[Any, Any]]) -> Place | None:
    """Return of which value a parameter is made, or of which texts; None for a constant."""
    if pair in pairs:
        return pairs.index(pair)
    if pair[0] == pair[1]:
        return None
    texts = {one: number for number, (one, _other) in enumerate(pairs) if isinstance(one, str)}
    if not texts or not isinstance(pair[0], str):
        raise Unforeseen
    parts = re.split(f"({'|'.join(texts)})", pair[0])
    place = tuple(texts.get(part, part) for part in parts)
    if "".join(pairs[one][1] if isinstance(one, int) else one for one in place) != pair[1]:
        raise Unforeseen
    return place


def values_of(place: Place) -> Iterable[int]:
    return [place] if isinstance(place, int) else [one for one in place if isinstance(one, int)]


def literal(constant: Any) -> str:
    """Return a constant as it stands in a statement that has parameters beside it."""
    connection = connections["default"]
    connection.ensure_connection()
    return Literal(constant).as_string(connection.connection).replace("%", "%%")
