"""Admins keep the values; everybody reads them beside the purpose."""

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry
from goals.models import Value
from goals.services import values

PAGE = "/settings/values/"
CALL = "/api/v1/values"
EARLY = {"name": "Say it early", "sentence": "We tell bad news the day we know it."}
PLAIN = {"name": "Plain words", "sentence": "We write so that nobody has to call."}


@pytest.fixture
def two(root, now):
    return [values.add(**words, by=root, at=now) for words in (EARLY, PLAIN)]


def names(browser):
    return [one.name for one in browser.get("/purpose/").context["values"]]


@pytest.mark.parametrize(("name", "page", "call"), [("root", 303, 201), ("ben", 404, 403)])
def test_admins_add_values_and_everybody_reads_them(client_for, api_for, cast, name, page, call):
    person = getattr(cast, name)
    assert client_for(person).get(f"{PAGE}new/").status_code == (200 if page == 303 else 404)
    assert client_for(person).post(f"{PAGE}new/", EARLY).status_code == page
    assert api_for(person).post(CALL, PLAIN).status_code == call
    kept = [EARLY["name"], PLAIN["name"]] if page == 303 else []
    assert names(client_for(cast.dora)) == kept
    assert [one["name"] for one in api_for(cast.dora).get(CALL).json()["results"]] == kept
    assert AuditEntry.objects.filter(action="value.add", is_admin_act=True).count() == len(kept)


def test_a_value_is_worded_anew_over_what_was_read(client_for, api_for, root, ben, two):
    browser, caller = client_for(root), api_for(root)
    url, call = f"{PAGE}{two[0].pk}/", f"{CALL}/{two[0].pk}"
    assert EARLY["sentence"] in browser.get(url).content.decode()
    sent = {**EARLY, "sentence": "We say it the same day.", "version": 1}
    assert browser.post(url, sent).status_code == 303
    stale = browser.post(url, {**sent, "sentence": "My own words."})
    assert stale.status_code == 422
    page = stale.content.decode()
    assert "We say it the same day." in page
    assert "My own words." in page
    version = stale.context["form"]["version"].value()
    assert browser.post(url, {**sent, "sentence": "Mine.", "version": version}).status_code == 303
    assert caller.patch(call, {"name": "Early"}, format="json").status_code == 428
    wrong = {"If-Match": '"1"'}
    assert caller.patch(call, {"name": "Early"}, format="json", headers=wrong).status_code == 412
    tag = caller.get(call)["ETag"]
    told = caller.patch(call, {"name": "Early"}, format="json", headers={"If-Match": tag})
    assert (told.json()["name"], told.json()["sentence"]) == ("Early", "Mine.")
    refused = api_for(ben).patch(
        call, {"name": "X"}, format="json", headers={"If-Match": told["ETag"]}
    )
    assert refused.status_code == 403
    assert AuditEntry.objects.filter(action="value.edit").latest("at").is_admin_act


def test_the_same_words_again_are_no_change(root, two, now):
    same = values.edit(two[0], by=root, at=now, version=1, **EARLY)
    assert same.version == 1


def test_values_are_put_in_order(client_for, api_for, root, two):
    browser = client_for(root)
    assert browser.post(f"{PAGE}{two[1].pk}/move/", {"to": "up"}).status_code == 303
    assert names(browser) == [PLAIN["name"], EARLY["name"]]
    assert browser.post(f"{PAGE}{two[1].pk}/move/", {"to": "down"}).status_code == 303
    assert names(browser) == [EARLY["name"], PLAIN["name"]]
    made = api_for(root).post(CALL, {"name": "First", "sentence": "So.", "position": 1})
    assert (made.status_code, made.json()["position"]) == (201, 1)
    assert names(browser)[0] == "First"


def test_a_retired_value_stays_and_comes_back(client_for, api_for, root, ben, two, now):
    browser = client_for(root)
    assert browser.post(f"{PAGE}{two[0].pk}/retire/").status_code == 303
    assert browser.post(f"{PAGE}{two[0].pk}/retire/").status_code == 422
    assert browser.post(f"{PAGE}{two[0].pk}/move/").status_code == 422
    page = client_for(ben).get("/purpose/")
    assert [one.name for one in page.context["retired_values"]] == [EARLY["name"]]
    assert EARLY["sentence"] in browser.get(PAGE).content.decode()
    caller = api_for(root)
    assert [v["name"] for v in caller.get(f"{CALL}?state=retired").json()["results"]] == [
        EARLY["name"]
    ]
    assert len(caller.get(f"{CALL}?state=all").json()["results"]) == 2
    assert browser.post(f"{PAGE}{two[0].pk}/bring-back/").status_code == 303
    assert names(browser) == [PLAIN["name"], EARLY["name"]]
    assert caller.post(f"{CALL}/{two[1].pk}/retire").json()["retired_on"] == "2026-11-12"
    assert caller.post(f"{CALL}/{two[1].pk}/bring-back").json()["retired_on"] is None
    values.bring_back(two[1], by=root, at=now)  # twice is once
    for value in two:
        values.retire(value, by=root, at=now)
    values.bring_back(two[1], by=root, at=now)
    assert Value.objects.current().get().position == 1


def test_bad_input_is_told_where_it_is(client_for, api_for, root, two):
    browser, caller = client_for(root), api_for(root)
    wrong = {
        "name": [
            {**EARLY, "name": " "},
            {**EARLY, "name": "x" * 61},
            {**EARLY, "name": "SAY IT early"},
        ],
        "sentence": [{"name": "New", "sentence": ""}, {"name": "New", "sentence": "x" * 301}],
    }
    for field, tries in wrong.items():
        for words in tries:
            answer = browser.post(f"{PAGE}new/", words)
            assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
            refused = caller.post(CALL, words)
            assert (refused.status_code, list(refused.json()["errors"])) == (422, [field])
    assert Value.objects.count() == 2


def test_only_admins_who_are_here_keep_values(ben, zoe, two, now):
    zoe.role = "admin"
    for person in (ben, zoe):
        with pytest.raises(PermissionDenied):
            values.add(name="X", sentence="Y", by=person, at=now)
        with pytest.raises(PermissionDenied):
            values.retire(two[0], by=person, at=now)
        with pytest.raises(PermissionDenied):
            values.bring_back(two[0], by=person, at=now)
