"""The library of prompts, one's own sets, and words for feelings."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import RuleError, StaleVersion
from dialogue.holistic import is_only_about_tasks
from dialogue.library import languages, ready_in
from dialogue.models import PromptTemplate
from dialogue.services import checkins, library, preparations, prompts

FORM = {"name": "Mine", "questions": "How was it?\nWhat did you learn?"}


def test_the_library_has_the_same_sets_in_each_language():
    english, german = ready_in("en-gb"), ready_in("de-ch")
    assert languages() == {"de", "en"}
    assert list(english) == list(german)
    assert len(english) >= 12
    for code, ready in english.items():
        assert len(ready.questions) == len(german[code].questions)
        assert ready.name != german[code].name
    assert ready_in("fi") == english


def test_every_set_of_the_library_goes_beyond_tasks():
    for language in languages():
        for ready in ready_in(language).values():
            assert not is_only_about_tasks(ready.questions), ready.name
    assert is_only_about_tasks(["Which orders are open?", "Who packs them?"])
    assert not is_only_about_tasks(["Which orders are open?"])


def test_a_set_is_taken_as_it_is_by_many_and_kept_once(now, ada, ben, monkeypatch):
    first = library.take_as_it_is("peers", language="de-at", at=now)
    assert library.take_as_it_is("peers", language="de", at=now) == first
    assert first.prompts.count() == 5
    assert library.take_as_it_is("peers", language="en", at=now) != first
    talk = checkins.plan(ada, by=ben, at=now, planned_at=now, template=first)
    assert talk.template == first
    assert first not in PromptTemplate.objects.of_organisation()
    with pytest.raises(library.UnknownSet):
        library.take_as_it_is("nothing", language="en", at=now)


def test_one_writes_ones_own_and_nobody_else_is_offered_it(
    at_now, client_for, ada, ben, root, cleo
):
    browser, typed = client_for(ben), {**FORM, "idempotency_key": uuid4()}
    begun = browser.get("/checkins/prompts/new/?library=career").content.decode()
    assert "Which work of the last year felt most like yours?" in begun
    assert browser.post("/checkins/prompts/new/", {"name": "x"}).status_code == 422
    for _twice in range(2):
        assert browser.post("/checkins/prompts/new/", typed).status_code == 303
    mine = PromptTemplate.objects.own_of(ben).get()
    assert "What did you learn?" in browser.get("/checkins/prompts/").content.decode()
    choice = f"template/{mine.pk}"
    assert choice in browser.get("/checkins/plan/").content.decode()
    plan = {"other": ada.pk, "day": "2026-11-13", "clock": "14:30", "template": choice}
    assert client_for(cleo).post("/checkins/plan/", plan).status_code == 422
    assert browser.post("/checkins/plan/", plan).status_code == 303
    for other in (cleo, root):
        assert choice not in client_for(other).get("/checkins/plan/").content.decode()
        assert client_for(other).get(f"/checkins/prompts/{mine.pk}/").status_code == 404
    assert client_for(root).get(f"/settings/prompts/{mine.pk}/").status_code == 404
    changed = {**FORM, "questions": "Which boxes are packed?\nWhich are open?"}
    assert "How was it?" in browser.get(f"/checkins/prompts/{mine.pk}/").content.decode()
    assert browser.post(f"/checkins/prompts/{mine.pk}/", changed).status_code == 303
    assert "Widgets alone" in browser.get("/checkins/prompts/").content.decode()
    now_mine = PromptTemplate.objects.own_of(ben).in_use().get()
    assert browser.post(f"/checkins/prompts/{now_mine.pk}/retire/").status_code == 303
    assert not PromptTemplate.objects.own_of(ben).in_use().exists()


def test_by_call_the_library_is_read_and_ones_own_set_is_written(
    at_now, now, api_for, ada, ben, root
):
    calls = api_for(ben)
    assert len(calls.get("/api/v1/prompts/library").data["results"]) >= 12
    body = {"name": "Mine", "questions": ["How was it?"]}
    made = calls.post("/api/v1/prompts", body, format="json")
    assert (made.status_code, made.data["own"]) == (201, True)
    address = f"/api/v1/prompts/{made.data['id']}"
    assert api_for(root).post(f"{address}/change", body, format="json").status_code == 404
    assert made.data["id"] in str(calls.get("/api/v1/prompts").data)
    assert made.data["id"] not in str(api_for(root).get("/api/v1/prompts").data)
    changed = calls.post(f"{address}/change", {**body, "questions": ["And why?"]}, format="json")
    assert changed.status_code == 201
    again = f"/api/v1/prompts/{changed.data['id']}/retire"
    assert calls.post(again).data["retired"] is True
    planned = {"with": str(ada.pk), "planned_at": now.isoformat(), "library": "career"}
    assert calls.post("/api/v1/checkins", planned, format="json").status_code == 201
    planned["library"] = "nothing"
    assert calls.post("/api/v1/checkins", planned, format="json").status_code == 422


def test_ones_own_sets_have_a_limit_and_names_of_their_own(now, ben, cleo, template, monkeypatch):
    own = {"name": template.name, "questions": ["How?"]}
    for person in (ben, cleo):
        prompts.introduce_own(by=person, at=now, **own)
    with pytest.raises(prompts.UnusableTemplate):
        prompts.introduce_own(by=ben, at=now, **own)
    monkeypatch.setattr(prompts, "MOST_OWN", 1)
    with pytest.raises(prompts.UnusableTemplate):
        prompts.introduce_own(by=ben, at=now, name="Another", questions=["How?"])
    with pytest.raises(PermissionDenied):
        prompts.retire(template, by=ben, at=now)
    kept = library.take_as_it_is("peers", language="en", at=now)
    with pytest.raises(PermissionDenied):
        prompts.retire(kept, by=ben, at=now)


def test_the_usual_set_is_the_organisations(now, root, ben):
    mine = prompts.introduce_own(by=root, at=now, name="Mine", questions=["How?"])
    with pytest.raises(RuleError):
        prompts.make_usual(mine, by=root, at=now)


def test_feelings_are_words_shared_with_the_answers(
    at_now, now, client_for, api_for, talk, ada, ben
):
    browser, to = client_for(ben), f"/checkins/{talk.pk}/preparation/"
    typed = {"feelings": ["glad", "tired"], "other_feelings": "a bit torn, glad", "version": "0"}
    assert browser.post(to, typed).status_code == 303
    kept = talk.preparations.get()
    assert kept.feelings == ["glad", "tired", "a bit torn"]
    assert "a bit torn" in browser.get(f"/checkins/{talk.pk}/").content.decode()
    assert "a bit torn" not in client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    fields = {"feelings": ["calm"], "other_feelings": "", "shares_at_start": ["on"]}
    saved = browser.put(to, {"fields": fields, "version": 1}, content_type="application/json")
    assert saved.json()["version"] == 2
    stale = browser.put(to, {"fields": fields | {"feelings": []}, "version": 1},
                        content_type="application/json")  # fmt: skip
    assert stale.json()["fields"]["feelings"] == ["calm"]
    assert browser.post(to, {"other_feelings": "x" * 50, "version": "2"}).status_code == 422
    assert browser.post(to, {"other_feelings": "torn", "version": "0"}).status_code == 422
    preparations.share_preparation(talk, by=ben, at=now)
    assert (
        "Ben comes to this talk: calm"
        in client_for(ada).get(f"/checkins/{talk.pk}/").content.decode()
    )
    body = api_for(ada).get(f"/api/v1/checkins/{talk.pk}/preparation").data
    assert body["theirs"]["feelings"] == ["calm"]
    sent = api_for(ada).put(
        f"/api/v1/checkins/{talk.pk}/preparation", {"feelings": ["curious"]}, format="json"
    )
    assert sent.data["feelings"] == ["curious"]
    with pytest.raises(StaleVersion):
        preparations.save_preparation(
            talk, by=ada, at=now, answers={}, version=0, feelings=["stuck"]
        )
