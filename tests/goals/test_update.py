"""The numbers a person looks after, for Today; and the pictures of numbers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from goals.forms.numbers import parsed
from goals.models import Metric
from goals.selectors import pictures
from goals.selectors.metrics import metrics_to_update, start_of
from goals.services import goals, measurements, metrics, participation
from goals.templatetags import figures


def names(person, at):
    return [row.metric.name for row in metrics_to_update(person, at)]


def test_owners_those_who_joined_and_keepers_are_asked(
    ada, ben, cleo, dora, goal, measured, joined, now
):
    metrics.add(goal, name="Kept by cleo", keeper=cleo, by=ben, at=now)
    assert names(ben, now) == ["Visits fixed at once"]
    assert names(ada, now) == ["Visits fixed at once"]
    assert names(cleo, now) == ["Kept by cleo"]
    assert names(dora, now) == []
    participation.leave(goal, by=ada, at=now)
    assert names(ada, now) == []


def test_the_longest_untouched_comes_first(ben, goal, measured, now):
    metrics.add(goal, name="Never measured", by=ben, at=now)
    old = metrics.add(goal, name="Measured long ago", by=ben, at=now)
    measurements.measure(old, value=Decimal(3), by=ben, at=now - timedelta(days=60))
    assert names(ben, now) == ["Never measured", "Measured long ago", "Visits fixed at once"]
    assert len(metrics_to_update(ben, now, limit=2)) == 2


def test_ended_and_future_goals_and_retired_numbers_rest(propose_goal, ben, goal, metric, now):
    later = propose_goal(ben, title="Later", starts_on=date(2027, 1, 1))
    metrics.add(later, name="Later", by=ben, at=now)
    assert names(ben, now) == ["Visits fixed at once"]
    goals.achieve(goal, by=ben, at=now)
    assert names(ben, now) == []


def test_a_row_has_all_that_one_click_needs(ben, measured, now):
    (row,) = metrics_to_update(ben, now)
    assert row.last.value == Decimal(86)
    assert row.previous == (Decimal(80), Decimal("84.5"))
    assert row.quick == (Decimal(85), Decimal(86), Decimal(87))
    shown = render_to_string(
        "goals/_metric_row.html", {"row": row, "back": "today", "csrf_token": "x"}
    )
    assert "Still 86 %" in shown
    assert f'action="/metrics/{measured.pk}/measure/"' in shown


def test_one_query_however_many(ben, goal, measured, now, django_assert_num_queries):
    for number in range(6):
        metrics.add(goal, name=f"Number {number}", by=ben, at=now)
        with django_assert_num_queries(1):
            assert metrics_to_update(ben, now)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("88", "87 88 89"),
        ("5.2", "5.1 5.2 5.3"),
        ("0", "-1 0 1"),
        ("12345", "12245 12345 12445"),
        ("-3.25", "-3.26 -3.25 -3.24"),
        ("100.0000", "99 100 101"),
    ],
)
def test_quick_values_step_as_the_value_is_told(last, expected):
    assert (
        " ".join(figures.exactly(value) for value in pictures.quick_values(Decimal(last)))
        == expected
    )


def test_sparks_hold_all_values():
    assert pictures.spark([], None) is None
    alone = pictures.spark([Decimal(5)], None)
    assert (alone.points, alone.ambition) == ("93.0,14.0", "")
    two = pictures.spark([Decimal(0), Decimal(5)], Decimal(10))
    assert (two.points, two.ambition) == ("3.0,25.0 93.0,14.0", "3.0")


def test_tracks_go_from_the_start_to_the_farthest():
    assert pictures.track(Decimal(0), Decimal(5), None, None) is None
    way = pictures.track(Decimal(9), Decimal("6.5"), Decimal(5), Decimal(4))
    assert (way.now, way.forecast, way.ambition) == ("50.0%", "80.0%", "99.5%")
    assert pictures.track(Decimal(4), None, Decimal(4), None).forecast == "99.5%"


def test_the_way_down_begins_at_the_highest_value():
    metric = Metric(direction="up")
    assert start_of(metric, (Decimal(9),)) == 0
    metric.direction = "down"
    assert start_of(metric, (Decimal(9), Decimal(3))) == 9
    metric.baseline = Decimal(12)
    assert start_of(metric, ()) == 12


def test_a_chart_needs_two_days_and_ends_at_the_due_day():
    day = date(2026, 1, 1)
    options = {"ambition": Decimal(92), "forecast": Decimal(88), "due_on": None}
    assert pictures.chart([], **options) is None
    assert pictures.chart([(day, Decimal(1)), (day, Decimal(2))], **options) is None
    values = [(day, Decimal(74)), (day + timedelta(days=50), Decimal(84))]
    now = pictures.chart(values, **options)
    assert (now.last_x, now.last_on, now.measured_on) == ("83.33%", None, values[-1][0])
    past = pictures.chart(values, **{**options, "due_on": day})
    assert (past.last_x, past.cone, past.forecast_label) == ("100.00%", "", None)
    ahead = pictures.chart(values, **{**options, "due_on": day + timedelta(days=100)})
    assert (ahead.last_x, ahead.cone.split()[-2]) == ("50.00%", "100")
    bare = pictures.chart(values, ambition=None, forecast=None, due_on=day + timedelta(days=100))
    assert (bare.ambition, bare.forecast_y, bare.last_x) == ("", "", "100.00%")


def test_words_of_a_chart_do_not_cover_each_other():
    for here, ahead, above, places in [
        ((50, 132), 104, 76, ("158.0", "96.0", "68.0")),  # room for all
        ((50, 132), 90, 76, ("158.0", "112.0", "68.0")),  # the forecast goes below its ring
        ((50, 132), 60, 76, ("158.0", "52.0", "94.0")),  # the ambition below its line
        ((95, 60), None, 84, ("46.0", None, "76.0")),  # now above both
        ((5, 220), None, None, ("206.0", None, None)),
    ]:
        now, forecast, ambition = pictures.placed(here, ahead, above)
        assert (now.y, forecast and forecast.y, ambition and ambition.y) == places


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((74, 92), "70 80 90 100"),
        ((0, 0), "0 1 2 3"),
        ((-5, 5), "-5 0 5 10"),
        ((1, 12345), "0 5000 10000 15000"),
        (("0.1", "0.4"), "0.1 0.2 0.3 0.4"),
        ((19, 41), "10 20 30 40"),
    ],
)
def test_ticks_are_round_and_hold_everything(values, expected):
    told = pictures.ticks([Decimal(value) for value in values])
    high = max(Decimal(value) for value in values)
    assert told[-1].value >= high
    if expected != "10 20 30 40":
        assert " ".join(figures.exactly(tick.value) for tick in told) == expected


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("en", "1,234", "1234"),
        ("en", "74,5", "74.5"),
        ("en", "1,234.5", "1234.5"),
        ("de", "0.125", "0.125"),
        ("de", "−3,5", "-3.5"),
        ("en", "+7", "7"),
    ],
)
def test_numbers_are_read_as_people_type_them(language, typed, kept):
    with translation.override(language):
        assert parsed(typed) == Decimal(kept)


@pytest.mark.parametrize(
    ("language", "value", "told"),
    [
        ("en", "88.0000", "88 %"),
        ("en", "12000", "12,000 %"),
        ("de", "74.5", "74,5 %"),
        ("de", "12000.5", "12.000,5 %"),
    ],
)
def test_numbers_are_told_in_the_language(language, value, told):
    metric = Metric(unit="%")
    with translation.override(language):
        assert figures.of(Decimal(value), metric) == told
    metric.unit = ""
    assert figures.of(Decimal(3), metric) == "3"
    assert figures.of(None, metric) == figures.figure(None) == figures.exactly(None) == ""
