"""After the release: shown to a coach and taken back, and ended with what comes of it."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.services import coaching
from feedback.models import ReportText, Round, RoundOutcome, RoundShare
from feedback.services.rounds import answering, ending, showing
from feedback.services.rounds.errors import (
    NothingCameOfIt,
    NotInThisState,
    ThresholdOnlyRises,
)
from feedback.services.rounds.stopping import close
from feedback.services.rounds.thresholds import raise_threshold, set_thresholds
from feedback.services.shares import CannotShare, NotShared
from goals import origins
from goals.services.goals import propose
from notifications.models import Notification

pytestmark = pytest.mark.django_db
THAT, NOTHING = ending.Conclusion(), ending.Conclusion(nothing=True)


@pytest.fixture
def report(launched, items, cast, now, released):
    """A released round in which ada said something by name."""
    about = launched()
    answering.answer(about, answers={items(about)["text"]: "Go on."}, by=cast.ada, at=now)
    return released(about)


def test_the_report_is_shown_to_people_and_taken_back(report, cast, newcomer):
    ben, ada, eve, at = cast.ben, cast.ada, newcomer("Eve Moreau"), report.releases_at
    assert report.state == Round.State.RELEASED
    assert not ReportText.objects.visible_to(ada).exists()
    with pytest.raises(PermissionDenied):
        showing.share(report, people=[eve], by=ada, at=at)
    for people in ([], [cast.zoe], [ben]):
        with pytest.raises(CannotShare):
            showing.share(report, people=people, by=ben, at=at)
    showing.share(report, people=[ada, eve, eve], by=ben, at=at)
    assert ReportText.objects.visible_to(ada).get().text == "Go on."
    assert Round.objects.visible_to(eve).get() == report
    assert Notification.objects.visible_to(eve).waiting(at).get().kind == "feedback.round_shared"
    with pytest.raises(CannotShare, match="can read this already"):
        showing.share(report, people=[eve], by=ben, at=at)
    showing.unshare(report, people=[eve], by=ben, at=at)
    assert not Round.objects.visible_to(eve).exists()
    assert not Notification.objects.visible_to(eve).waiting(at).exists()
    with pytest.raises(NotShared):
        showing.unshare(report, people=[eve], by=ben, at=at)
    coaching.end(cast.coaching, by=ada, at=at)
    assert not Round.objects.report_read_by(ada).exists()
    showing.share(report, people=[ada], by=ben, at=at)
    assert Round.objects.report_read_by(ada).exists()
    assert RoundShare.objects.visible_to(ben).count() == 3


def test_nothing_is_shown_before_the_release(launched, cast, now):
    about = launched()
    with pytest.raises(NotInThisState):
        showing.share(about, people=[cast.ada], by=cast.ben, at=now)
    with pytest.raises(NotInThisState):
        ending.end(about, comes=NOTHING, by=cast.ben, at=now)


def test_a_round_ends_with_a_goal_or_a_commitment_and_a_talk_is_no_substitute(report, cast):
    ben, at = cast.ben, report.releases_at
    with pytest.raises(NothingCameOfIt, match="nothing this time"):
        ending.end(report, comes=THAT, by=ben, at=at)
    ending.put(report, RoundOutcome(talk=uuid.uuid4()), by=ben, at=at)
    with pytest.raises(NothingCameOfIt):
        ending.end(report, comes=THAT, by=ben, at=at)
    named = f"round/{report.pk}"
    assert origins.find(named, person=ben).sentence == "Your round “How I lead”"
    assert origins.find(named, person=cast.ada) is None
    goal = propose("Ask first", why_it_matters="Calm.", by=ben, at=at)
    origins.keep(named, goal=goal, by=ben, at=at)
    origins.keep(named, goal=goal, by=ben, at=at)
    pk = uuid.uuid4()
    for _twice in range(2):
        ending.put(report, RoundOutcome(commitment=pk), by=ben, at=at)
    assert RoundOutcome.objects.visible_to(ben).count() == 3
    assert not RoundOutcome.objects.visible_to(cast.ada).exists()
    with pytest.raises(NothingCameOfIt, match="came of it already"):
        ending.end(report, comes=NOTHING, by=ben, at=at)
    with pytest.raises(PermissionDenied):
        ending.end(report, comes=THAT, by=cast.ada, at=at)
    ended = ending.end(report, comes=THAT, by=ben, at=at)
    assert (ended.state, ended.nothing_at) == (Round.State.ENDED, None)
    with pytest.raises(NotInThisState, match="has ended"):
        ending.end(report, comes=THAT, by=ben, at=at)


def test_nothing_this_time_is_an_end_too(report, cast):
    at = report.releases_at
    assert ending.end(report, comes=NOTHING, by=cast.ben, at=at).nothing_at == at
    assert not Notification.objects.visible_to(cast.ben).waiting(at).exists()


def test_somebody_elses_goal_that_one_may_not_see_comes_of_nothing(report, cast, now):
    goal = propose("Mine", why_it_matters="Calm.", by=cast.dora, at=now)
    goal.__class__.objects.filter(pk=goal.pk).delete()
    with pytest.raises(PermissionDenied):
        ending.add_goal(report, goal=goal, by=cast.ben, at=report.releases_at)


def test_what_was_released_is_never_changed(report):
    for change in (
        lambda: ReportText.objects.update(text="Otherwise."),
        lambda: ReportText.objects.all().delete(),
        lambda: Round.objects.update(released_at=report.releases_at + timedelta(days=1)),
        lambda: Round.objects.update(comment_threshold=9),
        lambda: Round.objects.update(cancelled_at=report.releases_at),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_subject_closes_early_and_the_report_still_comes_when_promised(
    launched, cast, now, released
):
    about = launched()
    with pytest.raises(PermissionDenied):
        close(about, by=cast.ada, at=now)
    with pytest.raises(NotInThisState, match="by its date"):
        close(about, by=cast.ben, at=about.closes_at)
    closed = close(about, by=cast.ben, at=now + timedelta(days=2))
    assert (closed.state, closed.releases_at) == (Round.State.CLOSED, about.releases_at)
    with pytest.raises(NotInThisState, match="is closed"):
        close(about, by=cast.ben, at=now + timedelta(days=2))
    assert released(closed).closed_by == cast.ben


def test_thresholds_of_a_round_only_rise(launched, cast, now, released):
    about = launched()
    assert raise_threshold(about, counted=5, comments=6, by=cast.ben, at=now).comment_threshold == 6
    for counted, comments, field in (
        (4, 6, "counted_threshold"),
        (5, 5, "comment_threshold"),
        (7, 6, "comment_threshold"),
        (5, 51, "comment_threshold"),
    ):
        with pytest.raises(ThresholdOnlyRises, match="only rises") as caught:
            raise_threshold(about, counted=counted, comments=comments, by=cast.ben, at=now)
        assert list(caught.value.fields) == [field]
    with pytest.raises(PermissionDenied):
        raise_threshold(about, counted=6, comments=6, by=cast.ada, at=now)
    with pytest.raises(NotInThisState):
        raise_threshold(released(about), counted=9, comments=9, by=cast.ben, at=about.releases_at)


def test_an_admin_sets_the_thresholds_of_new_rounds_never_below_the_floor(cast, start, now):
    with pytest.raises(PermissionDenied):
        set_thresholds(counted=5, comments=6, by=cast.ben, at=now)
    for counted, comments in ((2, 5), (5, 4), (3, 51)):
        with pytest.raises(ThresholdOnlyRises):
            set_thresholds(counted=counted, comments=comments, by=cast.root, at=now)
    assert set_thresholds(counted=4, comments=5, by=cast.root, at=now).pk is None
    made = set_thresholds(counted=3, comments=6, by=cast.root, at=now)
    assert set_thresholds(counted=3, comments=6, by=cast.root, at=now) == made
    assert (start().counted_threshold, start().comment_threshold) == (3, 6)
