"""A round begins: by the person it is about, or by a coach whose proposal they accept."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import days
from feedback.models import Round
from feedback.rounds.dates import moment
from feedback.services.rounds import starting
from feedback.services.rounds.errors import NotInThisState, WrongRound
from feedback.services.rounds.stopping import cancel
from notifications.models import Notification

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


def waiting(person, at):
    return set(Notification.objects.visible_to(person).waiting(at).values_list("kind", flat=True))


def test_a_round_is_started_and_changed_by_its_subject_alone(start, ben, ada, zoe, now):
    about = start(releases_at=None)
    assert about.state == Round.State.PREPARING
    assert about.releases_at == about.closes_at + timedelta(hours=24)
    assert (about.counted_threshold, about.comment_threshold) == (4, 5)
    new = {"title": "My  first year", "mode": "named", "closes_at": None, "releases_at": None}
    changed = starting.edit(about, **new, by=ben, at=now)
    assert (changed.title, changed.mode, changed.closes_at) == ("My first year", "named", None)
    with pytest.raises(PermissionDenied):
        starting.edit(about, **new, by=ada, at=now)
    with pytest.raises(PermissionDenied):
        starting.start("Gone", mode="named", by=zoe, at=now)
    assert not Round.objects.visible_to(ada).exists()
    rounds = Round.objects
    assert not (rounds.asking(zoe) | rounds.report_read_by(zoe) | rounds.visible_to(zoe)).exists()
    assert not rounds.waiting_for(zoe, at=now).exists()
    assert cancel(about, by=ben, at=now).state == Round.State.CANCELLED
    with pytest.raises(NotInThisState, match="cancelled"):
        starting.edit(about, **new, by=ben, at=now)


def test_what_cannot_be_kept_is_answered_with_a_sentence_beside_the_field(start, now):
    days = {days: now + timedelta(days=days) for days in (-1, 5, 6, 100, 200)}
    for changes, field in (
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"mode": "anonymous"}, "mode"),
        ({"closes_at": None, "releases_at": days[5]}, "closes_at"),
        ({"closes_at": days[-1]}, "closes_at"),
        ({"closes_at": days[100], "releases_at": None}, "closes_at"),
        ({"closes_at": days[5], "releases_at": days[6] - timedelta(seconds=1)}, "releases_at"),
        ({"closes_at": days[5], "releases_at": days[200]}, "releases_at"),
    ):
        with pytest.raises(WrongRound) as caught:
            start(**changes)
        assert list(caught.value.fields) == [field]
        assert caught.value.sentence.endswith(".")
    assert not Round.objects.exists()


def test_a_day_is_24_hours_also_when_the_clock_changes(start, ben):
    # In Oslo the night of 28 March 2027 has one hour less: noon to noon are 23 hours.
    before = datetime(2027, 3, 27, 11, 0, tzinfo=UTC)
    at, noon_after = before - timedelta(days=9), datetime(2027, 3, 28, 10, 0, tzinfo=UTC)
    with pytest.raises(WrongRound, match="24 hours"):
        start(closes_at=before, releases_at=noon_after, at=at)
    noon, noon_after_it = (datetime(2027, 3, day, 12, tzinfo=OSLO) for day in (27, 28))
    with pytest.raises(WrongRound, match="24 hours"):
        start(closes_at=noon, releases_at=noon_after_it, at=at)
    about = start(closes_at=before, releases_at=noon_after + timedelta(hours=1), at=at)
    assert about.releases_at - about.closes_at == timedelta(hours=24)


def test_the_hour_that_is_skipped_and_the_one_that_comes_twice_are_both_a_moment():
    with timezone.override(OSLO):
        skipped = moment(date(2027, 3, 28), time(2, 30))
        twice = moment(date(2026, 10, 25), time(2, 30))
        assert days.clock(skipped) == "03:30"  # as the page will say it
        assert days.clock(twice) == "02:30"
    assert skipped == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_coach_proposes_and_the_subject_decides(ada, ben, cleo, now):
    with pytest.raises(PermissionDenied):
        starting.propose(ben, title="Half a year in", mode="confidential", by=cleo, at=now)
    about = starting.propose(ben, title="Half a year in", mode="confidential", by=ada, at=now)
    assert about.state == Round.State.PROPOSED
    assert waiting(ben, now) == {"feedback.round_proposed"}
    with pytest.raises(NotInThisState, match="proposed a round to Ben"):
        starting.propose(ben, title="Again", mode="named", by=ada, at=now)
    new = {"title": "Mine", "mode": "named", "closes_at": None, "releases_at": None}
    with pytest.raises(NotInThisState, match="Accept it first"):
        starting.edit(about, **new, by=ben, at=now)
    with pytest.raises(PermissionDenied):
        starting.accept_proposal(about, by=ada, at=now)
    assert Round.objects.visible_to(ada).exists()
    assert starting.accept_proposal(about, by=ben, at=now).state == Round.State.PREPARING
    assert not Round.objects.visible_to(ada).exists()
    assert waiting(ben, now) == set()
    assert waiting(ada, now) == {"feedback.round_accepted"}
    for late in (starting.accept_proposal, starting.decline_proposal):
        with pytest.raises(NotInThisState):
            late(about, by=ben, at=now)


def test_a_proposal_is_declined_or_taken_back_without_a_reason(ada, ben, cleo, now):
    def propose():
        return starting.propose(ben, title="Half a year in", mode="named", by=ada, at=now)

    about = propose()
    assert starting.decline_proposal(about, by=ben, at=now).state == Round.State.DECLINED
    assert waiting(ada, now) == set()
    about = propose()
    with pytest.raises(PermissionDenied):
        starting.withdraw_proposal(about, by=ben, at=now)
    assert starting.withdraw_proposal(about, by=ada, at=now).state == Round.State.CANCELLED
    with pytest.raises(NotInThisState, match="answered already"):
        starting.withdraw_proposal(about, by=ada, at=now)
    assert waiting(ben, now) == set()


def test_the_database_refuses_what_no_service_would_do(start):
    about = start()
    for wrong in (
        {"releases_at": about.closes_at},
        {"comment_threshold": 2},
        {"counted_threshold": 6},
        {"released_at": about.releases_at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=about.pk).update(**wrong)
