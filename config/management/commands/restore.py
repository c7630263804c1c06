"""`restore FILE`: fill an empty database from a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.management.commands.backup import programs
from config.web_role import let_in
from core.clock import database_now
from core.postgres_programs import ProgramFailed, call
from feedback.services.rounds.releasing import release_due


class Command(BaseCommand):
    """Restore into a database that holds nobody yet, all of it or nothing."""

    help = __doc__
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file that `backup` wrote."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        """Refuse to overwrite anybody, restore in one transaction, then bring it up to date."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if holds_people():
            raise CommandError("This database holds people. Restore into an empty one.")
        connection.close()
        try:
            call(
                "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges",
                "--single-transaction",
                "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}", str(file),
                directory=programs(),
            )  # fmt: skip
        except (OSError, ProgramFailed) as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        call_command("migrate", interactive=False, verbosity=0)
        if complaint := let_in():
            self.stderr.write(complaint)
        done = release_due(at=database_now())
        self.stdout.write(
            f"restore: {count_people()} people are back, {done.rounds} rounds were due"
        )
        if done.failed:
            raise CommandError(
                f"{done.failed} rounds cannot be opened: set the SEALING_SECRET they were sealed"
                " under, and run release_rounds."
            )


def holds_people() -> bool:
    """Tell whether the database has a table of people with anybody in it."""
    tables = connection.introspection.table_names()
    return "accounts_person" in tables and count_people() > 0


def count_people() -> int:
    """Count without the models: an older backup may lack columns of today."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_person")
        return int(cursor.fetchone()[0])
