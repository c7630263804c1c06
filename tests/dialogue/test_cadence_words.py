"""A rule in plain words, and what is said about a rule that cannot be."""

from datetime import date, time

import pytest

from dialogue.cadence import (
    Rule,
    Whom,
    bounds_problems,
    describe,
    problems,
    public_holidays,
    rhythm,
    target_problems,
)

fortnightly = Rule(2, "weeks", date(2026, 11, 9), (5,), local_time=time(14, 30), country="NO")


def changed(**changes) -> Rule:
    fields = {name: getattr(fortnightly, name) for name in Rule.__slots__}
    return Rule(**{**fields, **changes})


def test_a_rule_reads_like_a_sentence():
    assert describe(fortnightly) == (
        "Everyone and their coach meet every two weeks on Friday at 14:30. "
        "Each gets one message two days before, at 14:30 in their own time zone. "
        "If they have not met after three days, each gets one more. Then we stop. "
        "Nothing is sent from 17:30 to 08:00, on days off, on holidays or in an absence. "
        "On a public holiday in Norway they meet on another day of that week."
    )


@pytest.mark.parametrize(
    ("whom", "start"),
    [
        (Whom("team", "Supply Chain"), "Everyone in Supply Chain and their coach meet "),
        (Whom("pair", "Ben", "Ada"), "Ben and Ada meet "),
        (Whom("person", "Ben"), "Ben and their coach meet "),
    ],
)
def test_it_names_who_it_is_for(whom, start):
    assert describe(fortnightly, whom).startswith(start)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weekdays": (2, 4)}, "on Tuesday or Thursday at 14:30."),
        ({"weekdays": ()}, "on a day of their choice, Monday if they choose none, at 14:30."),
        ({"every": 1}, "meet every week on Friday"),
        ({"every": 26}, "meet every 26 weeks on Friday"),
        (
            {"unit": "months", "every": 1},
            "every month on the first Friday from day 9 of the month on",
        ),
        (
            {"unit": "months", "starts_on": date(2026, 11, 1)},
            "every two months on the first Friday of the month at",
        ),
        ({"unit": "months"}, "they meet on another day of that month."),
        ({"lead_days": 0}, "Each gets one message on that day, before they meet."),
        ({"lead_days": 1}, "Each gets one message the day before, at 14:30"),
        ({"local_time": time(18)}, "two days before, at 08:00 in their own"),
        ({"remind_after_days": 0}, "There is no reminder after it."),
        ({"remind_after_days": 1}, "If they have not met the day after,"),
        ({"quiet_to": time(17, 30)}, "Nothing is sent on days off,"),
    ],
)
def test_every_part_has_its_words(changes, words):
    assert words in describe(changed(**changes))


def test_the_rhythm_stands_alone():
    assert rhythm(fortnightly) == "every two weeks"
    assert rhythm(changed(unit="months", every=3)) == "every three months"


def test_a_good_rule_has_no_problems():
    assert problems(fortnightly) == {}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"every": 0}, "every", "Choose between 1 and 52 weeks."),
        ({"every": 53}, "every", "Choose between 1 and 52 weeks."),
        ({"every": 13, "unit": "months"}, "every", "Choose between 1 and 12 months."),
        ({"unit": "days"}, "unit", "Choose weeks or months."),
        ({"weekdays": (8,)}, "weekdays", "Weekdays run from 1 (Monday) to 7 (Sunday)."),
        ({"weekdays": (2, 2)}, "weekdays", "Name each weekday once."),
        ({"lead_days": -1}, "lead_days", "Choose between 0 and 28 days before."),
        (
            {"lead_days": 14},
            "lead_days",
            "Choose fewer days: the message would come before the last talk.",
        ),
        (
            {"remind_after_days": 40},
            "remind_after_days",
            "Choose between 0 and 28 days after. 0 means no reminder.",
        ),
        (
            {"remind_after_days": 20},
            "remind_after_days",
            "Choose fewer days: the next talk would come first.",
        ),
        ({"local_time": time(9, 0, 30)}, "local_time", "Give hours and minutes, such as 14:30."),
        ({"quiet_to": time(9, 0, 0, 1)}, "quiet_to", "Give hours and minutes, such as 14:30."),
        (
            {"country": "XX"},
            "country",
            "We know no such country. Give its two letters, such as DE.",
        ),
        ({"starts_on": date(1999, 1, 1)}, "starts_on", "Choose a day between 2020 and 2099."),
    ],
)
def test_each_mistake_gets_one_clear_sentence(changes, field, sentence):
    assert {
        key: [str(text) for text in found] for key, found in problems(changed(**changes)).items()
    } == {field: [sentence]}


@pytest.mark.parametrize(
    ("scope", "given", "fields"),
    [
        ("everyone", [], []),
        ("team", ["team"], []),
        ("pair", ["coaching"], []),
        ("person", ["person"], []),
        ("team", ["team", "person"], ["person"]),
        ("everyone", ["team"], ["team"]),
        ("team", [], ["team"]),
        ("pair", ["team"], ["coaching", "team"]),
    ],
)
def test_a_rule_is_for_exactly_what_its_scope_says(scope, given, fields):
    assert sorted(target_problems(scope, given)) == fields


@pytest.mark.parametrize(
    ("scope", "bounds", "fields"),
    [
        ("everyone", (None, None), []),
        ("team", (1, 4), []),
        ("everyone", (None, 4), []),
        ("everyone", (4, 1), ["max_weeks"]),
        ("everyone", (0, 60), ["max_weeks", "min_weeks"]),
        ("person", (1, 4), ["max_weeks", "min_weeks"]),
    ],
)
def test_bounds_are_in_order_and_belong_to_wide_rules(scope, bounds, fields):
    assert sorted(bounds_problems(scope, *bounds)) == fields


def test_holidays_are_only_public_ones_and_none_without_a_country():
    assert date(2026, 5, 17) in public_holidays("NO", 2026)
    assert public_holidays("", 2026) == frozenset()
    assert public_holidays("IN", 2050) is not None
