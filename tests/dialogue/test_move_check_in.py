"""An open talk is moved in one click, and what reminds of it moves along."""

from datetime import timedelta
from uuid import uuid4

import pytest

from dialogue.models import CheckIn
from dialogue.services import checkins
from notifications.models import Notification

DAY = timedelta(days=1)
FORM = {"day": "2026-11-20", "clock": "9:15"}


def test_the_page_asks_and_moves(at_now, client_for, ben, talk):
    browser = client_for(ben)
    assert "Move this talk" in browser.get(f"/checkins/{talk.pk}/move/").content.decode()
    answer = browser.post(f"/checkins/{talk.pk}/move/", {**FORM, "idempotency_key": uuid4()})
    talk.refresh_from_db()
    assert answer.status_code == 303
    assert (talk.planned_at.isoformat(), talk.times_moved) == ("2026-11-20T08:15:00+00:00", 1)


def test_either_side_moves_by_call(at_now, api_for, ada, talk):
    answer = api_for(ada).post(
        f"/api/v1/checkins/{talk.pk}/move", {"planned_at": "2026-11-20T08:15:00Z"}
    )
    assert answer.status_code == 200
    assert answer.data["planned_at"].startswith("2026-11-20T")


def test_what_reminds_of_it_moves_along(now, ben, talk):
    before = CheckIn.objects.get().person_nudge_at
    checkins.move(talk, by=ben, at=now, planned_at=now + 20 * DAY)
    assert before < CheckIn.objects.get().person_nudge_at < now + 20 * DAY


def test_the_other_side_is_told_each_time(now, ada, ben, talk):
    for days in (3, 4):
        checkins.move(talk, by=ben, at=now, planned_at=now + days * DAY)
    rows = Notification.objects.filter(kind="checkin.moved", channel="app")
    assert [row.person for row in rows] == [ada, ada]


def test_to_the_same_moment_nothing_happens(now, ben, talk):
    checkins.move(talk, by=ben, at=now, planned_at=talk.planned_at)
    assert CheckIn.objects.get().times_moved == 0
    assert not Notification.objects.filter(kind="checkin.moved").exists()


def test_into_the_past_is_refused_and_what_was_typed_stays(at_now, client_for, api_for, ben, talk):
    typed = {"day": "2026-11-11", "clock": "9:15"}
    page = client_for(ben).post(f"/checkins/{talk.pk}/move/", typed)
    call = api_for(ben).post(
        f"/api/v1/checkins/{talk.pk}/move", {"planned_at": "2026-11-11T08:15:00Z"}
    )
    assert (page.status_code, call.status_code) == (422, 422)
    assert "has not passed yet" in page.content.decode()
    assert 'value="2026-11-11"' in page.content.decode()


def test_only_an_open_talk_is_moved(at_now, api_for, ben, held):
    answer = api_for(ben).post(
        f"/api/v1/checkins/{held.pk}/move", {"planned_at": "2026-11-20T08:15:00Z"}
    )
    assert answer.status_code == 422
    assert answer.data["detail"] == "This talk was held before."


@pytest.mark.parametrize("body", [{}, {"planned_at": "soon"}])
def test_a_call_without_a_moment_is_refused(body, at_now, api_for, ben, talk):
    assert api_for(ben).post(f"/api/v1/checkins/{talk.pk}/move", body).status_code == 422
