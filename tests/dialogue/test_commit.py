"""Who will do what until when: written by either side, kept by the one who would."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.models import AuditEntry
from dialogue.models import Commitment
from dialogue.services import checkins, commitments
from notifications.models import Notification


@pytest.fixture
def promise(talk, ada, ben, now):
    """Ada wrote down what ben will do."""
    return commitments.commit(talk, by=ada, at=now, what="Show Emre the list", who=ben)


def form(who, **changes):
    return {"what": "Send the photos", "who": who.pk, "idempotency_key": uuid4(), **changes}


def test_a_double_click_writes_down_one(at_now, client_for, ada, ben, talk):
    browser, typed = client_for(ben), form(ada, until="2026-11-20")
    for _twice in range(2):
        assert browser.post(f"/checkins/{talk.pk}/commitments/", typed).status_code == 303
    made = Commitment.objects.get()
    assert (made.who, made.made_by, str(made.until)) == (ada, ben, "2026-11-20")


def test_a_call_writes_one_down(at_now, api_for, ada, ben, talk):
    body = {"checkin": str(talk.pk), "what": "Photos", "who": str(ben.pk), "until": "2026-11-12"}
    answer = api_for(ada).post("/api/v1/commitments", body)
    assert answer.status_code == 201
    assert answer.data["state"] == "open"
    assert answer.data["who"]["name"] == "Ben Haddad"


def test_the_other_side_is_told_without_words(now, ada, ben, promise):
    rows = Notification.objects.filter(kind="commitment.made")
    assert {row.person for row in rows} == {ben}
    assert not AuditEntry.objects.filter(words__contains="Emre").exists()


def test_it_can_be_written_down_after_the_talk_but_not_when_there_was_none(
    at_now, now, ben, held, peer_talk, client_for
):
    assert commitments.commit(held, by=ben, at=now, what="Late", who=ben).pk
    checkins.skip(peer_talk, by=ben, at=now, reason="Ill")
    answer = client_for(ben).post(f"/checkins/{peer_talk.pk}/commitments/", form(ben))
    assert answer.status_code == 422
    assert "was skipped before" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"what": ""}, "what"), ({"what": "x" * 501}, "what"), ({"until": "2026-11-11"}, "until")],
)
def test_parts_that_cannot_be_are_named(changes, field, at_now, client_for, api_for, ben, talk):
    page = client_for(ben).post(f"/checkins/{talk.pk}/commitments/", form(ben, **changes))
    body = {"checkin": str(talk.pk), "what": "Photos", "who": str(ben.pk), **changes}
    call = api_for(ben).post("/api/v1/commitments", body)
    assert (page.status_code, call.status_code) == (422, 422)
    assert field in call.data["errors"]
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_third_person_does_not_commit_to_anything(at_now, client_for, api_for, ben, cleo, talk):
    page = client_for(ben).post(f"/checkins/{talk.pk}/commitments/", form(cleo))
    body = {"checkin": str(talk.pk), "what": "Photos", "who": str(cleo.pk)}
    call = api_for(ben).post("/api/v1/commitments", body)
    assert (page.status_code, call.status_code) == (422, 422)
    assert "who" in call.data["errors"]


def test_a_talk_of_others_is_as_unknown_as_none(at_now, api_for, cleo, ben, talk):
    caller = api_for(cleo)
    answers = [
        caller.post("/api/v1/commitments", {"checkin": str(pk), "what": "x", "who": str(ben.pk)})
        for pk in (talk.pk, uuid4())
    ]
    assert answers[0].status_code == answers[1].status_code == 422
    assert answers[0].data == answers[1].data


def test_only_the_one_who_would_ticks_it(at_now, client_for, api_for, ada, ben, promise):
    assert client_for(ada).post(f"/commitments/{promise.pk}/done/").status_code == 403
    assert api_for(ada).post(f"/api/v1/commitments/{promise.pk}/done").status_code == 403
    assert client_for(ben).post(f"/commitments/{promise.pk}/done/").status_code == 303
    promise.refresh_from_db()
    assert (promise.done_by, promise.is_open) == (ben, False)


def test_a_tick_can_be_taken_away(at_now, client_for, api_for, ada, ben, promise):
    api_for(ben).post(f"/api/v1/commitments/{promise.pk}/done")
    assert client_for(ada).post(f"/commitments/{promise.pk}/reopen/").status_code == 403
    for _twice in range(2):
        answer = api_for(ben).post(f"/api/v1/commitments/{promise.pk}/reopen")
        assert answer.data["state"] == "open"


def test_either_of_the_named_lets_it_go(at_now, api_for, ada, promise):
    answer = api_for(ada).post(f"/api/v1/commitments/{promise.pk}/drop")
    assert (answer.status_code, answer.data["state"]) == (200, "dropped")


def test_who_neither_made_it_nor_would_do_it_does_not_drop_it(
    at_now, now, client_for, ada, ben, talk
):
    own = commitments.commit(talk, by=ben, at=now, what="Mine", who=ben)
    assert client_for(ada).post(f"/commitments/{own.pk}/drop/").status_code == 403


@pytest.mark.parametrize("first", ["done", "drop"])
def test_what_is_settled_stays_settled(first, at_now, client_for, api_for, ben, promise):
    api_for(ben).post(f"/api/v1/commitments/{promise.pk}/{first}")
    for verb in ("done", "drop"):
        answer = api_for(ben).post(f"/api/v1/commitments/{promise.pk}/{verb}")
        assert answer.status_code == 422
        assert "before" in answer.data["detail"]
    page = client_for(ben).post(f"/commitments/{promise.pk}/done/", headers={"HX-Request": "true"})
    assert page.status_code == 422


def test_it_is_ticked_on_the_page_of_a_later_talk(at_now, now, client_for, ada, ben, promise):
    later = checkins.plan(ada, by=ben, at=now, planned_at=now + timedelta(days=9))
    answer = client_for(ben).post(f"/commitments/{promise.pk}/done/", {"on": later.pk})
    assert answer["Location"] == f"/checkins/{later.pk}/#commitments"


@pytest.mark.parametrize("on", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_page_is_that_of_its_own_talk(on, at_now, client_for, ben, promise):
    answer = client_for(ben).post(f"/commitments/{promise.pk}/done/", {"on": on})
    assert answer["Location"] == f"/checkins/{promise.checkin_id}/#commitments"


def test_it_is_ticked_from_another_page_of_ours_only(at_now, client_for, ben, promise):
    browser = client_for(ben)
    away = browser.post(f"/commitments/{promise.pk}/done/", {"next": "https://example.com/"})
    assert away["Location"].startswith("/checkins/")
    browser.post(f"/commitments/{promise.pk}/reopen/")
    here = browser.post(f"/commitments/{promise.pk}/done/", {"next": "/coach/"})
    assert here["Location"] == "/coach/"


def test_calls_list_what_is_open(at_now, api_for, ada, ben, talk, promise, now):
    done = commitments.commit(talk, by=ben, at=now, what="Done", who=ben)
    commitments.complete(done, by=ben, at=now)
    rows = api_for(ada).get("/api/v1/commitments").data["results"]
    opened = api_for(ada).get("/api/v1/commitments?state=open").data["results"]
    assert {row["state"] for row in rows} == {"open", "done"}
    assert [row["what"] for row in opened] == ["Show Emre the list"]
