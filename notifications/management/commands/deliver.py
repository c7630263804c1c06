"""`deliver`: send the mail that is due, now."""

from typing import Any

from django.core.management.base import BaseCommand

from core.clock import database_now
from notifications.services.delivery import deliver


class Command(BaseCommand):
    help = "Send the mail that is due and say in numbers what became of it."

    def handle(self, *args: Any, **options: Any) -> None:
        done = deliver(at=database_now())
        names = ("sent", "dropped", "put off", "waiting", "failed", "unknown")
        self.stdout.write("deliver: " + ", ".join(f"{done[name]} {name}" for name in names))
