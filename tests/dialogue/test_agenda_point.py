"""Either side adds to the agenda; a point is reworded and removed by its author."""

from uuid import uuid4

import pytest

from dialogue.models import AgendaPoint
from dialogue.services import agenda


@pytest.fixture
def points(talk, ada, ben, now):
    """Two of ben, one of ada between them."""
    return [
        agenda.add_agenda_point(talk, by=person, at=now, text=text)
        for person, text in ((ben, "Drawings"), (ada, "Harbour Road"), (ben, "Forecast"))
    ]


def order(talk):
    return [point.text for point in talk.agenda.in_order()]


def test_a_point_is_added_once_by_a_double_click(at_now, client_for, ben, talk):
    browser, form = client_for(ben), {"text": " Drawings ", "idempotency_key": uuid4()}
    for _twice in range(2):
        assert browser.post(f"/checkins/{talk.pk}/agenda/", form).status_code == 303
    assert order(talk) == ["Drawings"]


def test_htmx_gets_the_agenda(at_now, client_for, ben, talk):
    answer = client_for(ben).post(
        f"/checkins/{talk.pk}/agenda/", {"text": "Drawings"}, headers={"HX-Request": "true"}
    )
    body = answer.content.decode()
    assert "Drawings" in body
    assert "<html" not in body


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_a_point_needs_words_and_not_too_many(text, at_now, client_for, api_for, ben, talk):
    page = client_for(ben).post(f"/checkins/{talk.pk}/agenda/", {"text": text})
    call = api_for(ben).post(f"/api/v1/checkins/{talk.pk}/agenda", {"text": text})
    assert (page.status_code, call.status_code) == (422, 422)
    assert text in page.content.decode()


def test_a_full_agenda_is_refused(now, ben, talk, api_for, at_now):
    AgendaPoint.objects.bulk_create(
        AgendaPoint(checkin=talk, author=ben, text="x", position=n, added_at=now)
        for n in range(1, 101)
    )
    answer = api_for(ben).post(f"/api/v1/checkins/{talk.pk}/agenda", {"text": "one more"})
    assert answer.status_code == 422
    assert "full" in answer.data["detail"]


def test_after_the_talk_nothing_is_added(at_now, client_for, ben, held):
    answer = client_for(ben).post(f"/checkins/{held.pk}/agenda/", {"text": "late"})
    assert answer.status_code == 422
    assert "held before" in answer.content.decode()


def test_calls_list_and_change_points(at_now, api_for, ben, talk, points):
    caller = api_for(ben)
    listed = caller.get(f"/api/v1/checkins/{talk.pk}/agenda?limit=2").data
    assert [row["text"] for row in listed["results"]] == ["Drawings", "Harbour Road"]
    assert listed["next"]
    mine = f"/api/v1/agenda/{points[0].pk}"
    assert caller.patch(mine, {"text": "The drawings"}).data["text"] == "The drawings"
    assert caller.post(f"{mine}/mark", {"done": True}).data["done_at"]
    assert caller.post(f"{mine}/reorder", {"up": False}).status_code == 200
    assert caller.delete(mine).status_code == 204
    assert order(talk) == ["Harbour Road", "Forecast"]


def test_either_side_reorders(at_now, client_for, ada, ben, talk, points):
    client_for(ada).post(f"/agenda/{points[2].pk}/reorder/", {"up": "1"})
    assert order(talk) == ["Drawings", "Forecast", "Harbour Road"]
    client_for(ben).post(f"/agenda/{points[0].pk}/reorder/", {"up": "0"})
    assert order(talk) == ["Forecast", "Drawings", "Harbour Road"]


def test_at_the_ends_nothing_moves(now, ben, talk, points):
    agenda.reorder_agenda_point(points[0], by=ben, at=now, up=True)
    agenda.reorder_agenda_point(points[2], by=ben, at=now, up=False)
    assert order(talk) == ["Drawings", "Harbour Road", "Forecast"]


def test_only_the_author_rewords_and_removes(at_now, client_for, ada, ben, talk, points):
    for verb in ("edit", "remove"):
        address = f"/agenda/{points[0].pk}/{verb}/"
        assert client_for(ada).post(address, {"text": "Mine now"}).status_code == 403
    client_for(ben).post(f"/agenda/{points[0].pk}/edit/", {"text": "The drawings"})
    assert order(talk)[0] == "The drawings"
    client_for(ben).post(f"/agenda/{points[0].pk}/remove/")
    assert order(talk) == ["Harbour Road", "Forecast"]


def test_rewording_into_nothing_is_refused_in_its_section(at_now, client_for, ben, points):
    answer = client_for(ben).post(
        f"/agenda/{points[0].pk}/edit/", {"text": " "}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert "what you would like to talk about" in answer.content.decode()


def test_either_side_ticks_also_after_the_talk(at_now, client_for, ada, ben, held, now):
    point = AgendaPoint.objects.create(
        checkin=held, author=ben, text="Drawings", position=1, added_at=now
    )
    browser = client_for(ada)
    for done in ("1", "1", "0"):
        browser.post(f"/agenda/{point.pk}/mark/", {"done": done})
    point.refresh_from_db()
    assert point.done_at is None
    agenda.mark_agenda_point(point, by=ben, at=now, done=True)
    point.refresh_from_db()
    assert point.done_by == ben
