"""Everything is off for 72 hours, then on again; and the days on which clocks change.

At most one nudge for each person and rhythm, none in quiet hours; on both days of four zones
exactly one for each slot.
"""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.faults.ground import crowd, say, start

HOUR = timedelta(hours=1)
CLOCKS_CHANGE = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Asia/Kolkata": (date(2026, 3, 29), date(2026, 10, 25)),  # clocks never change there
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
}
QUIET = (time(18, 0), time(8, 0))


def main() -> None:
    options = start()
    step = HOUR / 4 if options.long else 6 * HOUR
    slots = 0
    for zone, days in CLOCKS_CHANGE.items():
        for day in days:
            slots += changing_clocks(zone, day, step)
    told = silence(people=400 if options.long else 20)
    say("long silence", days=8, slots=slots, told_after_72_h=told)


def changing_clocks(zone: str, day: date, step: timedelta) -> int:
    """Plan around a day whose clocks change; return how many slots were nudged about."""
    from dialogue.services.nudging import plan_nudges
    from dialogue.services.planning import plan_check_ins
    from notifications.models import Notification

    begun = datetime.combine(day - timedelta(days=10), time(0), UTC)
    pair(zone, weekday=7, at_time=time(2, 30), first=day - timedelta(days=7), at=begun)
    moment = begun
    while moment < begun + timedelta(days=13):
        plan_check_ins(at=moment)
        plan_nudges(at=moment)
        moment += step
    prepared = Notification.objects.filter(kind__contains="prepare")
    rows = Counter(prepared.values_list("person", "subject", "slot", "channel"))
    assert rows, zone
    assert set(rows.values()) == {1}, (zone, rows)
    week = f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
    assert Counter(r[3] for r in rows if r[2] == week) == {"app": 2, "email": 2}, (zone, rows)
    in_quiet_hours(zone)
    return len({row[2] for row in rows})


def silence(*, people: int) -> int:
    """Let nobody plan for three days over which nudges were due."""
    from dialogue.services.nudging import plan_nudges
    from dialogue.services.planning import plan_check_ins
    from notifications.models import Notification

    zone, day = "Europe/Berlin", date(2026, 11, 13)
    begun = datetime.combine(day - timedelta(days=9), time(9), UTC)
    pair(zone, weekday=5, at_time=time(14, 30), first=day, at=begun, count=people)
    plan_check_ins(at=begun)
    back = datetime.combine(day - timedelta(days=2), time(9), UTC) + timedelta(hours=72)
    for minutes in range(0, 60 * 24 * 3, 120):
        moment = back + timedelta(minutes=minutes)
        plan_check_ins(at=moment)
        plan_nudges(at=moment)
    rows = Counter(Notification.objects.values_list("person", "subject", "channel", "kind"))
    assert max(rows.values()) == 1, rows
    told = Counter(Notification.objects.filter(channel="email").values_list("person", "kind"))
    assert max(told.values()) == 1, told
    in_quiet_hours(zone)
    return sum(told.values())


def in_quiet_hours(zone: str) -> None:
    """Look whether a mail would go while people rest."""
    from notifications.models import Notification

    for due in Notification.objects.filter(channel="email").values_list("due_at", flat=True):
        local = due.astimezone(ZoneInfo(zone)).time()
        assert QUIET[1] <= local <= QUIET[0], (zone, due, local)


def pair(
    zone: str, *, weekday: int, at_time: time, first: date, at: datetime, count: int = 1
) -> None:
    """Begin anew with people of one zone who talk once a week."""
    from accounts.models import Coaching, Person
    from dialogue.cadence import Rule
    from dialogue.selectors.cadence import Proposal
    from dialogue.services.cadence import set_rule

    people = crowd(count * 2, zone=zone)
    Person.objects.update(working_days=[1, 2, 3, 4, 5, 6, 7])
    Coaching.objects.bulk_create(
        Coaching(
            coach=coach, coachee=coachee, asked_by=coachee, asked_at=at, accepted_by=coach,
            accepted_at=at,
        )
        for coach, coachee in zip(people[:count], people[count:], strict=True)
    )  # fmt: skip
    Person.objects.filter(pk=people[0].pk).update(role="admin")
    people[0].refresh_from_db()
    rule = Rule(
        1, "weeks", first, (weekday,), local_time=at_time, quiet_from=QUIET[0], quiet_to=QUIET[1]
    )
    set_rule(Proposal("everyone", rule), by=people[0], at=at)


if __name__ == "__main__":
    main()
