"""Days as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from core import days

TODAY = date(2026, 11, 12)  # a Thursday


@pytest.mark.parametrize(
    ("day", "within", "alone"),
    [
        (date(2026, 11, 11), "yesterday", "Yesterday"),
        (date(2026, 11, 12), "today", "Today"),
        (date(2026, 11, 13), "tomorrow", "Tomorrow"),
        (date(2026, 11, 10), "on Tuesday", "Tuesday"),
        (date(2026, 11, 18), "on Wednesday", "Wednesday"),
        (date(2026, 11, 19), "on 19 November", "19 November"),
        (date(2026, 11, 5), "on 5 November", "5 November"),
        (date(2025, 11, 13), "on 13 November 2025", "13 November 2025"),
    ],
)
def test_a_day_is_named_as_near_as_it_is(day, within, alone):
    assert days.within_sentence(day, today=TODAY) == within
    assert days.alone(day, today=TODAY) == alone


def test_a_day_in_full_names_another_year():
    assert days.in_full(date(2026, 11, 13), today=TODAY) == "Friday 13 November"
    assert days.in_full(date(2027, 1, 4), today=TODAY) == "Monday 4 January 2027"


def test_a_moment_falls_on_the_day_of_the_reader():
    late = datetime(2026, 11, 12, 23, 30, tzinfo=UTC)
    with timezone.override("Europe/Oslo"):
        assert days.within_sentence(late, today=TODAY) == "tomorrow"
        assert days.clock(late) == "00:30"
    with timezone.override("UTC"):
        assert days.within_sentence(late, today=TODAY) == "today"


def test_weekdays_and_months_follow_the_language():
    with translation.override("de"):
        assert "Dienstag" in days.alone(date(2026, 11, 10), today=TODAY)
        assert "März" in days.in_full(date(2026, 3, 3), today=TODAY)
