"""`publish_ratios`: publish the windows whose moment has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.clock import database_now
from core.errors import RuleError
from feedback.services.ratio import publish, publish_due
from feedback.windows import Window


class Command(BaseCommand):
    help = "Publish the praise-to-improvement ratio of every window that is due, or of one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--window", type=int, help="number of one window, counted from 0")

    def handle(self, *args: Any, **options: Any) -> None:
        now, window = database_now(), options["window"]
        if window is not None and not 0 <= window < 10_000:
            raise CommandError("A window is a number from 0 on; 0 begins on 1 January 2024.")
        try:
            done = publish_due(at=now) if window is None else [publish(Window(window), at=now)]
        except RuleError as error:
            raise CommandError(error.sentence) from error
        bands = sum(publication.bands.count() for publication in done)
        self.stdout.write(f"publish_ratios: {len(done)} windows, {bands} bands")
