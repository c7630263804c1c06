"""Both confirm the notes of a talk; changed notes are confirmed again."""

import pytest

from dialogue.models import Confirmation
from dialogue.services import holding, notes


@pytest.fixture
def noted(held, ben, now):
    notes.write_notes(held, by=ben, at=now, text="We agreed.", version=0)
    held.refresh_from_db()
    return held


def test_each_side_confirms_on_the_page(at_now, client_for, ada, ben, noted):
    browser = client_for(ben)
    for person in (ada, ben):
        answer = client_for(person).post(f"/checkins/{noted.pk}/confirm/", {"version": "1"})
        assert answer.status_code == 303
    assert (
        "Both of you confirmed the notes." in browser.get(f"/checkins/{noted.pk}/").content.decode()
    )


def test_htmx_gets_the_part_that_changed(at_now, client_for, ben, noted):
    answer = client_for(ben).post(
        f"/checkins/{noted.pk}/confirm/", {"version": "1"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert answer.content.decode().strip().startswith('<div class="sec" id="close">')
    assert "HX-Request" in answer["Vary"]


def test_a_call_confirms_and_says_who_has(at_now, api_for, ada, ben, noted):
    answer = api_for(ada).post(f"/api/v1/checkins/{noted.pk}/confirm", {})
    assert answer.status_code == 200
    assert answer.data["confirmed_by"] == [{"id": str(ada.pk), "name": "Ada Lindqvist"}]


def test_twice_is_the_same_as_once(now, ben, noted):
    holding.confirm(noted, by=ben, at=now)
    holding.confirm(noted, by=ben, at=now)
    assert Confirmation.objects.count() == 1


def test_changed_notes_lose_their_confirmations(now, ada, ben, noted):
    holding.confirm(noted, by=ada, at=now)
    holding.confirm(noted, by=ben, at=now)
    notes.write_notes(noted, by=ben, at=now, text="We agreed, nearly.", version=1)
    assert not Confirmation.objects.exists()


def test_notes_that_changed_since_they_were_read_are_not_confirmed(
    at_now, now, client_for, api_for, ben, noted
):
    page = client_for(ben).post(f"/checkins/{noted.pk}/confirm/", {"version": "0"})
    call = api_for(ben).post(f"/api/v1/checkins/{noted.pk}/confirm", {"version": 0})
    assert (page.status_code, call.status_code) == (422, 412)
    assert "changed in between" in page.content.decode()


def test_before_the_talk_there_is_nothing_to_confirm(at_now, api_for, ben, talk):
    answer = api_for(ben).post(f"/api/v1/checkins/{talk.pk}/confirm", {})
    assert answer.status_code == 422
    assert "Talk first" in answer.data["detail"]


def test_a_version_that_is_no_number_is_left_aside(at_now, client_for, ben, noted):
    answer = client_for(ben).post(f"/checkins/{noted.pk}/confirm/", {"version": "x"})
    assert answer.status_code == 303
