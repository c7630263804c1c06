"""Nudges: once, to both sides, in their own days and hours, and only while there is a reason."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.management import call_command

from accounts.models import Absence
from accounts.services import coaching as coachings
from accounts.services.people import deactivate
from dialogue import tasks
from dialogue.cadence import Rule
from dialogue.models import CheckIn
from dialogue.selectors.cadence import Proposal
from dialogue.services.cadence import set_rule
from dialogue.services.nudging import PREPARE, REMIND, plan_nudges
from dialogue.services.planning import plan_check_ins
from notifications.kinds import REGISTERED, still_due
from notifications.models import Muted, Notification, Preference

pytestmark = pytest.mark.django_db

# Friday 20 November 2026, 14:30 in Oslo; two days' lead, a reminder after three.
TALK = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
ASKED = datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
REMINDED = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def check_in(cast, now) -> CheckIn:
    rule = Rule(2, "weeks", date(2026, 11, 2), (5,), local_time=time(14, 30), country="NO")
    set_rule(Proposal("everyone", rule), by=cast.root, at=now)
    plan_check_ins(at=now)
    return CheckIn.objects.get()


def outbox(**wanted):
    rows = Notification.objects.filter(**wanted).order_by("person__name", "channel")
    return [(row.person.called, row.kind, row.channel) for row in rows]


def due(at):
    return Notification.objects.filter(still_due(at))


def test_both_sides_are_asked_to_prepare_in_the_app_and_by_mail(cast, check_in):
    assert plan_nudges(at=ASKED - MINUTE) == 0
    assert plan_nudges(at=ASKED + MINUTE) == 4
    assert outbox() == [
        ("Ada", PREPARE, "app"),
        ("Ada", PREPARE, "email"),
        ("Ben", PREPARE, "app"),
        ("Ben", PREPARE, "email"),
    ]
    row = Notification.objects.get(person=cast.ben, channel="app")
    assert (row.subject, row.slot, row.actor) == (check_in.pk, "2026-W47", cast.ada)
    assert (row.url, row.due_at) == (f"/checkins/{check_in.pk}/", ASKED + MINUTE)


def test_planning_twice_makes_the_same_rows(check_in):
    plan_nudges(at=ASKED)
    assert plan_nudges(at=ASKED) == 0
    assert plan_nudges(at=ASKED + 5 * MINUTE) == 0


def test_a_talk_that_nobody_settled_is_asked_about_once_more_and_then_never(check_in):
    assert plan_nudges(at=REMINDED - MINUTE) == 0
    assert plan_nudges(at=REMINDED) == 4
    assert {kind for _who, kind, _channel in outbox()} == {REMIND}
    for days in range(1, 40):
        assert plan_nudges(at=REMINDED + days * DAY) == 0


@pytest.mark.parametrize(
    "settled",
    [
        {"held_at": ASKED, "held_by": "ben"},
        {"skipped_at": ASKED, "skipped_by": "ben", "skip_reason": "On a site visit"},
        {"cancelled_at": ASKED, "cancelled_by": "ben"},
    ],
)
def test_a_settled_talk_makes_no_nudge_and_takes_the_reason_of_those_waiting(
    cast, check_in, settled
):
    plan_nudges(at=ASKED)
    assert due(ASKED).count() == 4
    values = {
        name: getattr(cast, value) if value == "ben" else value for name, value in settled.items()
    }
    CheckIn.objects.filter(pk=check_in.pk).update(**values)
    assert not due(ASKED).exists()
    assert plan_nudges(at=REMINDED) == 0


def test_a_talk_that_has_begun_needs_no_preparing(cast, check_in):
    plan_nudges(at=ASKED)
    CheckIn.objects.update(started_at=ASKED, started_by=cast.ben)
    assert not due(ASKED).exists()


def test_the_reason_to_prepare_is_gone_when_the_moment_of_the_talk_has_passed(check_in):
    plan_nudges(at=ASKED)
    assert due(TALK - MINUTE).count() == 4
    assert not due(TALK).exists()


def test_an_ended_coaching_or_a_side_that_left_makes_no_nudges(cast, check_in):
    plan_nudges(at=ASKED)
    deactivate(cast.ada, by=cast.root, at=ASKED)
    assert not due(ASKED).exists()
    assert plan_nudges(at=REMINDED) == 0
    coachings.end(cast.coaching, by=cast.ben, at=ASKED)
    assert plan_nudges(at=REMINDED) == 0


def test_a_moved_talk_is_asked_about_anew_and_the_old_row_has_no_reason(check_in):
    plan_nudges(at=ASKED)
    CheckIn.objects.update(
        times_moved=1,
        planned_at=TALK + 7 * DAY,
        person_nudge_at=ASKED + 7 * DAY,
        partner_nudge_at=ASKED + 7 * DAY,
    )
    assert not due(ASKED).exists()
    assert plan_nudges(at=ASKED + HOUR) == 0
    assert plan_nudges(at=ASKED + 7 * DAY) == 4
    assert set(due(ASKED + 7 * DAY).values_list("slot", flat=True)) == {"2026-W47+1"}


def test_whoever_is_away_waits_and_the_other_side_does_not(cast, check_in):
    Absence.objects.create(person=cast.ben, starts_on=ASKED.date(), ends_on=ASKED.date())
    plan_nudges(at=ASKED)
    assert {who for who, _kind, _channel in outbox()} == {"Ada"}
    plan_nudges(at=ASKED + DAY)
    assert {who for who, _kind, _channel in outbox()} == {"Ada", "Ben"}


def test_a_row_whose_person_is_away_now_is_not_due(cast, check_in):
    plan_nudges(at=ASKED)
    Absence.objects.create(person=cast.ben, starts_on=ASKED.date(), ends_on=ASKED.date())
    assert set(due(ASKED).values_list("person", flat=True)) == {cast.ada.pk}


@pytest.mark.parametrize(
    ("at", "rows"),
    [
        (datetime(2026, 11, 18, 21, 0, tzinfo=UTC), 0),  # 22:00 in Oslo
        (datetime(2026, 11, 19, 6, 59, tzinfo=UTC), 0),  # 07:59
        (datetime(2026, 11, 19, 7, 0, tzinfo=UTC), 4),  # 08:00
        (datetime(2026, 11, 19, 16, 29, tzinfo=UTC), 4),  # 17:29
        (datetime(2026, 11, 19, 16, 30, tzinfo=UTC), 0),  # 17:30
    ],
)
def test_nothing_is_planned_in_quiet_hours(check_in, at, rows):
    assert plan_nudges(at=at) == rows


@pytest.mark.parametrize(
    ("quiet", "at", "rows"),
    [
        ((time(9), time(15)), ASKED + HOUR // 4, 0),
        ((time(9), time(15)), ASKED + HOUR, 4),
        ((time(0), time(0)), datetime(2026, 11, 19, 1, 0, tzinfo=UTC), 4),
    ],
)
def test_quiet_hours_are_those_of_the_rule(check_in, quiet, at, rows):
    rule = check_in.rule
    rule.quiet_from, rule.quiet_to = quiet
    rule.save()
    assert plan_nudges(at=at) == rows


def test_nothing_is_planned_on_days_off_or_holidays(cast, check_in):
    cast.ben.working_days = [1, 2, 3, 4, 5, 6]
    cast.ben.save()
    saturday_reminder = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
    CheckIn.objects.update(person_remind_at=saturday_reminder, partner_remind_at=saturday_reminder)
    plan_nudges(at=saturday_reminder)
    assert {who for who, _kind, _channel in outbox()} == {"Ben"}

    christmas = datetime(2026, 12, 25, 13, 30, tzinfo=UTC)
    CheckIn.objects.update(planned_at=christmas - DAY, partner_remind_at=christmas)
    assert plan_nudges(at=christmas) == 0
    assert plan_nudges(at=christmas + 3 * DAY) == 2


def test_own_holidays_come_before_those_of_the_rule(cast, check_in):
    cast.ada.country = "DE"
    cast.ada.save()
    constitution_day = datetime(2027, 5, 17, 11, 30, tzinfo=UTC)  # Monday, a holiday in Norway
    CheckIn.objects.update(
        planned_at=constitution_day + 2 * DAY,
        person_nudge_at=constitution_day,
        partner_nudge_at=constitution_day,
    )
    plan_nudges(at=constitution_day)
    # 17 May 2027 is Whit Monday as well, a holiday in Germany.
    assert outbox() == []
    ascension = datetime(2027, 5, 6, 11, 30, tzinfo=UTC)
    cast.ada.country = "PL"
    cast.ada.save()
    CheckIn.objects.update(
        planned_at=ascension + 2 * DAY, person_nudge_at=ascension, partner_nudge_at=ascension
    )
    plan_nudges(at=ascension)
    assert {who for who, _kind, _channel in outbox()} == {"Ada"}


def test_each_side_is_reached_in_its_own_zone(cast, check_in):
    cast.ada.time_zone = "America/New_York"
    cast.ada.save()
    morning_in_oslo = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
    plan_nudges(at=morning_in_oslo)
    assert {who for who, _kind, _channel in outbox()} == {"Ben"}
    plan_nudges(at=morning_in_oslo + 6 * HOUR)
    assert {who for who, _kind, _channel in outbox()} == {"Ada", "Ben"}


def test_after_an_outage_only_the_newest_goes_and_it_is_spread(cast, now):
    rule = Rule(1, "weeks", date(2026, 11, 2), (5,), local_time=time(14, 30))
    set_rule(Proposal("everyone", rule), by=cast.root, at=now)
    plan_check_ins(at=now)  # Friday 13 November, then the worker is off
    back = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
    plan_check_ins(at=back)  # Friday 20 November
    assert plan_nudges(at=back) == 4
    assert set(Notification.objects.values_list("slot", flat=True)) == {"2026-W47"}
    assert {kind for _who, kind, _channel in outbox()} == {PREPARE}


def test_what_comes_late_is_spread_but_never_into_the_quiet_hours(cast, check_in):
    late = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
    plan_nudges(at=late)
    moments = set(Notification.objects.in_app().values_list("due_at", flat=True))
    assert len(moments) == 2
    assert all(late <= moment < late + HOUR for moment in moments)
    Notification.objects.all().delete()
    nearly_evening = datetime(2026, 11, 19, 16, 29, tzinfo=UTC)
    plan_nudges(at=nearly_evening)
    assert all(
        moment < nearly_evening + MINUTE
        for moment in Notification.objects.in_app().values_list("due_at", flat=True)
    )


def test_each_kind_says_why_it_came(check_in):
    for code in (PREPARE, REMIND):
        kind = REGISTERED[code]
        assert str(kind.title) % {"actor": "Ada"}
        assert str(kind.why).endswith(".")


def test_the_command_says_in_numbers_what_it_did(cast, now, capsys):
    rule = Rule(2, "weeks", date(2026, 11, 2), (5,))
    set_rule(Proposal("everyone", rule), by=cast.root, at=now)
    call_command("plan_nudges")
    line = capsys.readouterr().out.strip()
    assert line.startswith("plan_nudges: 1 check-ins planned, 0 moved, 0 removed, ")
    tasks.plan_next_check_ins()
    tasks.plan_due_nudges()
    assert CheckIn.objects.count() == 1


def mail_moments():
    return set(Notification.objects.filter(channel="email").values_list("due_at", flat=True))


@pytest.mark.parametrize(
    ("rhythm", "at", "mail_at"),
    [
        ("at_once", ASKED, ASKED),
        ("daily", ASKED, datetime(2026, 11, 19, 7, 0, tzinfo=UTC)),
        ("daily", datetime(2026, 11, 20, 8, 0, tzinfo=UTC), None),
        ("weekly", ASKED, datetime(2026, 11, 23, 7, 0, tzinfo=UTC)),
        ("daily", REMINDED, datetime(2026, 11, 24, 7, 0, tzinfo=UTC)),
        ("weekly", REMINDED, datetime(2026, 11, 30, 7, 0, tzinfo=UTC)),
    ],
)
def test_mail_keeps_to_the_rhythm_its_person_chose(cast, check_in, rhythm, at, mail_at):
    for person in (cast.ada, cast.ben):
        Preference.objects.create(person=person, rhythm=rhythm)
    plan_nudges(at=at)
    if mail_at:
        assert mail_moments() == {mail_at}
    else:
        assert all(at <= moment < at + HOUR for moment in mail_moments())


def test_mail_of_the_next_morning_skips_days_off(cast, check_in):
    friday = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)
    CheckIn.objects.update(person_remind_at=friday, partner_remind_at=friday)
    plan_nudges(at=friday)
    assert mail_moments() == {datetime(2026, 11, 30, 7, 0, tzinfo=UTC)}


def test_a_muted_kind_makes_no_row_on_that_channel(cast, check_in):
    Muted.objects.create(person=cast.ben, kind=PREPARE, channel="email")
    plan_nudges(at=ASKED)
    assert outbox() == [
        ("Ada", PREPARE, "app"),
        ("Ada", PREPARE, "email"),
        ("Ben", PREPARE, "app"),
    ]
