"""Makes the database and the static files ready for a start, in one process and only as needed."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.web_role import WEB_ROLE, make_fit

DEMO_SIGN_IN = "ada@example.org"


def migrate() -> None:
    """Apply the migrations that are missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def static_files_version() -> str:
    """Return a checksum over names, sizes and times of all static files."""
    checksum = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            checksum.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return checksum.hexdigest()


def collect_static_files() -> None:
    """Collect the static files when they are not those of the last time."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    version = static_files_version()
    if not stamp.exists() or stamp.read_text() != version:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(version)


def fill_with_demo_data(people: int) -> None:
    """Make the demo organisation when the database holds nobody: all of it or nothing."""
    if "populate" in get_commands() and not get_user_model().objects.exists():
        with transaction.atomic():
            call_command("populate", demo=True, people=people, verbosity=0)


class Command(BaseCommand):
    """Migrate, fill an empty database, collect static files, and say what is there."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size of the demo organisation, or the wish for none."""
        parser.add_argument("--people", type=int, default=60, metavar="N")
        parser.add_argument("--empty", action="store_true", help="no demo data")

    def handle(self, **options: Any) -> None:
        """Print one line of JSON: people, the demo's people, and the role of web processes."""
        migrate()
        collect_static_files()
        if not options["empty"]:
            fill_with_demo_data(options["people"])
        people = get_user_model().objects.all()
        found = {
            "people": people.exists(),
            "demo": people.filter(email=DEMO_SIGN_IN).exists(),
            "web_role": WEB_ROLE if make_fit() else "",
        }
        self.stdout.write(json.dumps(found))
