"""Looks for rows against what must hold across tables."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.invariants import RULES, broken


class Command(BaseCommand):
    """Print one line; exit with 1 when anything is found."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        found = broken()
        if found:
            facts = "; ".join(f"{number} against: {fact}" for fact, number in found.items())
            raise CommandError(f"check_invariants: {len(RULES)} rules, {facts}", returncode=1)
        self.stdout.write(f"check_invariants: {len(RULES)} rules, 0 rows against them")
