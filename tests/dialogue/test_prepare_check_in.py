"""Answers before a talk are private until shared."""

import json
from uuid import uuid4

import pytest

from dialogue.models import Answer, Preparation
from dialogue.services import preparations


def save(talk, person, now, text, version=0, **choice):
    return preparations.save_preparation(
        talk, by=person, at=now, answers={None: text}, version=version, **choice
    )


def first(talk):
    return talk.template.prompts.get(position=1)


def autosave(browser, talk, fields, version, **more):
    body = json.dumps({"fields": fields, "version": version, **more})
    address = f"/checkins/{talk.pk}/preparation/"
    return browser.put(address, body, content_type="application/json")


def test_the_page_saves_answers_and_says_how_many(at_now, client_for, ben, talk):
    browser, prompt = client_for(ben), first(talk)
    form = {f"answer_{prompt.pk}": "The night crew read it.", "version": "0"}
    answer = browser.post(f"/checkins/{talk.pk}/preparation/", form)
    assert answer.status_code == 303
    page = browser.get(f"/checkins/{talk.pk}/").content.decode()
    assert "The night crew read it." in page
    assert "You answered 1 of 2" in page


def test_the_other_side_neither_reads_them_nor_sees_that_they_are_there(
    at_now, client_for, api_for, ada, ben, talk, now
):
    before = client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    save(talk, ben, now, "answer-canary")
    page = client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    assert "answer-canary" not in page
    assert "is ready" not in page
    assert page.count("Ben") == before.count("Ben")
    assert api_for(ada).get(f"/api/v1/checkins/{talk.pk}/preparation").data["theirs"] is None


def test_sharing_on_the_page_saves_what_was_typed_first(at_now, client_for, ada, ben, talk):
    form = {"text": "typed just now", "version": "0", "share": "1"}
    client_for(ben).post(f"/checkins/{talk.pk}/preparation/", form)
    page = client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    assert "typed just now" in page
    assert "Ben is ready" in page


def test_after_the_talk_answers_can_still_be_shown(at_now, now, client_for, ada, ben, held):
    prompt = first(held)
    preparations.save_preparation(
        held, by=ben, at=now, answers={prompt.pk: "late"}, version=0, shares_at_start=False
    )
    browser = client_for(ben)
    assert "Show my answers to Ada" in browser.get(f"/checkins/{held.pk}/").content.decode()
    assert browser.post(f"/checkins/{held.pk}/preparation/share/").status_code == 303
    assert "late" in client_for(ada).get(f"/checkins/{held.pk}/").content.decode()


def test_sharing_twice_is_the_same_as_once(now, ben, talk):
    one = preparations.share_preparation(talk, by=ben, at=now)
    two = preparations.share_preparation(talk, by=ben, at=now)
    assert one == two


def test_autosave_keeps_answers_and_the_choice_when_to_share(at_now, client_for, ben, talk):
    browser, name = client_for(ben), f"answer_{first(talk).pk}"
    saved = autosave(browser, talk, {name: "One", "shares_at_start": []}, 0)
    assert saved.json()["version"] == 1
    again = autosave(browser, talk, {name: "Two", "shares_at_start": ["on"]}, 1)
    assert again.json()["version"] == 2
    assert Answer.objects.get().text == "Two"
    assert Preparation.objects.get().shares_at_start


def test_a_stale_autosave_answers_both_texts(at_now, now, client_for, ben, talk):
    save(talk, ben, now, "first tab")
    stale = autosave(client_for(ben), talk, {"text": "second tab"}, 0)
    assert stale.status_code == 409
    assert stale.json()["fields"]["text"] == "first tab"
    assert stale.json()["version"] == 1
    assert Answer.objects.get().text == "first tab"


def test_a_page_that_goes_saves_over_its_own_words_alone(at_now, client_for, ben, talk):
    browser, name = client_for(ben), f"answer_{first(talk).pk}"
    on_its_way = {name: "On its", "shares_at_start": ["on"]}
    autosave(browser, talk, on_its_way, 0)
    last = {**on_its_way, name: "On its way"}
    assert autosave(browser, talk, last, 0, before=on_its_way).json()["version"] == 2
    late = autosave(browser, talk, {**last, name: "Late"}, 0, before=on_its_way)
    assert (late.status_code, late.json()["fields"][name]) == (409, "On its way")


def test_a_stale_form_shows_both_texts_and_goes_through_the_second_time(
    at_now, now, client_for, ben, talk
):
    save(talk, ben, now, "first tab")
    browser = client_for(ben)
    form = {"text": "second tab", "version": "0"}
    stale = browser.post(f"/checkins/{talk.pk}/preparation/", form)
    page = stale.content.decode()
    assert stale.status_code == 422
    assert "first tab" in page
    assert "second tab" in page
    assert 'name="version" value="1"' in page
    again = browser.post(f"/checkins/{talk.pk}/preparation/", {**form, "version": "1"})
    assert again.status_code == 303
    assert Answer.objects.get().text == "second tab"


def test_an_emptied_answer_is_removed_and_one_not_named_stays(now, ben, talk):
    prompt = first(talk)
    answers = {prompt.pk: "One", None: "Else"}
    preparations.save_preparation(talk, by=ben, at=now, answers=answers, version=0)
    preparations.save_preparation(talk, by=ben, at=now, answers={None: "  "}, version=1)
    assert [answer.text for answer in Answer.objects.all()] == ["One"]


def test_calls_write_read_and_share(at_now, api_for, ada, ben, talk):
    address = f"/api/v1/checkins/{talk.pk}/preparation"
    body = {"text": "Else", "answers": [{"prompt": str(first(talk).pk), "text": "One"}]}
    caller = api_for(ben)
    saved = caller.put(address, body)
    assert (saved.status_code, saved["ETag"], saved.data["shared"]) == (200, '"1"', False)
    assert saved.data["answers"][0] | {"prompt": ""} == {
        "prompt": "",
        "question": "What went well?",
        "text": "One",
    }
    assert caller.put(address, {"shared": True}).status_code == 428
    assert caller.put(address, {"shared": True}, headers={"If-Match": '"0"'}).status_code == 412
    shared = caller.put(address, {"shared": True}, headers={"If-Match": '"1"'})
    assert shared.data["shared"]
    assert api_for(ada).get(address).data["theirs"]["text"] == "Else"


def test_shared_false_keeps_them_private_until_shared_by_hand(at_now, api_for, ben, talk):
    address = f"/api/v1/checkins/{talk.pk}/preparation"
    saved = api_for(ben).put(address, {"text": "Mine", "shared": False})
    assert not saved.data["shares_at_start"]
    chosen = {"shares_at_start": True}
    assert api_for(ben).put(address, chosen, headers={"If-Match": "*"}).data["shares_at_start"]


def test_prompts_of_another_template_are_refused(at_now, api_for, ben, talk):
    body = {"answers": [{"prompt": str(uuid4()), "text": "One"}]}
    answer = api_for(ben).put(f"/api/v1/checkins/{talk.pk}/preparation", body)
    assert answer.status_code == 422
    assert "does not ask that" in answer.data["detail"]


@pytest.mark.parametrize("text", ["x" * 100_001, "\x00", "\ud800"])
def test_texts_that_cannot_be_kept_are_refused_with_a_sentence(
    text, at_now, client_for, api_for, ben, talk
):
    saved = autosave(client_for(ben), talk, {"text": text}, 0)
    assert saved.status_code in (400, 422)
    body = json.dumps({"text": text})
    call = api_for(ben).put(
        f"/api/v1/checkins/{talk.pk}/preparation", body, content_type="application/json"
    )
    assert call.status_code in (400, 422)
    assert call.data["detail"]
    form = {"text": text.encode("utf-8", "surrogatepass"), "version": "0"}
    assert client_for(ben).post(f"/checkins/{talk.pk}/preparation/", form).status_code < 500
    assert not Answer.objects.filter(text__contains="x").exists()


def test_words_of_all_kinds_are_kept_as_they_are(at_now, client_for, ben, talk):
    text = "<script>alert(1)</script> 👩‍🔧 שלום \u202eabc\u202c"
    browser = client_for(ben)
    assert autosave(browser, talk, {"text": text}, 0).status_code == 200
    assert Answer.objects.get().text == text
    page = browser.get(f"/checkins/{talk.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "👩‍🔧 שלום" in page


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"fields": 3, "version": 0}'])
def test_what_is_no_autosave_is_refused(body, at_now, client_for, ben, talk):
    address = f"/checkins/{talk.pk}/preparation/"
    answer = client_for(ben).put(address, body, content_type="application/json")
    assert answer.status_code == 400
