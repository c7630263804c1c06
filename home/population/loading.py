"""Rows into tables by COPY, with indexes and foreign keys made once at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

NULL = "\\N"
LINES_AT_ONCE = 20_000

FOREIGN_KEYS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY conname
"""
INDEXES = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index WHERE NOT indisunique AND indrelid = ANY(%s::regclass[]) ORDER BY indexrelid
"""


def text_of(value: Any) -> str:
    """Return a default as COPY reads it."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return "{" + ",".join(str(item) for item in value) + "}"
    return str(value)


def words(text: str) -> str:
    """Return a text as COPY reads it."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ")


def has_value_of_its_own(field: Any) -> bool:
    """Tell whether the database fills this column by itself."""
    is_made = isinstance(field, models.AutoField | models.GeneratedField)
    return is_made or field.db_default is not NOT_PROVIDED or (field.null and not field.default)


class Table:
    """Lines for one table. Columns that are not named take the default of their field."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = [
            field
            for name, field in fields.items()
            if name not in names and not has_value_of_its_own(field)
        ]
        columns = [fields[name].column for name in names] + [field.column for field in rest]
        quoted = ", ".join(f'"{column}"' for column in columns)
        self.statement = f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN'
        self.tail = "".join("\t" + text_of(field.get_default()) for field in rest) + "\n"
        self.name = model._meta.db_table
        self.lines: list[str] = []
        self.count = 0

    def add(self, *values: str) -> None:
        """Take one row, its values in the order of the names, each a text without tabs."""
        self.lines.append("\t".join(values) + self.tail)
        if len(self.lines) >= LINES_AT_ONCE:
            self.write()

    def write(self) -> None:
        """Send what was collected."""
        self.count += len(self.lines)
        with connection.cursor() as cursor, cursor.copy(self.statement) as copy:
            copy.write("".join(self.lines))
        self.lines.clear()


@contextmanager
def without_indexes(tables: Sequence[str]) -> Iterator[None]:
    """Make foreign keys and indexes of these tables once all rows are there, which is quicker.

    In one transaction with the rows: killed in between, nothing has changed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        steps: list[tuple[str, str]] = []
        for query in (FOREIGN_KEYS, INDEXES):
            cursor.execute(query, [list(tables)])
            steps += cursor.fetchall()
        for drop, _make in steps:
            cursor.execute(drop)
        yield
        for _drop, make in reversed(steps):
            cursor.execute(make)
