"""What was published stays as it is, and what is promised for a period holds while it runs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from feedback.models import RatioBand, RatioPublication, RatioSetting, Report
from feedback.services import ratio
from feedback.windows import Window, window_at
from tests.feedback.ratio_world import WINDOW, give, people

AFTER = WINDOW.published_at
LATE = AFTER + timedelta(days=40)  # the worker was off


@pytest.fixture
def crowd(db):
    """Thirty colleagues; the first eleven give enough to be shown."""
    everybody = people(30, at=Window(0).starts_at)
    for giver in everybody[:11]:
        give(giver, everybody[12:20], "p")
    return everybody


def parameters(**changes):
    return replace(ratio.Parameters.of(RatioSetting(from_window=0)), **changes)


def report(piece, *, reporter, at, taken_back=None):
    Report.objects.create(
        feedback=piece,
        reporter=reporter,
        reason="It was not like this.",
        reported_at=at,
        closes_at=at + timedelta(days=30),
        withdrawn_at=taken_back,
    )


@pytest.mark.parametrize(
    ("reported", "taken_back", "counts"),
    [(-1, None, False), (-2, -1, True), (-2, 1, False), (1, None, True), (1, 2, True)],
)
def test_what_was_under_report_at_the_moment_of_publication_does_not_count(
    crowd, reported, taken_back, counts
):
    give(crowd[20], crowd[:8], "p")
    piece = crowd[20].feedback_given.first()
    report(
        piece,
        reporter=piece.recipient,
        at=AFTER + timedelta(days=reported),
        taken_back=AFTER + timedelta(days=taken_back) if taken_back else None,
    )
    publication = ratio.publish(WINDOW, at=LATE)
    assert RatioBand.objects.filter(person=crowd[20]).exists() == counts
    assert publication.praise == 88 + 7 + counts


def test_whoever_left_opted_out_or_joined_later_is_judged_by_the_moment_of_publication(crowd, cast):
    for person in (cast.ben, cast.cleo):
        give(person, crowd[:8], "p")
    ratio.opt_out(cast.ben, at=AFTER + timedelta(days=1))
    people(5, at=WINDOW.ends_at)  # they joined after it
    publication = ratio.publish(WINDOW, at=LATE)
    assert RatioBand.objects.filter(person=cast.ben).exists()
    assert publication.people == 30 + 7


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_bands_that_come_later():
    everybody = people(30, at=Window(0).starts_at)
    for giver in everybody[:11]:
        give(giver, everybody[12:20], "p")
    publication = ratio.publish(WINDOW, at=AFTER)
    for number in (publication.pk, 999):
        band = RatioBand(publication_id=number, person=everybody[20], band="any")
        with pytest.raises(IntegrityError, match="no more bands"):
            band.save(force_insert=True)
    assert RatioBand.objects.count() == 11


def test_a_generous_yesterday_gives_way_to_a_strict_today(cast, now):
    running = window_at(now)
    loose = replace(parameters(), fewest_items=9)
    ratio.set_parameters(parameters(fewest_items=12), by=cast.root, at=now)
    assert ratio.set_parameters(loose, by=cast.root, at=now) == Window(running.number + 1)
    stricter = parameters(fewest_items=15)
    assert ratio.set_parameters(stricter, by=cast.root, at=now) == running
    for number in (0, 1, 5):
        assert ratio.setting_in_force(Window(running.number + number)).fewest_items == 15


@pytest.mark.parametrize(
    ("back", "change"),
    [
        (0, {"publishes": True}),
        (0, {"allows_opt_out": False}),
        (0, {"adds_noise": False}),
        (0, {"fewest_items": 11}),
        (0, {"fewest_recipients": 6}),
        (0, {"fewest_givers": 19}),
        (0, {"largest_share": 31}),
        (0, {"most_for_a_pair": 3}),
        (1, {"fewest_items": 900}),
    ],
)
def test_the_database_refuses_looser_parameters_for_what_runs_or_is_over(cast, now, back, change):
    strict = {
        "publishes": False, "allows_opt_out": True, "adds_noise": True, "fewest_items": 12,
        "fewest_recipients": 7, "fewest_givers": 20, "largest_share": 30, "most_for_a_pair": 2,
    }  # fmt: skip
    ratio.set_parameters(ratio.Parameters(**strict), by=cast.root, at=now)
    number = window_at(now).number - back
    row = RatioSetting(from_window=number, set_at=now, set_by=cast.root, **{**strict, **change})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_both_windows_keep_their_own_numbers_at_the_edge(cast):
    last = WINDOW.ends_at - timedelta(microseconds=1)
    assert ratio.set_parameters(parameters(fewest_items=9), by=cast.root, at=last) == WINDOW
    edge = WINDOW.ends_at
    after = Window(WINDOW.number + 1)
    assert ratio.set_parameters(parameters(fewest_items=20), by=cast.root, at=edge) == after
    assert ratio.setting_in_force(WINDOW).fewest_items == 9


def test_the_start_of_a_window_is_the_same_in_the_database(db):
    """The index of a window's pieces bins moments as `windows` does, at the edges too."""
    moments = [
        moment
        for number in (0, 1, 9, 10, 40)
        for moment in (Window(number).starts_at, Window(number).ends_at - timedelta(microseconds=1))
    ]
    statement = "SELECT date_bin('91 days', %s::timestamptz, '2024-01-01 00:00+00') = %s"
    with connection.cursor() as cursor:
        for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "Australia/Lord_Howe"):
            cursor.execute("SELECT set_config('timezone', %s, true)", [zone])
            for moment in moments:
                cursor.execute(statement, [moment, window_at(moment).starts_at])
                assert cursor.fetchone()[0]


def test_counting_reads_the_index_alone_in_its_order(crowd):
    """What makes ten million pieces quick: nothing is sorted, and no piece is looked up again."""
    values = {
        "starts": WINDOW.starts_at, "cap": 3, "items": 8, "recipients": 5, "share": 40,
        "reported": [],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE feedback_feedback"
        )  # else the plan is made for what was here before
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {ratio.COUNTED}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Only Scan using feedback_of_a_window" in plan
    assert "Sort" not in plan


def test_a_published_window_knows_nothing_of_what_comes_later(crowd, cast):
    first = ratio.publish(WINDOW, at=AFTER)
    before = set(RatioBand.objects.values_list("person", "band"))
    give(crowd[25], crowd[:8], "i")
    ratio.opt_out(crowd[0], at=AFTER)
    assert ratio.publish(WINDOW, at=LATE) == first
    assert set(RatioBand.objects.values_list("person", "band")) == before
    assert RatioPublication.objects.get().praise == first.praise
