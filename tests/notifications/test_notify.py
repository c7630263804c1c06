"""What happened goes into the outbox once for each channel, and mail keeps people's hours."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Absence
from notifications.models import Notification
from notifications.services import answers
from notifications.services.notify import notify, settle
from notifications.timing import Days, mail_moment


def test_telling_twice_makes_one_row_for_each_channel(tell):
    tell()
    assert tell().count() == 2


def test_nobody_who_left_is_told(tell, cast):
    assert not tell(cast.zoe).exists()


def test_a_kind_that_was_switched_off_makes_no_row(tell, kind, cast, now):
    answers.set_preferences(cast.ben, rhythm="daily", muted={(kind.code, "email")}, at=now)
    assert [row.channel for row in tell()] == ["app"]


def test_mail_waits_for_the_next_morning_of_the_person(kind, cast, now):
    notify([cast.ben], kind=kind.code, subject=cast.turbines.pk, url="/", by=None, at=now)
    due = Notification.objects.get(channel="email").due_at
    assert due == datetime(2026, 11, 13, 7, 0, tzinfo=UTC)  # 08:00 in Oslo


def test_mail_waits_until_somebody_is_back(kind, cast, now):
    Absence.objects.create(
        person=cast.ben, starts_on=date(2026, 11, 10), ends_on=date(2026, 11, 20)
    )
    notify([cast.ben], kind=kind.code, subject=cast.turbines.pk, url="/", by=None, at=now)
    due = Notification.objects.get(channel="email").due_at
    assert due == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # the Monday after


def test_settling_clears_the_app_and_takes_back_the_mail(tell, kind, cast, now):
    rows = tell()
    settle(cast.turbines.pk, kinds=[kind.code], at=now, person=cast.ben)
    assert rows.get(channel="app").done_at == now
    assert rows.get(channel="email").dropped_at == now


def test_settling_for_one_person_leaves_the_others(tell, kind, cast, now):
    rows = tell(cast.ben, cast.cleo)
    settle(cast.turbines.pk, kinds=[kind.code], at=now, person=cast.ben)
    assert rows.filter(person=cast.cleo, done_at__isnull=True, dropped_at__isnull=True).count() == 2


OSLO = "Europe/Oslo"
WEEK = [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("rhythm", "at", "expected"),
    [
        ("at_once", "2026-11-12T09:00+01:00", "2026-11-12T09:00+01:00"),
        ("at_once", "2026-11-12T06:00+01:00", "2026-11-12T08:00+01:00"),
        ("at_once", "2026-11-12T18:00+01:00", "2026-11-13T08:00+01:00"),
        ("at_once", "2026-11-14T12:00+01:00", "2026-11-16T08:00+01:00"),
        ("daily", "2026-11-13T07:00+01:00", "2026-11-16T08:00+01:00"),
        ("weekly", "2026-11-12T09:00+01:00", "2026-11-16T08:00+01:00"),
        ("weekly", "2026-11-16T09:00+01:00", "2026-11-23T08:00+01:00"),
        ("daily", "2026-03-27T09:00+01:00", "2026-03-30T08:00+02:00"),
    ],
)
def test_mail_keeps_to_working_days_and_hours(rhythm, at, expected):
    moment = mail_moment(Days(OSLO, WEEK), rhythm=rhythm, at=datetime.fromisoformat(at))
    assert moment == datetime.fromisoformat(expected)


def test_an_absence_without_end_does_not_hold_mail_for_ever():
    away = [(date(2026, 1, 1), date(2036, 1, 1))]
    at = datetime(2026, 11, 12, 9, tzinfo=UTC)
    assert mail_moment(Days(OSLO, WEEK, away), rhythm="daily", at=at) < at + timedelta(days=3)


def test_settling_for_all_clears_everybodys(tell, kind, cast, now):
    rows = tell(cast.ben, cast.cleo)
    settle(cast.turbines.pk, kinds=[kind.code], at=now)
    assert not rows.filter(done_at__isnull=True, dropped_at__isnull=True).exists()
