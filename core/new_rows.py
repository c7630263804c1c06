"""New rows, written by prepared statements, and without waiting for one before the next is sent.

An act writes several rows: the thing itself, its audit line, what tells people of it. Django
writes each of their statements down anew and waits for each answer, which takes longer than to
write the rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from django.db import connections
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault
from psycopg.pq import TransactionStatus

from core.prepared import prepared

USABLE: Final = (TransactionStatus.IDLE, TransactionStatus.INTRANS)


@contextmanager
def sent_together() -> Iterator[None]:
    """Send the statements of this block one after the other, and wait for all answers at its end.

    What is read within waits for what was sent before. A refusal of the database is raised then,
    or at the end.
    """
    connection = connections["default"]
    connection.ensure_connection()
    own: Any = connection.connection
    if own.pgconn.pipeline_status:
        yield  # in such a block already
        return
    try:
        with connection.wrap_database_errors, own.pipeline():
            yield
    except Exception:
        if own.info.transaction_status in USABLE:
            # What was prepared before a rollback psycopg drops only after one statement more, and
            # takes for prepared what that statement was.
            own.execute("SELECT 1", prepare=False)
        raise


def add(*rows: Model, once: bool = False) -> None:
    """Write new rows; with `once` leave out what is there already.

    No column may need a conversion. What the database sets by itself is not read back.
    """
    for row in rows:
        columns = {
            field.column: value
            for field in row._meta.concrete_fields
            if not isinstance(value := row.__dict__[field.attname], DatabaseDefault)
        }
        with prepared() as cursor:
            cursor.execute(inserting(type(row), tuple(columns), once), list(columns.values()))
        row._state.adding, row._state.db = False, "default"


@lru_cache(maxsize=64)
def inserting(model: type[Model], columns: tuple[str, ...], once: bool) -> str:
    """Return the statement that writes one row."""
    quote = connections["default"].ops.quote_name
    named = ", ".join(quote(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    conflict = " ON CONFLICT DO NOTHING" if once else ""
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({named}) VALUES ({places}){conflict}"  # noqa: S608  Names of ours.
