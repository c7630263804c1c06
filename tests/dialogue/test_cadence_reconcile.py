"""A rule is changed at any moment: no check-in is doubled, none is missing, what was held stays."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.cadence import Known, Rule, Side, next_slots, reconcile
from dialogue.cadence.periods import number_from_key, number_of, slot_number

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)  # a Thursday in week 46
berlin = (Side("Europe/Berlin"),)
fortnightly = Rule(2, "weeks", date(2026, 11, 2), (5,), local_time=time(14, 30))
weekly = Rule(1, "weeks", date(2026, 11, 2), (5,), local_time=time(14, 30))
monthly = Rule(1, "months", date(2026, 11, 1), (5,), local_time=time(14, 30))


def on(day: int, key: str = "", month: int = 11, **state) -> Known:
    return Known(key, datetime(2026, month, day, 13, 30, tzinfo=UTC), **state)


def keys(slots) -> list[str]:
    return [slot.key for slot in slots]


def test_an_empty_calendar_gets_the_next_slot_and_nothing_more():
    plan = reconcile([], fortnightly, berlin, now=NOW)
    assert keys(plan.appear) == ["2026-W47"]
    assert not (plan.stay)
    assert not (plan.move)
    assert not (plan.vanish)


def test_asking_again_changes_nothing():
    assert reconcile([on(20, "2026-W47")], fortnightly, berlin, now=NOW).changes_nothing


def test_another_weekday_moves_the_open_check_in_inside_its_period():
    wednesday = Rule(2, "weeks", date(2026, 11, 2), (3,), local_time=time(14, 30))
    plan = reconcile([on(20, "2026-W47")], wednesday, berlin, now=NOW)
    ((known, slot),) = plan.move
    assert (known.key, slot.key, slot.planned_local.date()) == (
        "2026-W47",
        "2026-W47",
        date(2026, 11, 18),
    )
    assert not (plan.vanish)
    assert not (plan.appear)


def test_a_slot_that_has_passed_under_the_new_rule_leaves_the_open_one_where_it_is():
    monday = Rule(1, "weeks", date(2026, 11, 2), (1,), local_time=time(14, 30))
    plan = reconcile([on(13, "2026-W46")], monday, berlin, now=NOW)
    assert plan.stay == [on(13, "2026-W46")]
    assert keys(plan.appear) == ["2026-W47"]


def test_a_held_check_in_keeps_its_period_for_itself():
    held = on(6, "2026-W45", settled=True)
    plan = reconcile([held, on(13, "2026-W46")], fortnightly, berlin, now=NOW)
    assert plan.vanish == [on(13, "2026-W46")]
    assert keys(plan.appear) == ["2026-W47"]
    assert held not in plan.stay


def test_held_early_counts_for_its_own_slot():
    plan = reconcile([on(20, "2026-W47", settled=True)], fortnightly, berlin, now=NOW)
    assert keys(plan.appear) == ["2026-W49"]


def test_a_skipped_one_is_not_planned_again():
    plan = reconcile([on(13, "2026-W46", settled=True)], weekly, berlin, now=NOW)
    assert keys(plan.appear) == ["2026-W47"]


def test_from_weeks_to_months_the_open_one_moves_and_a_held_one_fills_its_month():
    plan = reconcile([on(20, "2026-W47")], monthly, berlin, now=NOW)
    assert plan.stay == [on(20, "2026-W47")]
    assert keys(plan.appear) == ["2026-12"]
    plan = reconcile([on(6, settled=True), on(20, "2026-W47")], monthly, berlin, now=NOW)
    assert plan.vanish == [on(20, "2026-W47")]


def test_from_months_to_weeks_the_open_one_moves_to_its_own_week():
    plan = reconcile([on(4, "2026-12", month=12)], weekly, berlin, now=NOW)
    assert keys(plan.appear) == ["2026-W46"]
    assert plan.move[0][1].key == "2026-W49"


def test_what_somebody_moved_or_wrote_in_stays():
    kept = on(19, "2026-W47", kept=True)
    plan = reconcile([kept], fortnightly, berlin, now=NOW)
    assert plan.stay == [kept]
    assert plan.changes_nothing


def test_an_open_one_of_the_past_stays_and_the_next_is_planned():
    past = on(6, "2026-W45")
    plan = reconcile([past], fortnightly, berlin, now=NOW)
    assert plan.stay == [past]
    assert keys(plan.appear) == ["2026-W47"]


def test_a_rule_that_begins_later_leaves_what_comes_before():
    later = Rule(1, "weeks", date(2026, 12, 7), (5,))
    plan = reconcile([on(13, "2026-W46")], later, berlin, now=NOW)
    assert plan.stay == [on(13, "2026-W46")]
    assert keys(plan.appear) == ["2026-W50"]


def test_a_period_without_anybody_there_loses_its_open_check_in():
    away = (Side("Europe/Berlin", absences=((date(2026, 11, 16), date(2026, 11, 22)),)),)
    plan = reconcile([on(20, "2026-W47")], weekly, away, now=NOW)
    assert plan.vanish == [on(20, "2026-W47")]
    assert keys(plan.appear) == ["2026-W46"]


def test_whoever_is_away_for_ever_gets_nothing_planned():
    gone = (Side("Europe/Berlin", absences=((date(2026, 1, 1), date(2060, 1, 1)),)),)
    assert reconcile([], weekly, gone, now=NOW).changes_nothing


def test_a_horizon_of_several_is_filled():
    plan = reconcile([on(20, "2026-W47")], fortnightly, berlin, now=NOW, ahead=3)
    assert keys(plan.appear) == ["2026-W49", "2026-W51"]


some_rules = st.builds(
    Rule,
    every=st.integers(1, 4),
    unit=st.sampled_from(["weeks", "months"]),
    starts_on=st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    weekdays=st.sampled_from([(1,), (3,), (5,), (2, 4), ()]),
    local_time=st.sampled_from([time(9), time(14, 30)]),
)
acts = st.lists(
    st.tuples(
        some_rules, st.integers(1, 40), st.sampled_from(["held", "skipped", "open", "moved"])
    ),
    min_size=1,
    max_size=12,
)


def played(history) -> list[tuple[Rule, datetime, list[Known], list[Known]]]:
    """Change the rule again and again, hold or skip or move what lies ahead: before and after."""
    now, known, states = datetime(2026, 7, 1, 8, 0, tzinfo=UTC), [], []
    for rule, days, fate in history:
        before, known = known, after_planning(known, rule, now)
        states.append((rule, now, before, known))
        known = [with_fate(one, fate) if one.is_loose(now) else one for one in known]
        now += timedelta(days=days)
    return states


def after_planning(known, rule, now) -> list[Known]:
    plan = reconcile(known, rule, berlin, now=now)
    gone = {id(one) for one in plan.vanish} | {id(one) for one, _slot in plan.move}
    left = [one for one in known if id(one) not in gone]
    placed = [slot for _one, slot in plan.move] + plan.appear
    return left + [Known(slot.key, slot.planned_at) for slot in placed]


def with_fate(one: Known, fate: str) -> Known:
    settled = fate in ("held", "skipped")
    return Known(one.key, one.planned_at, settled=settled, kept=fate == "moved")


def period(rule: Rule, one: Known) -> int:
    number = number_from_key(one.key, rule.unit)
    if number is None:
        number = number_of(one.planned_at.date(), rule.unit)
    return slot_number(rule, number)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(acts)
def test_whatever_changes_when_nothing_is_doubled_and_nothing_is_missing(history):
    for rule, now, before, known in played(history):
        assert reconcile(known, rule, berlin, now=now).changes_nothing
        periods = Counter(period(rule, one) for one in known)
        added = [one for one in known if one not in before]
        assert all(periods[period(rule, one)] == 1 for one in added), "a period was taken before"
        assert max(Counter(one.key for one in known).values()) == 1
        assert all(one in known for one in before if one.settled or one.kept)
        assert_the_next_slot_is_covered(rule, now, known)


def assert_the_next_slot_is_covered(rule, now, known) -> None:
    periods = {period(rule, one) for one in known}
    ahead = next_slots(rule, berlin, after=now, limit=1)[0]
    assert slot_number(rule, number_from_key(ahead.key, rule.unit)) in periods
