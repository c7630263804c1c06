"""Everything was off for three days; clocks went forward and back: one nudge for each slot."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Coaching
from accounts.services import coaching as coachings
from accounts.services.people import create_person
from dialogue.cadence import Rule
from dialogue.models import CheckIn
from dialogue.selectors.cadence import Proposal
from dialogue.services.cadence import set_rule
from dialogue.services.nudging import PREPARE, REMIND, plan_nudges
from dialogue.services.planning import plan_check_ins
from notifications.models import Notification

pytestmark = pytest.mark.django_db

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
STEP = timedelta(hours=4)


@pytest.fixture
def root(db):
    return create_person(
        email="root@example.org",
        name="Root",
        by=None,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        role="admin",
    )


def pair_in(zone: str, **details) -> Coaching:
    """Two people who live in this zone, one coaching the other."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    coachee, coach = (
        create_person(
            email=f"{role}@{zone.replace('/', '-').replace('_', '-').lower()}.example.org",
            name=f"{role} in {zone}",
            by=None,
            at=at,
            time_zone=zone,
            **details,
        )
        for role in ("coachee", "coach")
    )
    pair = coachings.ask(coach, coachee=coachee, by=coachee, at=at)
    coachings.accept(pair, by=coach, at=at)
    return pair


def nudges():
    return Notification.objects.filter(kind__in=[PREPARE, REMIND])


def play(start: datetime, end: datetime, off: tuple[datetime, datetime] | None = None) -> None:
    """Plan again and again; nothing runs between the two moments of `off`."""
    at = start
    while at < end:
        if off is None or not off[0] <= at < off[1]:
            plan_check_ins(at=at)
            plan_nudges(at=at)
        at += STEP


@pytest.mark.parametrize(
    ("zone", "night"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
        ("Australia/Lord_Howe", date(2026, 10, 4)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),
        ("Asia/Kolkata", date(2026, 3, 29)),
    ],
)
def test_when_the_clocks_change_each_side_is_asked_exactly_once(root, zone, night):
    pair_in(zone, working_days=[1, 2, 3, 4, 5, 6, 7])
    monday_after = Rule(
        1,
        "weeks",
        date(2026, 1, 5),
        (1,),
        local_time=time(2, 10),
        lead_days=1,
        remind_after_days=0,
        quiet_from=time(0),
        quiet_to=time(0),
    )
    start = datetime.combine(night, time(0), UTC) - timedelta(days=2)
    set_rule(Proposal("everyone", monday_after), by=root, at=start)
    play(start, start + timedelta(days=4))
    asked = Counter(nudges().values_list("person__name", "slot", "channel"))
    assert set(asked.values()) == {1}
    assert len(asked) == 4, "two sides, two channels, one slot"
    talk = CheckIn.objects.order_by("planned_at").first()
    sunday = talk.person_nudge_at.astimezone(ZoneInfo(zone))
    assert (sunday.date(), sunday.time()) in {
        (night, time(2, 10)),
        (night, time(2, 30)),  # Lord Howe goes forward by half an hour
        (night, time(3, 0)),
    }


def test_after_three_days_off_each_gets_one_nudge_for_each_rhythm_and_none_at_night(root):
    pairs = [pair_in(zone) for zone in ZONES]
    weekly = Rule(1, "weeks", date(2026, 11, 2), (3,), local_time=time(14, 0), remind_after_days=2)
    start = datetime(2026, 11, 9, tzinfo=UTC)
    set_rule(Proposal("everyone", weekly), by=root, at=start)
    off = datetime(2026, 11, 14, tzinfo=UTC), datetime(2026, 11, 17, 1, tzinfo=UTC)
    play(start, datetime(2026, 11, 24, tzinfo=UTC), off)

    rows = nudges().select_related("person")
    for row in rows:
        wall = row.due_at.astimezone(ZoneInfo(row.person.time_zone))
        assert wall.isoweekday() <= 5
        assert time(8) <= wall.time() < time(17, 30)
    late = rows.filter(due_at__gte=off[1], due_at__lt=off[1] + timedelta(days=1), channel="app")
    assert set(Counter(late.values_list("person", flat=True)).values()) == {1}
    assert late.count() == 2 * len(pairs)
    assert set(late.values_list("kind", flat=True)) == {PREPARE}
    assert len(set(late.values_list("due_at", flat=True))) > len(pairs), "they are spread out"


def test_three_days_off_leave_no_slot_unplanned_and_none_doubled(root):
    pair_in("Europe/Berlin")
    weekly = Rule(1, "weeks", date(2026, 11, 2), (3,), local_time=time(14, 0), remind_after_days=2)
    start = datetime(2026, 11, 9, tzinfo=UTC)
    set_rule(Proposal("everyone", weekly), by=root, at=start)
    off = datetime(2026, 11, 11, tzinfo=UTC), datetime(2026, 11, 14, tzinfo=UTC)
    play(start, datetime(2026, 11, 28, tzinfo=UTC), off)
    planned = list(CheckIn.objects.order_by("planned_at").values_list("slot", flat=True))
    assert planned == ["2026-W46", "2026-W47", "2026-W48", "2026-W49"]
    kinds = Counter(nudges().in_app().values_list("kind", "slot"))
    assert kinds[PREPARE, "2026-W47"] == kinds[PREPARE, "2026-W48"] == 2
    assert kinds[REMIND, "2026-W46"] in (0, 2)
    assert max(kinds.values()) == 2
