"""New rows, written by prepared statements, and without waiting for one before the next is sent.

An act writes several rows: the thing itself, its audit line, what tells people of it. Django
writes each of their statements down anew and waits for each answer, which takes longer than to
write the rows.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from django.db import connections, transaction
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault

from core.prepared import prepared

Shape = tuple[type[Model], tuple[str, ...]]  # a table, and the columns that are written
FEW: Final = 4
MOST: Final = 500  # rows of one statement


@contextmanager
def in_one_go() -> Iterator[None]:
    """Run this block in a transaction, and send its statements without waiting for each.

    What is read within waits for what was sent before. A refusal of the database is raised then,
    or after the last statement; all is taken back as in any transaction.
    """
    connection = connections["default"]
    connection.ensure_connection()
    own: Any = connection.connection
    with ExitStack() as whole, connection.wrap_database_errors, own.pipeline():
        # Begins among what is sent together, and ends once all is answered
        whole.enter_context(transaction.atomic())
        yield


def add(*rows: Model, once: bool = False) -> None:
    """Write new rows, of several tables too, in one statement; `once` leaves out what is there.

    No column may need a conversion. What the database sets by itself is not read back.
    """
    for first in range(0, len(rows), MOST):
        write(rows[first : first + MOST], once=once)


def write(rows: Sequence[Model], *, once: bool) -> None:
    """Write these rows in one statement; those of a few rows come again and are prepared."""
    written = [columns_of(row) for row in rows]
    shapes = tuple((type(row), tuple(one)) for row, one in zip(rows, written, strict=True))
    values = [value for columns in written for value in columns.values()]
    with prepared() if len(rows) <= FEW else connections["default"].cursor() as cursor:
        cursor.execute(inserting(shapes, once), values)
    for row in rows:
        row._state.adding, row._state.db = False, "default"


def columns_of(row: Model) -> dict[str, Any]:
    """Return what is to be written in each column that the database does not set by itself."""
    return {
        field.column: value
        for field in row._meta.concrete_fields
        if not isinstance(value := row.__dict__[field.attname], DatabaseDefault)
    }


@lru_cache(maxsize=64)
def inserting(shapes: tuple[Shape, ...], once: bool) -> str:
    """Return the statement that writes rows of these shapes."""
    conflict = " ON CONFLICT DO NOTHING" if once else ""
    parts = [f"{insert(shape, rows=len(list(same)))}{conflict}" for shape, same in groupby(shapes)]
    before = ", ".join(f"part_{number} AS ({part})" for number, part in enumerate(parts[:-1]))
    return f"WITH {before} {parts[-1]}" if before else parts[-1]


def insert(shape: Shape, *, rows: int) -> str:
    """Return the statement that writes so many rows of one table."""
    model, columns = shape
    quote = connections["default"].ops.quote_name
    named = ", ".join(quote(column) for column in columns)
    row = f"({', '.join(['%s'] * len(columns))})"
    values = ", ".join([row] * rows)
    return f"INSERT INTO {quote(model._meta.db_table)} ({named}) VALUES {values}"  # noqa: S608  Ours.
