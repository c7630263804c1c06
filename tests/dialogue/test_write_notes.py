"""Shared notes are written over the version that was read; one's own notes stay one's own."""

import json

import pytest

from core.models import AuditEntry
from dialogue.models import CheckIn, PrivateNote
from dialogue.services import notes


def put(browser, talk, what, fields, version):
    body = json.dumps({"fields": fields, "version": version})
    address = f"/checkins/{talk.pk}/{what}/"
    return browser.put(address, body, content_type="application/json")


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_either_side_writes_on_the_page(name, at_now, cast, client_for, talk):
    browser = client_for(getattr(cast, name))
    form = {"notes": "One\r\nTwo", "version": "0"}
    assert browser.post(f"/checkins/{talk.pk}/notes/", form).status_code == 303
    assert CheckIn.objects.get().notes == "One\nTwo"
    assert "One\nTwo" in browser.get(f"/checkins/{talk.pk}/").content.decode()


def test_what_is_written_saves_itself(at_now, client_for, ada, ben, talk):
    browser = client_for(ben)
    assert put(browser, talk, "notes", {"notes": "One"}, 0).json()["version"] == 1
    assert put(browser, talk, "notes", {"notes": "One, two"}, 1).json()["version"] == 2
    assert CheckIn.objects.get().notes == "One, two"


def test_two_who_write_at_once_lose_nothing(at_now, client_for, ada, ben, talk):
    put(client_for(ben), talk, "notes", {"notes": "from ben"}, 0)
    stale = put(client_for(ada), talk, "notes", {"notes": "from ada"}, 0)
    assert stale.status_code == 409
    assert stale.json()["fields"] == {"notes": "from ben"}
    form = client_for(ada).post(
        f"/checkins/{talk.pk}/notes/", {"notes": "from ada", "version": "0"}
    )
    page = form.content.decode()
    assert form.status_code == 422
    assert "from ben" in page
    assert "from ada" in page
    assert 'name="version" value="1"' in page


def test_the_same_words_again_are_never_stale(at_now, client_for, ada, ben, talk):
    put(client_for(ben), talk, "notes", {"notes": "the same"}, 0)
    assert put(client_for(ada), talk, "notes", {"notes": "the same"}, 0).json()["version"] == 1


def test_htmx_gets_the_section_alone(at_now, client_for, ben, talk):
    form = {"notes": "One", "version": "0"}
    answer = client_for(ben).post(
        f"/checkins/{talk.pk}/notes/", form, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert answer.content.decode().strip().startswith('<section class="sec" id="notes"')


def test_calls_read_and_write_with_the_version(at_now, api_for, ada, ben, talk):
    address = f"/api/v1/checkins/{talk.pk}"
    first = api_for(ben).patch(address, {"notes": "One"})
    assert (first.status_code, first["ETag"]) == (200, '"1"')
    assert api_for(ada).patch(address, {"notes": "Two"}).status_code == 428
    assert (
        api_for(ada).patch(address, {"notes": "Two"}, headers={"If-Match": '"0"'}).status_code
        == 412
    )
    second = api_for(ada).patch(address, {"notes": "Two"}, headers={"If-Match": '"1"'})
    assert (second.status_code, second.data["notes"]) == (200, "Two")
    assert api_for(ada).patch(address, {}, headers={"If-Match": '"2"'}).status_code == 422


@pytest.mark.parametrize(
    "text", ["x" * 100_000, " ".join(f"word{n}" for n in range(11_000)), "👩‍🔧 שלום <script>"]
)
def test_long_and_odd_notes_are_kept(text, at_now, client_for, ben, talk):
    assert put(client_for(ben), talk, "notes", {"notes": text}, 0).status_code == 200
    assert CheckIn.objects.get().notes == text
    page = client_for(ben).get(f"/checkins/{talk.pk}/")
    assert page.status_code == 200
    assert "שלום <script>" not in page.content.decode()


def test_notes_that_are_too_long_are_refused_and_stay_in_the_form(
    at_now, client_for, api_for, ben, talk
):
    text = "x" * 100_001
    saved = put(client_for(ben), talk, "notes", {"notes": text}, 0)
    form = client_for(ben).post(f"/checkins/{talk.pk}/notes/", {"notes": text, "version": "0"})
    call = api_for(ben).patch(f"/api/v1/checkins/{talk.pk}", {"notes": text})
    assert (saved.status_code, form.status_code, call.status_code) == (422, 422, 422)
    assert saved.json()["detail"]
    assert text in form.content.decode()


@pytest.mark.parametrize("version", ["-1", "x", "99999999999", str(2**31 - 1)])
def test_versions_that_cannot_be_are_refused(version, at_now, client_for, ben, talk):
    form = {"notes": "One", "version": version}
    assert client_for(ben).post(f"/checkins/{talk.pk}/notes/", form).status_code == 422
    assert CheckIn.objects.get().notes == ""


def test_the_audit_log_has_the_act_and_no_words(now, ben, talk):
    notes.write_notes(talk, by=ben, at=now, text="notes-canary", version=0)
    notes.write_notes(talk, by=ben, at=now, text="notes-canary, more", version=1)
    rows = AuditEntry.objects.filter(action="checkin.write_notes")
    assert [row.words for row in rows] == [""]


# One's own notes


def test_ones_own_notes_are_kept_for_oneself(at_now, client_for, api_for, ada, ben, talk):
    form = {"text": "private-canary", "version": "0"}
    browser = client_for(ben)
    assert browser.post(f"/checkins/{talk.pk}/private-notes/", form).status_code == 303
    assert "private-canary" in browser.get(f"/checkins/{talk.pk}/").content.decode()
    assert "private-canary" not in client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    call = api_for(ada).get(f"/api/v1/checkins/{talk.pk}/private-notes")
    assert call.data == {"text": "", "version": 0}


def test_two_tabs_of_ones_own_notes_lose_nothing(at_now, client_for, ben, talk):
    browser = client_for(ben)
    put(browser, talk, "private-notes", {"text": "first"}, 0)
    stale = put(browser, talk, "private-notes", {"text": "second"}, 0)
    assert (stale.status_code, stale.json()["fields"]) == (409, {"text": "first"})
    page = browser.post(f"/checkins/{talk.pk}/private-notes/", {"text": "second", "version": "0"})
    assert page.status_code == 422
    assert "first" in page.content.decode()
    assert "second" in page.content.decode()
    assert put(browser, talk, "private-notes", {"text": "first"}, 0).json()["version"] == 1


def test_calls_write_ones_own_notes(at_now, api_for, ben, talk):
    address, caller = f"/api/v1/checkins/{talk.pk}/private-notes", api_for(ben)
    first = caller.put(address, {"text": "One"})
    assert (first.data, first["ETag"]) == ({"text": "One", "version": 1}, '"1"')
    assert caller.put(address, {"text": "Two"}).status_code == 428
    assert caller.put(address, {"text": "Two"}, headers={"If-Match": '"7"'}).status_code == 412
    second = caller.put(address, {"text": "Two"}, headers={"If-Match": '"1"'})
    assert second.data["version"] == 2
    assert PrivateNote.objects.get().text == "Two"


def test_nobody_else_keeps_notes_beside_a_talk(now, talk, cleo):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        notes.write_private_note(talk, by=cleo, at=now, text="x", version=0)
