"""The ready library is read in one's own language; anybody proposes from it, admins adopt."""

import re

import pytest

from goals.library import languages, read, ready_in
from goals.models import Capability
from goals.services import ready_library
from goals.services.capabilities.wording import checked

PAGE = "/capabilities/library/"
CALL = "/api/v1/capability-library"
TRAITS = r"\b(proactive|passionate|reliab|empath|confiden|careful|excellent|good attitude|charism)"


def test_every_language_has_the_same_capabilities_with_five_levels_each():
    assert {"en", "de"} <= languages()
    for language in languages():
        entries = read(language)
        assert list(entries) == list(read("en"))
        assert len({one.name for one in entries.values()}) == len(entries) >= 25
        for one in entries.values():
            assert len(one.levels) == 5
            words = checked(ready_library.wording(one))
            assert words == ready_library.wording(one)
            assert all(len(behaviour) <= 200 for _name, behaviour in one.levels)
            assert one.description.endswith(".")


def test_levels_tell_what_was_seen_and_never_what_somebody_is_like():
    for one in read("en").values():
        for _name, behaviour in one.levels:
            assert not re.search(TRAITS, behaviour, re.IGNORECASE)
            assert behaviour.endswith(".")
            assert "!" not in behaviour


def test_a_language_without_a_file_reads_english():
    assert ready_in("nb")["listening"].name == "Listening"
    assert ready_in("de-ch")["listening"].name == "Zuhören"
    assert ready_in("")["listening"].name == "Listening"


def test_it_is_shown_in_the_language_of_the_reader(client_for, api_for, cast):
    cast.ben.language = "de"
    cast.ben.save(update_fields=["language"])
    german = client_for(cast.ben).get(PAGE).content.decode()
    assert "Schwierige Gespräche" in german
    english = client_for(cast.cleo).get(PAGE).content.decode()
    assert "Hard conversations" in english
    told = api_for(cast.cleo).get(CALL, {"q": "phone HAND-OVER"}).json()["results"]
    assert told == []
    told = api_for(cast.cleo).get(CALL, {"q": "HAND-OVER"}).json()["results"]
    assert "handing-over" in [one["slug"] for one in told]
    assert client_for(cast.cleo).get(f"{PAGE}?q=zzz").status_code == 200


def test_anybody_proposes_from_it_with_one_click(client_for, api_for, cast):
    browser = client_for(cast.ben)
    answer = browser.post(f"{PAGE}listening/propose/")
    assert answer.status_code == 303
    made = Capability.objects.get()
    assert (made.name, made.state, made.levels.count()) == ("Listening", "proposed", 5)
    assert browser.post(f"{PAGE}listening/propose/").status_code == 422
    assert browser.post(f"{PAGE}nothing/propose/").status_code == 422
    assert f"/capabilities/{made.pk}/" in browser.get(PAGE).content.decode()
    caller = api_for(cast.cleo)
    assert caller.post(f"{CALL}/propose", {"slug": "planning"}).json()["name"] == "Planning"
    assert caller.post(f"{CALL}/propose", {"slug": "planning"}).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("root", 303), ("ben", 403)])
def test_admins_adopt_several_at_once(client_for, api_for, cast, now, name, status):
    waiting = ready_library.propose_ready("teaching", language="en", by=cast.cleo, at=now)
    person = getattr(cast, name)
    browser, caller = client_for(person), api_for(person)
    wanted = ["planning", "teaching", "listening"]
    answer = browser.post(f"{PAGE}adopt/", {"slugs": wanted})
    assert answer.status_code == status
    adopted = Capability.objects.adopted()
    assert set(adopted.values_list("library_slug", flat=True)) == (
        set(wanted) if status == 303 else set()
    )
    again = caller.post(f"{CALL}/adopt", {"slugs": ["planning", "estimating"]}, format="json")
    assert again.status_code == (200 if status == 303 else 403)
    waiting.refresh_from_db()
    assert (waiting.state == "accepted") == (status == 303)
    if status == 303:
        assert [one["name"] for one in again.json()["results"]] == ["Estimating"]


def test_none_chosen_and_one_that_is_not_there_are_told(client_for, api_for, root):
    browser, caller = client_for(root), api_for(root)
    answer = browser.post(f"{PAGE}adopt/", {})
    assert answer.status_code == 422
    assert "Choose at least one capability." in answer.content.decode()
    answer = browser.post(f"{PAGE}adopt/", {"slugs": ["planning", "nothing"]})
    assert answer.status_code == 422
    assert answer.context["chosen"] == ["planning", "nothing"]
    refused = caller.post(f"{CALL}/adopt", {"slugs": ["nothing"]}, format="json")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["slug", "slugs"])
    assert not Capability.objects.exists()
