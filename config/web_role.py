"""The database role of web processes: it has everything but the sealed answers of 360 rounds.

What it may do is written in the database (`let_web_processes_in`, made by a migration), so that a
migration, a start, a restore and `manage.py web_role` all give it the same.
"""

from typing import Any, cast

from django.db import connection
from psycopg.sql import SQL, Identifier, Literal

WEB_ROLE = "mastery_web"

# Whether the role is there, is ours to take on, has its one function, and not the table.
IS_FIT = """
SELECT coalesce((
    SELECT pg_has_role(current_user, r.oid, %(belongs)s)
       AND has_function_privilege(r.oid,
           'feedback_sealed_box(uuid, bytea[], bytea[], timestamptz)', 'EXECUTE')
       AND NOT has_table_privilege(r.oid, 'feedback_sealedanswer',
           'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
       AND NOT EXISTS (
           SELECT FROM pg_class c
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
             AND c.oid <> 'feedback_sealedanswer'::regclass
             AND NOT has_table_privilege(r.oid, c.oid, 'SELECT'))
    FROM pg_roles r WHERE r.rolname = %(role)s
), false)
"""


def is_fit() -> bool:
    """Tell whether web processes can work under their role on this database."""
    belongs = "MEMBER" if connection.pg_version < 160000 else "SET"  # type: ignore[attr-defined]  # PostgreSQL's own
    with connection.cursor() as cursor:
        cursor.execute(IS_FIT, {"role": WEB_ROLE, "belongs": belongs})
        return bool(cursor.fetchone()[0])


def let_in() -> str:
    """Make the role and give it its rights; return one line when somebody has to help, else ""."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT let_web_processes_in()")
        return cast("str", cursor.fetchone()[0])


def make_fit() -> bool:
    """Tell whether the role is fit, giving it its rights again where something is missing."""
    return is_fit() or (not let_in() and is_fit())


def let_sign_in(password: str) -> None:
    """Give the role a sign-in of its own. The password leaves this process only as its hash."""
    connection.ensure_connection()
    line: Any = connection.connection
    scrambled = line.pgconn.encrypt_password(password.encode(), WEB_ROLE.encode(), b"scram-sha-256")
    statement = SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
        Identifier(WEB_ROLE), Literal(scrambled.decode())
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
