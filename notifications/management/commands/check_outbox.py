"""`check_outbox`: tell whether mail goes out."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.clock import database_now
from notifications.models import Notification


class Command(BaseCommand):
    help = "Exit 1 when mail has been due for longer than it should: the health of a worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--oldest", type=int, default=900, help="seconds, by default 900")

    def handle(self, *args: Any, **options: Any) -> None:
        late = database_now() - timedelta(seconds=options["oldest"])
        number = Notification.objects.unsent().filter(claimed_at=None, due_at__lt=late).count()
        if number:
            raise CommandError(f"check_outbox: {number} mails wait for too long")
        self.stdout.write("check_outbox: 0 mails wait for too long")
