"""A talk is skipped with a reason, which only the two sides read."""

from datetime import timedelta

import pytest

from accounts.services import coaching
from accounts.services.people import deactivate
from core.models import AuditEntry
from dialogue.models import CheckIn
from dialogue.services import agenda, checkins
from notifications.models import Notification


def test_the_page_asks_why_and_skips(at_now, client_for, ben, talk):
    browser = client_for(ben)
    assert "Skip this talk" in browser.get(f"/checkins/{talk.pk}/skip/").content.decode()
    answer = browser.post(f"/checkins/{talk.pk}/skip/", {"reason": "On site all day"})
    assert answer.status_code == 303
    talk.refresh_from_db()
    assert (talk.skipped_by, talk.skip_reason) == (ben, "On site all day")
    assert "On site all day" in browser.get(f"/checkins/{talk.pk}/").content.decode()


def test_a_call_skips(at_now, api_for, ada, talk):
    answer = api_for(ada).post(f"/api/v1/checkins/{talk.pk}/skip", {"reason": "Ill"})
    assert (answer.status_code, answer.data["state"]) == (200, "skipped")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_without_a_reason_it_is_refused(reason, at_now, client_for, api_for, ben, talk):
    page = client_for(ben).post(f"/checkins/{talk.pk}/skip/", {"reason": reason})
    call = api_for(ben).post(f"/api/v1/checkins/{talk.pk}/skip", {"reason": reason})
    assert (page.status_code, call.status_code) == (422, 422)
    assert "reason" in call.data["errors"]
    assert not CheckIn.objects.get().skipped_at


def test_the_other_side_is_told_but_nobody_keeps_the_words(now, ada, ben, talk):
    checkins.skip(talk, by=ben, at=now, reason="secret-reason")
    row = Notification.objects.get(kind="checkin.skipped", channel="app")
    assert row.person == ada
    assert not AuditEntry.objects.filter(words__contains="secret").exists()


def test_twice_is_refused(at_now, api_for, now, ben, talk):
    checkins.skip(talk, by=ben, at=now, reason="Ill")
    for verb, body in (("skip", {"reason": "Ill"}), ("hold", {}), ("start", {})):
        answer = api_for(ben).post(f"/api/v1/checkins/{talk.pk}/{verb}", body)
        assert answer.status_code == 422
        assert "was skipped before" in answer.data["detail"]


def test_unfinished_points_go_on_to_the_next_talk(now, ada, ben, talk):
    agenda.add_agenda_point(talk, by=ben, at=now, text="The drawings")
    following = checkins.plan(ada, by=ben, at=now, planned_at=now + timedelta(days=9))
    checkins.skip(talk, by=ben, at=now, reason="Ill")
    assert [point.text for point in following.agenda.all()] == ["The drawings"]


def test_what_was_planned_is_cancelled_when_the_coaching_ends(now, cast, ada, ben, talk, peer_talk):
    coaching.end(cast.coaching, by=ben, at=now)
    assert set(CheckIn.objects.open()) == {peer_talk}
    assert checkins.cancel_left_behind(at=now) == 1
    assert checkins.cancel_left_behind(at=now) == 0
    talk.refresh_from_db()
    assert (talk.cancelled_at, talk.cancelled_by) == (now, ben)


def test_what_was_planned_is_cancelled_when_a_side_leaves(now, cast, ben, root, talk, peer_talk):
    deactivate(ben, by=root, at=now)
    assert checkins.cancel_left_behind(at=now) == 2
    assert {row.cancelled_by for row in CheckIn.objects.all()} == {root}


def test_a_talk_of_a_coaching_that_ended_is_over_even_when_it_begins_again(
    at_now, now, cast, ada, ben, talk, api_for
):
    coaching.end(cast.coaching, by=ben, at=now)
    again = coaching.ask(ada, coachee=ben, by=ben, at=now)
    coaching.accept(again, by=ada, at=now)
    answer = api_for(ben).post(f"/api/v1/checkins/{talk.pk}/hold")
    assert answer.status_code == 422
    assert "has ended" in answer.data["detail"]


def test_a_talk_with_who_has_left_is_over(at_now, now, cleo, ben, root, peer_talk, client_for):
    deactivate(cleo, by=root, at=now)
    browser = client_for(ben)
    assert "has left" in browser.get(f"/checkins/{peer_talk.pk}/").content.decode()
    answer = browser.post(f"/checkins/{peer_talk.pk}/hold/")
    assert answer.status_code == 422
    assert "has left" in answer.content.decode()
