"""Makes an organisation that never was: people, teams, goals, talks and feedback over years."""

from argparse import ArgumentParser
from datetime import UTC, datetime, time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_date

from home.population import Plan, populate


class Command(BaseCommand):
    """Fill an empty database, tables included; one that holds anybody is left as it is."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how much, how long, and the seed that makes it the same again."""
        parser.add_argument("--people", type=int, default=60, metavar="N", help="how many people")
        parser.add_argument("--years", type=int, default=1, metavar="Y", help="of history")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="same seed, same rows")
        parser.add_argument("--until", metavar="DAY", help="the last day of history (today)")
        parser.add_argument("--demo", action="store_true", help="with the people of the demo")

    def handle(self, **options: Any) -> None:
        """Print one line of numbers, or say in one line why nothing was done."""
        if not 12 <= options["people"] <= 200_000 or not 1 <= options["years"] <= 10:
            raise CommandError("Choose 12 to 200000 people and 1 to 10 years.")
        plan = Plan(
            people=options["people"],
            years=options["years"],
            seed=options["seed"],
            at=moment(options["until"]),
            is_demo=options["demo"],
        )
        if not connection.introspection.table_names():
            call_command("migrate", interactive=False, verbosity=0)
        began = timezone.now()
        counts = populate(plan)
        seconds = (timezone.now() - began).total_seconds()
        numbers = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"{numbers} in {seconds:.1f} s")


def moment(until: str | None) -> datetime:
    """Return the end of the history: now, or noon of the day named."""
    if until is None:
        return timezone.now()
    try:
        day = parse_date(until)
    except ValueError:
        day = None
    if day is None:
        raise CommandError("Write the day as 2026-11-12.")
    return datetime.combine(day, time(12), UTC)
