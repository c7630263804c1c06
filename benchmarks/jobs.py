"""What runs in the background, against the barest statement or loop that does as much."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from benchmarks.figures import Figure, Line, Skipped, in_time, seconds
from core.clock import database_now
from dialogue.cadence import measure as slots_a_second
from dialogue.services.nudging import PREPARE, plan_nudges
from feedback.models import RatioBand, RatioPublication
from feedback.services import ratio
from feedback.windows import Window

SLOTS_A_SECOND = 20_000
OPEN = "held_at IS NULL AND skipped_at IS NULL AND cancelled_at IS NULL"
PAIRS = """
SELECT count(*) FROM (
    SELECT giver_id, recipient_id, count(*) FROM feedback_feedback
    WHERE given_at >= %s AND given_at < %s AND withdrawn_at IS NULL
    GROUP BY giver_id, recipient_id
) pairs
"""
COLUMNS = "person_id, kind, subject, slot, channel, actor_id, url, due_at"

PUT_BACK = f"""
INSERT INTO notifications_notification ({COLUMNS}) SELECT {COLUMNS} FROM planned
ON CONFLICT DO NOTHING
"""  # noqa: S608  # names of ours
FORGET = f"DELETE FROM notifications_notification WHERE kind = '{PREPARE}'"  # noqa: S608  # ours
PUT_ASIDE = f"""
CREATE TEMP TABLE planned AS
SELECT {COLUMNS} FROM notifications_notification WHERE kind = '{PREPARE}'
"""  # noqa: S608  # names of ours
ALL_DUE = f"""
UPDATE dialogue_checkin SET planned_at = %s, person_nudge_at = %s, partner_nudge_at = %s
WHERE {OPEN}
"""  # noqa: S608  # names of ours


def run(statement: str, values: Sequence[Any] | None = None) -> None:
    """Run one statement and read all that it answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        if cursor.description:
            cursor.fetchall()


def cadence(_runs: int) -> Iterator[Line]:
    """How many slots of a rule are found in a second, on one core."""
    found = max(slots_a_second(5_000) for _run in range(3))
    ratio_of = found / SLOTS_A_SECOND
    shown = (f"{found:.0f}", f"{SLOTS_A_SECOND}")
    yield Figure("cadence slots a second", *shown, ratio_of, 1, at_most=False)


def publishing(runs: int) -> Iterator[Line]:
    """Publish the fullest window again, against one aggregate over its rows."""
    fullest = RatioPublication.objects.filter(is_withheld=False).order_by("-praise").first()
    if fullest is None or not fullest.praise:
        yield Skipped("publish_ratios", "no window has been published")
        return
    window = Window(fullest.window)
    span: list[Any] = [window.starts_at, window.ends_at]
    own, base = [], []
    for _run in range(max(runs // 4, 3)):
        base.append(seconds(lambda: run(PAIRS, span)))
        own.append(publish_anew(window))
    rows = fullest.praise + fullest.improvements
    yield in_time("publish_ratios", own, base, 2, note=f"{rows} items")


def publish_anew(window: Window) -> float:
    """Forget what was published for a window, publish it, and take it all back."""
    with transaction.atomic():
        tables = (RatioBand._meta.db_table, RatioPublication._meta.db_table)
        for table in tables:
            run(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        RatioBand.objects.filter(publication=window.number).delete()
        RatioPublication.objects.filter(window=window.number).delete()
        run("SET CONSTRAINTS ALL IMMEDIATE")
        taken = seconds(lambda: ratio.publish(window, at=window.published_at))
        transaction.set_rollback(True)
    return taken


def planning(runs: int) -> Iterator[Line]:
    """Plan the nudges of all open talks at once, against a bare insert of the same rows."""
    at = a_working_morning()
    own, base, rows = [], [], 0
    for _run in range(max(runs // 4, 3)):
        with transaction.atomic():
            make_all_due(at)
            own.append(seconds(lambda: plan_nudges(at=at)))
            rows = keep_rows()
            base.append(seconds(lambda: run(PUT_BACK)))
            run("DROP TABLE planned")
            transaction.set_rollback(True)
    if not rows:
        yield Skipped("plan_nudges", "there is no open check-in")
        return
    yield in_time("plan_nudges", own, base, 2, note=f"{rows} rows")


def a_working_morning() -> datetime:
    """Return ten o'clock (UTC) on the Tuesday after next week, by the database's clock."""
    day = database_now() + timedelta(days=14)
    day -= timedelta(days=day.isoweekday() - 2)
    return datetime.combine(day.date(), time(10), day.tzinfo)


def make_all_due(at: datetime) -> None:
    """Let every open talk be the day after, with both sides to be asked just now."""
    just_now = at - timedelta(minutes=5)
    run(FORGET)
    run(ALL_DUE, [at + timedelta(days=1), just_now, just_now])
    run("SET CONSTRAINTS ALL IMMEDIATE")


def keep_rows() -> int:
    """Put the planned rows aside, take them out of the outbox, and return how many they are."""
    run(PUT_ASIDE)
    run(FORGET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM planned")
        return int(cursor.fetchone()[0])
