"""Cadence as a pure function: rules, zones, holidays and absences in, slots out.

It reads no clock, no database and no settings. Times are wall times until the very last step;
slots are known by the calendar ("2026-W47", "2026-11"), never by a moment.
"""

from dialogue.cadence.checking import bounds_problems, problems, target_problems
from dialogue.cadence.choosing import Choice, Context, Reason, ScopedRule, applicable
from dialogue.cadence.holiday import countries, public_holidays
from dialogue.cadence.measuring import measure
from dialogue.cadence.moments import Moments, is_free, moments
from dialogue.cadence.reconciling import Known, Plan, reconcile
from dialogue.cadence.rules import MONDAY_TO_FRIDAY, USUAL, Rule, Scope, Side, Unit
from dialogue.cadence.slots import Slot, next_slots
from dialogue.cadence.wording import Whom, describe, explain, name_of, rhythm

__all__ = [
    "MONDAY_TO_FRIDAY",
    "USUAL",
    "Choice",
    "Context",
    "Known",
    "Moments",
    "Plan",
    "Reason",
    "Rule",
    "Scope",
    "ScopedRule",
    "Side",
    "Slot",
    "Unit",
    "Whom",
    "applicable",
    "bounds_problems",
    "countries",
    "describe",
    "explain",
    "is_free",
    "measure",
    "moments",
    "name_of",
    "next_slots",
    "problems",
    "public_holidays",
    "reconcile",
    "rhythm",
    "target_problems",
]
