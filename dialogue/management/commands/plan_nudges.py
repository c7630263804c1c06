"""`plan_nudges`: plan the next check-ins and put what is due into the outbox, now."""

from typing import Any

from django.core.management.base import BaseCommand

from core.clock import database_now
from dialogue.services.nudging import plan_nudges
from dialogue.services.planning import plan_check_ins


class Command(BaseCommand):
    help = "Plan the next check-ins by rule and the nudges that are due; say in numbers what came."

    def handle(self, *args: Any, **options: Any) -> None:
        at = database_now()
        planned = plan_check_ins(at=at)
        nudges = plan_nudges(at=at)
        self.stdout.write(
            f"plan_nudges: {planned.created} check-ins planned, {planned.moved} moved, "
            f"{planned.removed} removed, {nudges} nudges"
        )
