"""Slots over ten years and many zones: one for each period, never doubled, never at night."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogue.cadence import Rule, Side, measure, moments, next_slots, public_holidays
from dialogue.cadence.periods import key_of, number_from_key, number_of

FIRST, LAST = date(2024, 1, 1), date(2033, 12, 31)
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "America/St_Johns",
    "Africa/Casablanca",
    "UTC",
]
modest = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)

days = st.dates(FIRST, LAST)
minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2033, 12, 31)).map(
    lambda at: at.replace(tzinfo=UTC)
)
some_weekdays = st.sets(st.integers(1, 7), max_size=3).map(lambda found: tuple(sorted(found)))


@st.composite
def rules(draw) -> Rule:
    unit = draw(st.sampled_from(["weeks", "months"]))
    return Rule(
        every=draw(st.integers(1, 8 if unit == "weeks" else 3)),
        unit=unit,
        starts_on=draw(days),
        weekdays=draw(some_weekdays),
        local_time=draw(minutes),
        lead_days=draw(st.integers(0, 6)),
        remind_after_days=draw(st.integers(0, 6)),
        quiet_from=draw(minutes),
        quiet_to=draw(minutes),
        country=draw(st.sampled_from(["", "DE", "US", "IN"])),
    )


@st.composite
def absences(draw) -> tuple[date, date]:
    first = draw(days)
    return first, first + timedelta(days=draw(st.integers(0, 40)))


sides = st.builds(
    Side,
    zone=st.sampled_from(ZONES),
    working_days=st.sets(st.integers(1, 7), min_size=2).map(frozenset),
    absences=st.lists(absences(), max_size=4).map(tuple),
    country=st.sampled_from(["", "NO"]),
)
tables = st.lists(sides, min_size=1, max_size=2).map(tuple)


def is_working_day(rule, side, day) -> bool:
    return (
        day.isoweekday() in side.working_days
        and not side.is_absent(day)
        and day not in public_holidays(side.country or rule.country, day.year)
    )


@modest
@given(rules(), tables, instants)
def test_each_period_has_at_most_one_slot_and_slots_follow_each_other(rule, table, after):
    slots = next_slots(rule, table, after=after, limit=12)
    numbers = [number_from_key(slot.key, rule.unit) for slot in slots]
    anchor = number_of(rule.starts_on, rule.unit)
    assert all((number - anchor) % rule.every == 0 and number >= anchor for number in numbers)
    assert all(one < other for one, other in pairwise(numbers))
    assert all(one.planned_at < other.planned_at for one, other in pairwise(slots))
    assert all(slot.planned_at > after for slot in slots)


@modest
@given(rules(), tables, instants, st.integers(0, 400))
def test_looking_from_another_moment_shows_the_same_slots(rule, table, after, days_later):
    later = after + timedelta(days=days_later)
    from_here = next_slots(rule, table, after=after, limit=80)
    from_there = next_slots(rule, table, after=later, limit=5)
    expected = [slot for slot in from_here if slot.planned_at > later][:5]
    assert from_there[: len(expected)] == expected


@modest
@given(rules(), tables, instants)
def test_a_talk_is_on_a_working_day_of_the_first_side_inside_its_own_period(rule, table, after):
    for slot in next_slots(rule, table, after=after, limit=8):
        day = slot.planned_local.date()
        assert is_working_day(rule, table[0], day)
        assert day >= rule.starts_on
        assert key_of(number_of(day, rule.unit), rule.unit) == slot.key
        on_the_wall = slot.planned_at.astimezone(ZoneInfo(table[0].zone))
        assert on_the_wall.replace(tzinfo=None) == slot.planned_local


@modest
@given(rules(), tables, instants)
def test_messages_come_on_working_days_and_never_in_quiet_hours(rule, table, after):
    for slot in next_slots(rule, table, after=after, limit=8):
        for side, told in zip(table, slot.moments, strict=True):
            for at in filter(None, (told.nudge_at, told.remind_at)):
                wall = at.astimezone(ZoneInfo(side.zone))
                assert not rule.is_quiet(wall.time())
                assert is_working_day(rule, side, wall.date())
            assert told.nudge_at is None or told.nudge_at < slot.planned_at
            assert told.remind_at is None or told.remind_at > slot.planned_at


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("unit", ["weeks", "months"])
def test_ten_years_have_one_slot_in_every_period(zone, unit):
    rule = Rule(1, unit, FIRST, (5,), local_time=time(2, 30))
    slots = next_slots(rule, (Side(zone),), after=datetime(2023, 12, 1, tzinfo=UTC), limit=600)
    keys = [slot.key for slot in slots if slot.planned_local.date() <= LAST]
    expected = range(number_of(FIRST, unit), number_of(LAST, unit) + 1)
    assert keys == [key_of(number, unit) for number in expected if number_is_inside(number, unit)]


def number_is_inside(number: int, unit: str) -> bool:
    """The last week of 2033 ends in 2034, its Friday still lies in 2033."""
    return unit == "months" or date(2024, 1, 1) + timedelta(weeks=number, days=4) <= LAST


@pytest.mark.parametrize(
    ("zone", "day", "wall", "shown", "moment"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), time(3, 0), "2026-03-29T01:00"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), time(2, 30), "2026-10-25T00:30"),
        ("America/New_York", date(2026, 3, 8), time(2, 15), time(3, 0), "2026-03-08T07:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), time(1, 30), "2026-11-01T05:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), time(2, 30), "2026-10-03T15:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), time(1, 45), "2026-04-04T14:45"),
        ("Pacific/Chatham", date(2026, 9, 27), time(3, 0), time(3, 45), "2026-09-26T14:00"),
        ("Asia/Kolkata", date(2026, 3, 29), time(2, 30), time(2, 30), "2026-03-28T21:00"),
    ],
)
def test_an_hour_that_does_not_exist_or_comes_twice_gives_one_slot(zone, day, wall, shown, moment):
    rule = Rule(1, "weeks", day, (7,), local_time=wall, quiet_from=time(0), quiet_to=time(0))
    side = Side(zone, working_days=frozenset({7}))
    before = datetime.combine(day, time(0), UTC) - timedelta(days=3)
    first, second = next_slots(rule, (side,), after=before, limit=2)
    assert first.planned_local == datetime.combine(day, shown)
    assert first.planned_at == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert second.planned_local == datetime.combine(day + timedelta(weeks=1), wall)


def slot_of(rule, *table, after=datetime(2026, 11, 1, tzinfo=UTC)):
    return next_slots(rule, table, after=after)[0]


every_friday = Rule(1, "weeks", date(2026, 11, 2), (5,), local_time=time(14, 30))
berlin = Side("Europe/Berlin")


def test_a_talk_on_a_holiday_moves_inside_its_week():
    christmas_on_friday = Rule(1, "weeks", date(2026, 12, 21), (5,), country="DE")
    slot = slot_of(christmas_on_friday, berlin)
    assert (slot.key, slot.planned_local.date()) == ("2026-W52", date(2026, 12, 24))


def test_a_listed_weekday_is_preferred_to_the_day_after():
    rule = Rule(1, "weeks", date(2026, 11, 2), (2, 4))
    away = Side("Europe/Berlin", absences=((date(2026, 11, 3), date(2026, 11, 3)),))
    assert slot_of(rule, away).planned_local.date() == date(2026, 11, 5)


def test_a_talk_moves_to_the_next_working_day_before_it_moves_to_an_earlier_one():
    rule = Rule(1, "weeks", date(2026, 11, 2), (3,))
    away = Side("Europe/Berlin", absences=((date(2026, 11, 4), date(2026, 11, 4)),))
    assert slot_of(rule, away).planned_local.date() == date(2026, 11, 5)


def test_a_period_in_which_somebody_is_away_is_passed_over():
    away = Side("Europe/Berlin", absences=((date(2026, 11, 2), date(2026, 11, 8)),))
    assert slot_of(every_friday, berlin, away).key == "2026-W46"


def test_two_people_without_a_common_working_day_still_talk():
    early = Side("Europe/Berlin", working_days=frozenset({1, 2}))
    late = Side("Europe/Berlin", working_days=frozenset({4, 5}))
    assert slot_of(every_friday, early, late).planned_local.date() == date(2026, 11, 3)


def test_each_side_hears_of_it_in_its_own_zone():
    slot = slot_of(every_friday, berlin, Side("America/New_York"))
    own_times = [
        told.nudge_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        for told, zone in zip(slot.moments, ("Europe/Berlin", "America/New_York"), strict=True)
    ]
    assert own_times == [datetime(2026, 11, 4, 14, 30)] * 2


def test_the_other_sides_day_counts_in_their_own_zone():
    friday_evening = Rule(1, "weeks", date(2026, 11, 2), (5,), local_time=time(20, 0))
    auckland = Side("Pacific/Auckland")
    assert slot_of(friday_evening, berlin, auckland).planned_local.date() == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        (date(2026, 1, 13), ["2026-11-13", "2026-12-18", "2027-01-15"]),
        (date(2026, 1, 31), ["2026-11-27", "2026-12-25", "2027-01-29"]),
        (date(2026, 1, 1), ["2026-11-06", "2026-12-04", "2027-01-01"]),
    ],
)
def test_months_take_the_first_listed_weekday_from_the_starting_day_on(starts_on, expected):
    rule = Rule(1, "months", starts_on, (5,))
    slots = next_slots(rule, (berlin,), after=datetime(2026, 11, 1, tzinfo=UTC), limit=3)
    assert [slot.planned_local.date().isoformat() for slot in slots] == expected


def test_a_first_week_whose_day_has_passed_has_no_slot():
    rule = Rule(2, "weeks", date(2026, 11, 5), (1,))
    assert slot_of(rule, berlin).key == "2026-W47"


def test_no_weekday_means_the_one_of_the_start():
    assert slot_of(Rule(1, "weeks", date(2026, 11, 4)), berlin).planned_local.isoweekday() == 3


def test_weeks_are_counted_through_a_year_of_53():
    rule = Rule(2, "weeks", date(2026, 12, 14), (5,))
    slots = next_slots(rule, (berlin,), after=datetime(2026, 12, 10, tzinfo=UTC), limit=3)
    assert [slot.key for slot in slots] == ["2026-W51", "2026-W53", "2027-W02"]


def test_somebody_who_is_away_for_ever_has_no_slots():
    gone = Side("UTC", absences=((date(2026, 1, 1), date(2060, 1, 1)),))
    assert next_slots(every_friday, (gone,), after=datetime(2026, 11, 1, tzinfo=UTC)) == []


FRIDAY_TALK = datetime(2026, 11, 13, 13, 30, tzinfo=UTC)


def told(rule=every_friday, side=berlin, at=FRIDAY_TALK):
    found = moments(rule, side, at)
    return [
        moment and moment.astimezone(ZoneInfo(side.zone)).strftime("%d %H:%M")
        for moment in (found.nudge_at, found.remind_at)
    ]


def rule_with(**changes) -> Rule:
    fields = {name: getattr(every_friday, name) for name in Rule.__slots__}
    return Rule(**{**fields, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["11 14:30", "16 14:30"]),
        ({"local_time": time(18, 0)}, ["11 08:00", "16 08:00"]),
        ({"lead_days": 0}, ["13 08:00", "16 14:30"]),
        ({"remind_after_days": 0}, ["11 14:30", None]),
        ({"lead_days": 6}, ["06 14:30", "16 14:30"]),
        ({"remind_after_days": 1}, ["11 14:30", "16 14:30"]),
        (
            {"quiet_from": time(9), "quiet_to": time(18), "lead_days": 0},
            ["13 08:59", "16 18:00"],
        ),
    ],
)
def test_a_message_keeps_to_working_days_and_waits_for_quiet_hours(changes, expected):
    assert told(rule_with(**changes)) == expected


def test_whoever_is_away_for_long_is_asked_when_they_are_back_before_the_talk():
    back = Side("Europe/Berlin", absences=((date(2026, 10, 1), date(2026, 11, 11)),))
    assert told(side=back) == ["12 14:30", "16 14:30"]


def test_whoever_is_away_when_the_reminder_is_due_gets_it_on_their_return_or_never():
    back = Side("Europe/Berlin", absences=((date(2026, 11, 14), date(2026, 11, 22)),))
    assert told(side=back)[1] == "23 14:30"
    gone = Side("Europe/Berlin", absences=((date(2026, 11, 14), date(2027, 1, 1)),))
    assert told(side=gone)[1] is None


def test_nobody_is_asked_to_prepare_when_no_day_is_left():
    gone = Side("Europe/Berlin", absences=((date(2026, 10, 1), date(2027, 1, 1)),))
    assert told(side=gone) == [None, None]


def test_a_message_in_the_hour_that_does_not_exist_still_avoids_quiet_hours():
    rule = rule_with(local_time=time(2, 30), quiet_from=time(3), quiet_to=time(8), lead_days=1)
    sunday_shift = Side("Europe/Berlin", working_days=frozenset({1, 7}))
    monday_talk = datetime(2026, 3, 30, 12, 0, tzinfo=UTC)
    assert told(rule, sunday_shift, monday_talk)[0] == "29 08:00"


def test_the_bench_has_a_figure():
    assert measure(200) > 0
