"""Two write one text at once: both stay; what one sends again is not there twice."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import coaching
from core.merging import Change, OutOfPlace
from dialogue.models import CheckIn, Confirmation, NotesChange
from dialogue.services import holding, notes
from dialogue.services.locks import TooLong
from dialogue.services.notes import NotesOverlap, Save


def change(talk, by, at, *changes, version, **more):
    save = Save([Change(*one) for one in changes], version, more.pop("key", uuid4()), **more)
    return notes.change_notes(talk, by=by, at=at, save=save)


@pytest.fixture
def begun(talk, ben, now):
    """One line stands in the notes."""
    notes.write_notes(talk, by=ben, at=now, text="One. Two.", version=0)
    return talk


def stands() -> str:
    return CheckIn.objects.get().notes


def test_changes_over_an_older_version_find_their_place(now, begun, ada, ben):
    change(begun, ben, now, (0, 0, "Zero. "), version=1)
    saved = change(begun, ada, now, (9, 0, " Three."), version=1)
    assert saved.text == stands() == "Zero. One. Two. Three."
    assert saved.version == 3
    assert saved.changes == [Change(0, 0, "Zero. ")]


def test_two_who_add_at_the_end_both_stay(now, begun, ada, ben):
    change(begun, ben, now, (9, 0, "\nfrom ben"), version=1)
    change(begun, ada, now, (9, 0, "\nfrom ada"), version=1)
    assert stands() == "One. Two.\nfrom ben\nfrom ada"


def test_the_same_words_changed_by_both_are_shown_and_can_both_stay(now, begun, ada, ben):
    change(begun, ben, now, (5, 3, "Zwei"), version=1)
    with pytest.raises(NotesOverlap) as refused:
        change(begun, ada, now, (5, 3, "Deux"), version=1)
    assert (refused.value.mine, refused.value.theirs) == ("One. Deux.", "One. Zwei.")
    assert stands() == "One. Zwei."
    change(begun, ada, now, (5, 3, "Deux"), version=1, both=True)
    assert stands() == "One. Zwei\nDeux."


def test_the_same_save_sent_again_is_there_once(now, begun, ada, ben):
    key = uuid4()
    change(begun, ada, now, (9, 0, " Three."), version=1, key=key)
    change(begun, ben, now, (0, 0, "Zero. "), version=2)
    again = change(begun, ada, now, (9, 0, " Three."), version=1, key=key)
    assert stands() == "Zero. One. Two. Three."
    assert again.changes == [Change(0, 0, "Zero. ")]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_save_of_which_nobody_knows_whether_it_arrived_is_not_doubled(now, begun, ada, arrived):
    key, first = uuid4(), (9, 0, " Three.")
    if arrived:
        change(begun, ada, now, first, version=1, key=key)
    earlier = [(uuid4(), [Change(0, 0, "never")]), (key, [Change(*first)])]
    change(begun, ada, now, (9, 0, " Three. Four."), version=1, earlier=earlier)
    assert stands() == "One. Two. Three. Four."


def test_a_version_that_nobody_knows_any_more_shows_what_stands(now, begun, ada):
    assert notes.forget_changes(at=now + timedelta(days=13)) == 0
    assert notes.forget_changes(at=now + timedelta(days=15)) == 1
    for version in (0, 7):
        with pytest.raises(NotesOverlap) as refused:
            change(begun, ada, now, (0, 0, "x"), version=version)
        assert (refused.value.mine, refused.value.theirs) == (None, "One. Two.")
    with pytest.raises(NotesOverlap):
        change(begun, ada, now, (0, 0, "x"), version=1, size=4)
    with pytest.raises(NotesOverlap):
        notes.write_notes(begun, by=ada, at=now, text="x", version=0)
    assert change(begun, ada, now, (0, 0, "x"), version=1, size=9).text == "xOne. Two."


def test_nothing_changed_is_no_version(now, begun, ada):
    assert change(begun, ada, now, version=1).version == 1
    assert NotesChange.objects.count() == 1


def test_line_ends_of_calls_count_as_one_letter(now, begun, ada):
    notes.write_notes(begun, by=ada, at=now, text="One.\r\nTwo.\r", version=1)
    assert stands() == "One.\nTwo.\n"


def test_long_texts_and_strange_places_are_refused(now, begun, ada):
    with pytest.raises(TooLong):
        change(begun, ada, now, (0, 0, "x" * 100_000), version=1)
    with pytest.raises(OutOfPlace):
        change(begun, ada, now, (8, 2, ""), version=1)
    assert stands() == "One. Two."


def test_merged_notes_lose_their_confirmations(now, begun, ada, ben):
    holding.hold(begun, by=ben, at=now)
    holding.confirm(begun, by=ben, at=now)
    change(begun, ada, now, (0, 0, "Zero. "), version=1)
    assert not Confirmation.objects.exists()


def test_whoever_does_not_write_the_page_changes_nothing(now, begun, ada, cleo, ben):
    with pytest.raises(PermissionDenied):
        change(begun, cleo, now, (0, 0, "x"), version=1)
    coaching.end(begun.coaching, by=ben, at=now)
    with pytest.raises(PermissionDenied):
        change(begun, ada, now, (0, 0, "x"), version=1)


def test_whole_texts_are_merged_too(now, begun, ada, ben):
    notes.write_notes(begun, by=ben, at=now, text="Zero. One. Two.", version=1)
    with pytest.raises(NotesOverlap):
        notes.write_notes(begun, by=ada, at=now, text="One. Two. 3.", version=1, merge=False)
    assert notes.write_notes(begun, by=ada, at=now, text="One. Two. 3.", version=1) == 3
    assert stands() == "Zero. One. Two. 3."


# By page and by call


def patch(browser, talk, **body):
    sent = {"key": str(uuid4()), **body}
    address = f"/checkins/{talk.pk}/notes/"
    return browser.patch(address, json.dumps(sent), content_type="application/json")


def test_the_page_sends_changes_and_is_told_those_of_others(at_now, client_for, begun, ada, ben):
    first = patch(client_for(ben), begun, version=1, changes=[[0, 0, "Zero 👩‍🔧. "]])
    assert (first.json()["version"], first.json()["changes"]) == (2, [])
    second = patch(client_for(ada), begun, version=1, changes=[[9, 0, " Three."]], whole=True)
    assert second.json()["changes"] == [[0, 0, "Zero 👩‍🔧. "]]
    assert second.json()["text"] == stands()
    refused = patch(client_for(ada), begun, version=1, changes=[[0, 4, "Uno."]])
    assert refused.status_code == 200
    refused = patch(client_for(ben), begun, version=1, changes=[[0, 4, "Eins."]])
    assert refused.status_code == 409
    assert refused.json()["mine"] == "Eins. Two."
    assert refused.json()["theirs"] == stands()
    long = patch(client_for(ben), begun, version=1, changes=[[0, 0, "x" * 100_001]])
    assert (long.status_code, bool(long.json()["detail"])) == (422, True)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"version": 1},
        {"version": "1", "changes": []},
        {"version": True, "changes": []},
        {"version": -1, "changes": []},
        {"version": 1, "changes": {}},
        {"version": 1, "changes": [[0, 0]]},
        {"version": 1, "changes": [[0, 0, 3]]},
        {"version": 1, "changes": [[0, 0, "\x00"]]},
        {"version": 1, "changes": [[0, 0, "\ud800"]]},
        {"version": 1, "changes": [[99, 0, "x"]]},
        {"version": 1, "changes": [], "key": "x"},
        {"version": 1, "changes": [], "key": 3},
        {"version": 1, "changes": [], "earlier": [{}]},
        {"version": 1, "changes": [], "earlier": 3},
        {"version": 1, "changes": [[0, 0, "x"]] * 5001},
        [],
    ],
)
def test_strange_messages_are_refused(body, at_now, client_for, begun, ben):
    sent = {"key": str(uuid4()), **body} if isinstance(body, dict) else body
    address = f"/checkins/{begun.pk}/notes/"
    answer = client_for(ben).patch(address, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 400
    assert stands() == "One. Two."


def test_calls_merge_too_and_show_both_texts_where_they_cannot(at_now, api_for, begun, ada, ben):
    address = f"/api/v1/checkins/{begun.pk}"
    old = {"If-Match": '"1"'}
    api_for(ben).patch(address, {"notes": "Zero. One. Two."}, headers=old)
    merged = api_for(ada).patch(address, {"notes": "One. Two. Three."}, headers=old)
    assert (merged.status_code, merged["ETag"]) == (200, '"3"')
    assert merged.data["notes"] == "Zero. One. Two. Three."
    api_for(ben).patch(address, {"notes": "Zero. One. Zwei. Three."}, headers={"If-Match": '"3"'})
    refused = api_for(ada).patch(address, {"notes": "One. Deux."}, headers=old)
    assert refused.status_code == 412
    assert refused["Content-Type"] == "application/problem+json"
    assert (refused.data["mine"], refused.data["version"]) == ("One. Deux.", 4)
    assert refused.data["theirs"] == stands() == "Zero. One. Zwei. Three."
    assert (
        api_for(ada).patch(address, {"notes": "x"}, headers={"If-Match": '"9"'}).status_code == 412
    )


def test_a_form_shows_the_merged_text(at_now, client_for, begun, ada, ben):
    address = f"/checkins/{begun.pk}/notes/"
    client_for(ben).post(address, {"notes": "Zero. One. Two.", "version": "1"})
    done = client_for(ada).post(address, {"notes": "One. Two. Three.", "version": "1"})
    assert done.status_code == 303
    assert stands() == "Zero. One. Two. Three."
