"""Measures how fast the app is on whatever is in the database, as ratios, and leaves no trace."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Person

RUNS, QUICK_RUNS = 24, 6


class Command(BaseCommand):
    """Print one line for each figure: name, value, floor, ratio, target, `ok` or `SHORT`."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how thoroughly, and which figures."""
        parser.add_argument("--quick", action="store_true", help="fewer runs, noisier figures")
        parser.add_argument("--only", default="", metavar="PART", help=f"one of {', '.join(PARTS)}")

    def handle(self, **options: Any) -> None:
        """Measure; exit with 1 when a figure is short of its target."""
        wanted = options["only"]
        if wanted and wanted not in PARTS:
            raise CommandError(f"Choose one of {', '.join(PARTS)}.")
        people = Person.objects.here().count()
        if people < 2:
            raise CommandError("There is nobody to measure with. Run populate first.")
        runs = QUICK_RUNS if options["quick"] else RUNS
        short = self.measure([wanted] if wanted else list(PARTS), runs, people)
        if short:
            raise CommandError(f"{short} figures are short of their targets.", returncode=1)

    def measure(self, parts: list[str], runs: int, people: int) -> int:
        """Print the lines of these parts, and return how many are short; nothing is kept."""
        from benchmarks.figures import HEADER, failed  # not there in an installation without it

        self.stdout.write(f"{people} people, {runs} runs\n{HEADER}")
        lines = []
        for part in parts:
            with transaction.atomic():
                for line in measuring(part)(runs):
                    self.stdout.write(str(line))
                    self.stdout.flush()
                    lines.append(line)
                transaction.set_rollback(True)
        return failed(lines)


PARTS = ("pages", "giving", "ratio", "nudges", "mail", "cadence", "memory")


def measuring(part: str) -> Any:
    """Return the function that measures one part."""
    if str(settings.BASE_DIR) not in sys.path:
        sys.path.insert(0, str(settings.BASE_DIR))
    from benchmarks import jobs, mailing, memory, pages, writing  # beside the app, not in it

    return {
        "pages": pages.measure,
        "giving": writing.measure,
        "ratio": jobs.publishing,
        "nudges": jobs.planning,
        "mail": mailing.measure,
        "cadence": jobs.cadence,
        "memory": memory.measure,
    }[part]
