"""A world that services have built is kept as rows, and put back for each test that begins with it.

It is built once in each process: to build it anew takes longer than most tests.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.db import connection, transaction

COLUMNS = """
SELECT quote_ident(c.relname), string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname
"""
# No trigger and no foreign key asks again about rows that had been accepted
TRUST, TRUST_NO_MORE = (
    f"SET LOCAL session_replication_role = '{role}';" for role in ("replica", "origin")
)
APPS = {"core", "accounts", "notifications", "goals", "feedback", "dialogue"}
Tables = dict[str, set[str]]


class Kept:
    """What a function builds: the rows it adds, and what it returns."""

    def __init__(self, build: Callable[[], Any]) -> None:
        """It must leave the rows that were there before as they were."""
        self.build = build
        self.sql: str | None = None

    def __call__(self) -> Any:
        """Build it, or put its rows back; return a copy of what was returned."""
        if self.sql is None:
            self.sql = self.statements()
        else:
            run(self.sql)
        return deepcopy(self.built)

    def statements(self) -> str:
        """Build it here and now, and return what puts its rows back."""
        before = everything()
        self.built = self.build()
        after = everything()
        assert all(before[table] <= after[table] for table in before)
        return putting_back({table: after[table] - before[table] for table in after})


def written_by_migrations() -> str:
    """Return what puts the rows of the domain back that are there before any test."""
    found = everything()
    return putting_back({table: found[table] for table in found if table.partition("_")[0] in APPS})


def columns_of_tables() -> dict[str, str]:
    """Return the columns of each table that can be written."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return dict(cursor.fetchall())


def everything() -> Tables:
    """Return all rows there are, each as JSON."""
    found = {}
    with connection.cursor() as cursor:
        for table in columns_of_tables():
            cursor.execute(f"SELECT to_jsonb(one)::text FROM {table} one")  # noqa: S608  Names from the catalogue.
            found[table] = {row for (row,) in cursor.fetchall()}
    return found


def putting_back(tables: Tables) -> str:
    """Return statements that add these rows."""
    columns = columns_of_tables()
    return "".join(put_back(table, columns[table], rows) for table, rows in tables.items() if rows)


def run(statements: str) -> None:
    """Add rows that had been accepted."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TRUST + statements + TRUST_NO_MORE)


def put_back(table: str, columns: str, rows: set[str]) -> str:
    """Return a statement that adds these rows."""
    text = f"[{','.join(sorted(rows))}]".replace("'", "''")
    return (  # the names are from the catalogue, the rows from the database
        f"INSERT INTO {table} ({columns}) SELECT {columns}"  # noqa: S608
        f" FROM jsonb_populate_recordset(NULL::{table}, '{text}');"
    )
