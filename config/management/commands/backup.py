"""`backup FILE`: everything that PostgreSQL holds, in one compressed file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.embedded.binaries import find_postgres
from config.embedded.failures import Failure
from core.postgres_programs import ProgramFailed, call


class Command(BaseCommand):
    """Write a consistent copy of the database while the app goes on."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        """Write beside the file first, so that a half backup never looks like a whole one."""
        part = file.with_name(file.name + ".part")
        try:
            part.touch(mode=0o600)
            call("pg_dump", "--format=custom", f"--file={part}", directory=programs())
            part.replace(file)
        except (OSError, ProgramFailed) as error:
            part.unlink(missing_ok=True)
            raise CommandError(f"Nothing was backed up: {error}") from error
        self.stdout.write(f"backup: {file.stat().st_size} bytes in {file}")


def programs() -> Path | None:
    """Return where pg_dump is: beside the server found, or on the path."""
    try:
        directory = find_postgres().directory
    except Failure:
        return None
    return directory if (directory / "pg_dump").exists() else None
