"""pg_dump and pg_restore, called with the connection that the app itself uses."""

import os
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


class ProgramFailed(Exception):
    """The program ended with a complaint; `str()` is its last line."""


def call(program: str, *arguments: str, directory: Path | None) -> None:
    """Run one of PostgreSQL's client programs; raises `ProgramFailed` with what it said."""
    path = str(directory / program) if directory else program
    answer = subprocess.run(  # noqa: S603 - arguments are ours
        [path, *arguments],
        env={**os.environ, **connection_environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        lines = answer.stderr.strip().splitlines() or [f"{program} failed"]
        raise ProgramFailed(lines[-1])


def connection_environment() -> dict[str, str]:
    """Return the connection as libpq reads it; the password never stands in an argument."""
    given: dict[str, Any] = {**settings.DATABASES["default"], **connection.settings_dict}
    options = given.get("OPTIONS", {})
    named = {
        "PGHOST": given.get("HOST") or options.get("host"),
        "PGPORT": given.get("PORT") or options.get("port"),
        "PGUSER": given.get("USER"),
        "PGPASSWORD": given.get("PASSWORD"),
        "PGDATABASE": given.get("NAME"),
        "PGSSLMODE": options.get("sslmode"),
    }
    return {name: str(value) for name, value in named.items() if value}
