"""One migrated database that every process of a test run copies: migrating takes half a minute."""

import hashlib
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

ROOT = Path(__file__).parent.parent
LOCK = 7_310_271_803  # held by the process that migrates, while the others wait for it


def migrated_database() -> str:
    """Return the name of a database to copy, made by the first process that asks.

    The name changes with every migration and every package, so an old one is never taken for it.
    """
    sources = sorted(ROOT.glob("*/migrations/*.py"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in [*sources, ROOT / "uv.lock"]))
    name = f"migrated_{digest.hexdigest()[:16]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not exists(cursor, name):
            make(cursor, name)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def exists(cursor: CursorWrapper, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def make(cursor: CursorWrapper, name: str) -> None:
    """Migrate under another name first: what is found by its name is complete."""
    unfinished, before = f"{name}_unfinished", connection.settings_dict["NAME"]
    cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
    cursor.execute(f'CREATE DATABASE "{unfinished}"')
    connection.close()
    connection.settings_dict["NAME"] = unfinished
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
