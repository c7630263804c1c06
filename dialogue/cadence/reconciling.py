"""What becomes of the check-ins that exist when a rule is new, changed, or merely looked at again.

Planning and changing a rule are the same act: compare what there is with what the rule asks for.

- What was held or skipped never changes, and nothing is added to a period of the rule that holds
  a check-in already, open or settled.
- An open check-in of the past stays. So does one that somebody moved by hand or wrote in.
- An open check-in of the future moves to the slot of the period it lies in. Where that slot has
  passed, or the rule has not begun, it stays as it is. Where the period is taken, or nobody is
  there, it vanishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dialogue.cadence.periods import number_from_key, number_of, slot_number
from dialogue.cadence.rules import Rule, Side
from dialogue.cadence.slots import Slot, asks_for, slot_in, slots_after
from dialogue.cadence.wallclock import on_the_wall


@dataclass(frozen=True, slots=True)
class Known:
    """A check-in that exists: its key (or none), its moment, and what keeps it where it is.

    ``settled`` is held or skipped. ``kept`` is moved by hand, or written in. ``id`` is whatever
    the caller knows it by.
    """

    key: str
    planned_at: datetime
    settled: bool = False
    kept: bool = False
    id: object = None

    def is_loose(self, now: datetime) -> bool:
        return not (self.settled or self.kept or self.planned_at <= now)


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays open, moves (with where to), vanishes and appears, each in order of time."""

    stay: list[Known] = field(default_factory=list)
    move: list[tuple[Known, Slot]] = field(default_factory=list)
    vanish: list[Known] = field(default_factory=list)
    appear: list[Slot] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.move or self.vanish or self.appear)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rule at work: which of its periods are taken, and whether by something still open."""

    rule: Rule
    sides: Sequence[Side]
    now: datetime
    taken: dict[int, bool] = field(default_factory=dict)

    def period_of(self, known: Known) -> int:
        number = number_from_key(known.key, self.rule.unit)
        if number is None:
            day = on_the_wall(known.planned_at, self.sides[0].zone).date()
            number = number_of(day, self.rule.unit)
        return slot_number(self.rule, number)

    def take(self, known: Known) -> None:
        period = self.period_of(known)
        self.taken[period] = self.taken.get(period, False) or not known.settled

    def place_for(self, known: Known) -> Known | Slot | None:
        """Where a loose check-in belongs: where it is, in another slot, or nowhere."""
        period = self.period_of(known)
        if period in self.taken:
            return None
        slot = slot_in(self.rule, self.sides, period)
        if slot is None:
            return None if asks_for(self.rule, period) else known
        is_same = (slot.key, slot.planned_at) == (known.key, known.planned_at)
        return known if is_same or slot.planned_at <= self.now else slot

    def missing(self, ahead: int) -> list[Slot]:
        found: list[Slot] = []
        for slot in slots_after(self.rule, self.sides, self.now):
            if ahead <= 0:
                break
            held_by_open = self.taken.get(self.period_of(Known(slot.key, slot.planned_at)))
            ahead -= held_by_open is not False
            if held_by_open is None:
                found.append(slot)
        return found


def reconcile(
    existing: Iterable[Known],
    rule: Rule,
    sides: Sequence[Side],
    *,
    now: datetime,
    ahead: int = 1,
) -> Plan:
    """Compare the check-ins of one pair with their rule, so that ``ahead`` open ones lie ahead.

    Applying the plan and asking again gives a plan that changes nothing.
    """
    plan, table = Plan(), _Table(rule, sides, now)
    in_order = sorted(existing, key=lambda known: known.planned_at)
    for known in in_order:
        if not known.is_loose(now):
            table.take(known)
            if not known.settled:
                plan.stay.append(known)
    for known in in_order:
        if known.is_loose(now):
            _settle(plan, table, known)
    plan.appear.extend(table.missing(ahead))
    return plan


def _settle(plan: Plan, table: _Table, known: Known) -> None:
    place = table.place_for(known)
    if place is None:
        plan.vanish.append(known)
        return
    if isinstance(place, Slot):
        plan.move.append((known, place))
    else:
        plan.stay.append(known)
    table.take(known)
