"""Check-ins are planned by rule: the next one of each pair, and those of a changed rule again.

Planning looks only at pairs whose next check-in is missing or was planned by another rule. It can
run any number of times and twice at once: the pairs of a batch are locked, and what a second
planner finds then is complete.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import OuterRef

from accounts.models import Coaching
from dialogue.cadence import Slot, moments, reconcile
from dialogue.models import CadenceRule, CheckIn, PromptTemplate
from dialogue.selectors.cadence import RuleBook, open_rules
from dialogue.selectors.pairs import Pair, load_pairs, message_columns
from dialogue.services.agenda import carry_over
from dialogue.services.checkins import cancel_left_behind

BATCH = 500
PLANNED_COLUMNS = (
    "slot",
    "planned_at",
    "rule",
    "person_nudge_at",
    "partner_nudge_at",
    "person_remind_at",
    "partner_remind_at",
)
WANTING = """
WITH ruled (id, rule_id) AS MATERIALIZED ({ruled}), ahead AS MATERIALIZED (
    SELECT coaching_id, rule_id FROM dialogue_checkin
    WHERE held_at IS NULL AND skipped_at IS NULL AND cancelled_at IS NULL AND planned_at > %s
)
SELECT ruled.id FROM ruled LEFT JOIN ahead ON ahead.coaching_id = ruled.id
WHERE ruled.rule_id IS NOT NULL
GROUP BY ruled.id
HAVING NOT COALESCE(bool_and(ahead.rule_id IS NOT DISTINCT FROM ruled.rule_id), false)
ORDER BY ruled.id
"""


@dataclass
class Planned:
    """What planning did, in numbers of check-ins."""

    created: int = 0
    moved: int = 0
    removed: int = 0

    def add(self, other: "Planned") -> None:
        self.created += other.created
        self.moved += other.moved
        self.removed += other.removed


@dataclass(frozen=True)
class _Changes:
    """One batch, ready to be written."""

    new: list[CheckIn] = field(default_factory=list)
    moved: list[CheckIn] = field(default_factory=list)
    told_anew: list[CheckIn] = field(default_factory=list)
    gone: list[UUID] = field(default_factory=list)


def plan_check_ins(*, at: datetime, batch: int = BATCH) -> Planned:
    """Plan the next check-in of every pair that has a rule and lacks one; follow changed rules.

    What was planned for a coaching that has ended is cancelled before.
    """
    cancel_left_behind(at=at)
    done = Planned()
    wanting = _wanting(at)
    for start in range(0, len(wanting), batch):
        done.add(_plan(wanting[start : start + batch], at))
    return done


def _wanting(at: datetime) -> list[UUID]:
    """Active pairs with a rule, whose next check-in is missing or of another rule, in order."""
    rule = CadenceRule.objects.for_coaching(coachee=OuterRef("coachee"), coaching=OuterRef("pk"))
    ruled = Coaching.objects.active().annotate(its_rule=rule).values("pk", "its_rule")
    statement, values = ruled.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(WANTING.format(ruled=statement), [*values, at])
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def _plan(ids: Sequence[UUID], at: datetime) -> Planned:
    coachings = list(
        Coaching.objects.select_for_update(of=("self",))
        .active()
        .select_related("coach", "coachee")
        .filter(pk__in=ids)
        .order_by("pk")
    )
    rows = _lock_open_ones(coachings, at)
    book = open_rules()
    changes = _Changes()
    for pair in load_pairs(coachings, at=at):
        _compare(pair, book, rows, changes, at)
    usual = PromptTemplate.objects.usual()
    for row in changes.new:
        row.template = usual
    return _write(changes, at)


def _lock_open_ones(coachings: Iterable[Coaching], at: datetime) -> dict[object, CheckIn]:
    """The check-ins that may change; whoever holds or moves one of them meanwhile waits."""
    rows = (
        CheckIn.objects.unsettled()
        .filter(coaching__in=coachings, planned_at__gt=at)
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    return {row.pk: row for row in rows}


def _compare(
    pair: Pair, book: RuleBook, rows: dict[object, CheckIn], changes: _Changes, at: datetime
) -> None:
    choice = book.choose(pair.context)
    if choice is None:
        return
    rule = book.rules[choice.chosen.id]
    plan = reconcile(pair.known, choice.chosen.rule, pair.sides, now=at)
    changes.new.extend(_new(pair, slot, rule, at) for slot in plan.appear)
    changes.gone.extend(rows[known.id].pk for known in plan.vanish)
    changes.moved.extend(_placed(rows[known.id], slot, rule) for known, slot in plan.move)
    staying = (rows[known.id] for known in (*plan.stay, *plan.vanish) if known.id in rows)
    changes.told_anew.extend(_told_anew(row, pair, rule) for row in staying)


def _new(pair: Pair, slot: Slot, rule: CadenceRule, at: datetime) -> CheckIn:
    row = CheckIn(coaching=pair.coaching, created_at=at)
    row.person, row.partner = pair.people
    return _placed(row, slot, rule)


def _placed(row: CheckIn, slot: Slot, rule: CadenceRule) -> CheckIn:
    row.slot, row.planned_at, row.rule = slot.key, slot.planned_at, rule
    for column, moment in message_columns(slot.moments).items():
        setattr(row, column, moment)
    return row


def _told_anew(row: CheckIn, pair: Pair, rule: CadenceRule) -> CheckIn:
    row.rule = rule
    told = [moments(rule.rule, side, row.planned_at) for side in pair.sides]
    for column, moment in message_columns(told).items():
        setattr(row, column, moment)
    return row


def _write(changes: _Changes, at: datetime) -> Planned:
    """Remove what nobody wrote in, then move, then add; keys that change hands never collide."""
    removed, _each = CheckIn.objects.filter(pk__in=changes.gone).untouched().delete()
    CheckIn.objects.filter(pk__in=[row.pk for row in changes.moved]).update(slot=None)
    CheckIn.objects.bulk_update([*changes.moved, *changes.told_anew], PLANNED_COLUMNS)
    CheckIn.objects.bulk_create(changes.new, ignore_conflicts=True)
    if changes.new:
        carry_over(changes.new, at=at)
    return Planned(len(changes.new), len(changes.moved), removed)
