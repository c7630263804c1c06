"""Measures how fast the app is on whatever is in the database, as ratios, and leaves no trace."""

import gc
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
        """Measure, and print the lines between how much there is and how many are short."""
        wanted = options["only"]
        if wanted and wanted not in PARTS:
            raise CommandError(f"Choose one of {', '.join(PARTS)}.")
        people = Person.objects.here().count()
        if people < 2:
            raise CommandError("There is nobody to measure with. Run populate first.")
        runs = QUICK_RUNS if options["quick"] else RUNS
        parts = [wanted] if wanted else list(PARTS)
        self.stdout.write(f"{people} people, {runs} runs")
        gc.collect()
        gc.freeze()  # as `config.wsgi` does
        figures, short = self.measure(parts, runs)
        self.stdout.write(f"{figures} figures, {short} short of their targets")

    def measure(self, parts: list[str], runs: int) -> tuple[int, int]:
        """Print the lines of these parts; return how many there are, and how many are short."""
        from benchmarks.figures import HEADER, failed  # not there in an installation without it

        self.stdout.write(HEADER)
        lines = []
        for part in parts:
            with transaction.atomic():
                for line in measuring(part)(runs):
                    self.stdout.write(str(line))
                    self.stdout.flush()
                    lines.append(line)
                transaction.set_rollback(True)
        return len(lines), failed(lines)


PARTS = (
    "pages", "together", "giving", "ratio", "nudges", "mail", "cadence", "rounds", "memory",
)  # fmt: skip


def measuring(part: str) -> Any:
    """Return the function that measures one part."""
    if str(settings.BASE_DIR) not in sys.path:
        sys.path.insert(0, str(settings.BASE_DIR))
    from benchmarks import (
        jobs,
        mailing,
        memory,
        pages,
        rounds,
        together,
        writing,
    )  # beside the app, not in it

    return {
        "pages": pages.measure,
        "together": together.measure,
        "giving": writing.measure,
        "ratio": jobs.publishing,
        "nudges": jobs.planning,
        "mail": mailing.measure,
        "cadence": jobs.cadence,
        "rounds": rounds.measure,
        "memory": memory.measure,
    }[part]
