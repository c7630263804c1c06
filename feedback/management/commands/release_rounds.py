"""`release_rounds`: close and release the 360 rounds whose moment has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.clock import database_now
from feedback.services.rounds.releasing import release_due


class Command(BaseCommand):
    help = "Close what is past its date, and release every 360 round whose moment has come."

    def handle(self, *args: Any, **options: Any) -> None:
        done = release_due(at=database_now())
        line = f"release_rounds: {done.rounds} rounds, {done.texts} texts"
        if done.failed:
            raise CommandError(
                f"{line}, {done.failed} could not be opened: is SEALING_SECRET right?"
            )
        self.stdout.write(line)
