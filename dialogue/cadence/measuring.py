"""How fast slots are found, for the bench."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from dialogue.cadence.rules import Rule, Side
from dialogue.cadence.slots import next_slots

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
START = datetime(2026, 1, 1, tzinfo=UTC)


def measure(evaluations: int = 20_000) -> float:
    """Evaluations a second of the next slot of one rule, over three years and four zones."""
    rule = Rule(2, "weeks", date(2026, 1, 5), (5,), country="DE")
    sides = [(Side(zone),) for zone in ZONES]
    moments = [START + timedelta(minutes=79 * n) for n in range(evaluations)]
    begun = perf_counter()
    for n, after in enumerate(moments):
        next_slots(rule, sides[n % len(sides)], after=after)
    return evaluations / (perf_counter() - begun)
