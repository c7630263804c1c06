"""Anybody proposes a capability, another wording, or that one counts no more."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from core import drafts
from goals.models import Capability, CapabilityProposal
from goals.services import capabilities
from notifications.models import Notification

NEW = "/capabilities/new/"
CALL = "/api/v1/capabilities"


def test_anybody_proposes_and_admins_are_told(client_for, cast, words, form):
    answer = client_for(cast.dora).post(NEW, form(words, reason="Nights are long."))
    made = CapabilityProposal.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/capabilities/proposals/{made.pk}/")
    assert (made.state, made.capability.state, made.capability.name) == (
        "open", "proposed", "Handing over",
    )  # fmt: skip
    told = Notification.objects.in_app().filter(kind="capability.proposed")
    assert [row.person for row in told] == [cast.root]
    page = client_for(cast.ben).get(answer["Location"]).content.decode()
    assert "Nights are long." in page
    assert "Changed how we do it." in page
    assert "Decline it" not in page
    assert "Decline it" in client_for(cast.root).get(answer["Location"]).content.decode()


def test_a_call_proposes_levels_as_things_or_as_text(api_for, ben, words, body):
    caller = api_for(ben)
    made = caller.post(CALL, body(words), format="json")
    assert made.status_code == 201
    assert made.json()["state"] == "proposed"
    assert made.json()["levels"][0]["name"] == "Learning"
    plain = {"name": "Reading", "description": "Hear it.", "levels": ["Asks.", "Does it."]}
    told = caller.post(CALL, plain, format="json").json()["levels"]
    assert [(level["name"], level["behaviour"]) for level in told] == [
        ("Learning", "Asks."), ("With help", "Does it."),
    ]  # fmt: skip
    listed = caller.get(CALL, {"q": "hear"}).json()["results"]
    assert [one["name"] for one in listed] == ["Reading"]


def test_a_double_click_proposes_once(client_for, api_for, ben, words, form, body):
    browser, key = client_for(ben), str(uuid4())
    for _ in range(2):
        assert browser.post(NEW, form(words, idempotency_key=key)).status_code == 303
    caller = api_for(ben)
    for _ in range(2):
        sent = body(replace(words, name="Another"))
        assert caller.post(CALL, sent, format="json", headers={"Idempotency-Key": "k"}).data["name"]
    assert Capability.objects.count() == 2


def test_what_is_missing_or_too_long_is_told_where_it_is(
    client_for, api_for, ben, words, form, body
):
    levels = [*words.levels]
    wrong = {
        "name": replace(words, name=" "),
        "description": replace(words, description=""),
        "levels.1.name": replace(words, levels=(levels[0], ("", "Seen."), *levels[2:])),
        "levels.4.behaviour": replace(words, levels=(*levels[:4], ("Top", "x" * 2001))),
    }
    browser, caller = client_for(ben), api_for(ben)
    for field, given in wrong.items():
        answer = browser.post(NEW, form(given))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        assert "Does it." in answer.content.decode()
        if field != "levels.1.name":  # a call without a name takes the usual one
            refused = caller.post(CALL, body(given), format="json")
            assert (refused.status_code, list(refused.json()["errors"])) == (422, [field])
    assert not Capability.objects.exists()


def test_levels_are_two_to_nine_with_names_of_their_own(
    client_for, api_for, ben, words, form, body
):
    few = replace(words, levels=words.levels[:1])
    many = replace(words, levels=tuple((f"L{n}", "Seen.") for n in range(10)))
    twice = replace(words, levels=(("One", "Seen."), ("one", "Seen.")))
    for given in (few, many, twice):
        refused = api_for(ben).post(CALL, body(given), format="json")
        assert (refused.status_code, list(refused.json()["errors"])) == (422, ["levels"])
    assert client_for(ben).post(NEW, form(twice)).status_code == 422
    most = replace(words, levels=many.levels[:9])
    assert client_for(ben).post(NEW, form(most)).status_code == 303


def test_levels_are_added_and_taken_away_with_the_words_kept(client_for, ben, words, form):
    browser = client_for(ben)
    more = browser.post(NEW, form(words, levels="6"))
    assert more.status_code == 200
    assert more.context["form"].levels == 6
    assert "Changed how we do it." in more.content.decode()
    fewer = browser.post(NEW, form(words, levels="4"))
    assert fewer.context["form"].levels == 4
    for odd in ("x", "-1", "99999", "²"):
        assert browser.post(NEW, form(words, levels=odd)).status_code == 200


def test_a_draft_comes_back_with_its_levels_and_goes_when_sent(client_for, ben, words, form, now):
    key = uuid4()
    typed = {name: str(value) for name, value in form(words).items()}
    drafts.save(ben, f"capability/{key}", fields=typed, version=0, at=now)
    browser = client_for(ben)
    page = browser.get(f"{NEW}?draft={key}")
    assert "Changed how we do it." in page.content.decode()
    assert f"draft={key}" in browser.get(NEW).content.decode()
    assert browser.post(NEW, form(words, idempotency_key=str(key))).status_code == 303
    assert drafts.find(ben, f"capability/{key}") is None


def test_an_adopted_name_is_not_proposed_again(
    client_for, api_for, ben, adopted, words, form, body
):
    same = replace(words, name="HANDING OVER")
    assert client_for(ben).post(NEW, form(same)).status_code == 422
    refused = api_for(ben).post(CALL, body(same), format="json")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["name"])


def test_anybody_proposes_another_wording(client_for, cast, adopted, words, form):
    url = f"/capabilities/{adopted.pk}/change/"
    browser = client_for(cast.ben)
    assert "Pass work on." in browser.get(url).content.decode()
    given = replace(words, description="Pass work on so that nobody calls.")
    assert browser.post(url, form(given, version=1)).status_code == 422  # without a reason
    answer = browser.post(url, form(given, version=1, reason="Calls cost sleep."))
    assert answer.status_code == 303
    page = client_for(cast.cleo).get(answer["Location"]).content.decode()
    assert '<ins><span class="hide-text">new: </span> so that nobody calls' in page
    assert "Calls cost sleep." in page
    adopted.refresh_from_db()
    assert adopted.description == "Pass work on."


def test_a_call_proposes_another_wording(api_for, ben, adopted):
    url = f"/api/v1/capabilities/{adopted.pk}/proposals"
    caller = api_for(ben)
    sent = {"changes": {"name": "Passing on"}, "reason": "Shorter.", "version": 1}
    made = caller.post(url, sent, format="json")
    assert (made.status_code, made.json()["name"]) == (201, "Passing on")
    assert made.json()["description"] == "Pass work on."
    levels = [{"behaviour": f"Seen {n}."} for n in range(5)]
    made = caller.post(url, {**sent, "changes": {"levels": levels}}, format="json")
    assert made.json()["levels"][0] == {"name": "Learning", "behaviour": "Seen 0."}
    assert len(caller.get(url).json()["results"]) == 3  # the one that was adopted among them
    assert len(caller.get(f"{url}?state=open").json()["results"]) == 2
    assert caller.post(url, {**sent, "changes": {}}, format="json").status_code == 422
    few = {**sent, "changes": {"levels": levels[:2]}}
    assert list(caller.post(url, few, format="json").json()["errors"]) == ["levels"]
    wanted = caller.get(f"/api/v1/capabilities/{adopted.pk}").json()["proposals"]
    assert len(wanted) == 2


def test_a_version_that_changed_since_shows_both_and_loses_nothing(
    client_for, api_for, cast, adopted, words, form, reword, now
):
    capabilities.accept(reword(adopted, cast.ben, name="Passing on"), by=cast.root, at=now)
    url = f"/capabilities/{adopted.pk}/change/"
    mine = replace(words, description="Mine.")
    browser = client_for(cast.cleo)
    answer = browser.post(url, form(mine, version=1, reason="Because."))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "reworded while you were writing" in page
    assert '<del><span class="hide-text">taken out: </span>Passing on</del>' in page
    assert "Mine." in page
    again = answer.context["form"]["version"].value()
    assert browser.post(url, form(mine, version=again, reason="Because.")).status_code == 303
    stale = {"changes": {"name": "X"}, "reason": "Y", "version": 1}
    call = f"/api/v1/capabilities/{adopted.pk}/proposals"
    assert api_for(cast.cleo).post(call, stale, format="json").status_code == 412


def test_a_draft_over_old_words_shows_both(client_for, cast, adopted, reword, now):
    fields = {"name": "Handing over", "description": "My own words."}
    drafts.save(cast.cleo, f"capability-change/{adopted.pk}/1", fields=fields, version=0, at=now)
    browser, url = client_for(cast.cleo), f"/capabilities/{adopted.pk}/change/"
    assert not browser.get(url).context["is_stale"]
    capabilities.accept(reword(adopted, cast.ben, name="Passing on"), by=cast.root, at=now)
    page = browser.get(url)
    assert page.context["is_stale"]
    assert "My own words." in page.content.decode()


def test_anybody_proposes_to_retire_one(client_for, api_for, cast, adopted, reword, now):
    url = f"/capabilities/{adopted.pk}/retire/"
    browser = client_for(cast.ben)
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"version": 1, "reason": ""}).status_code == 422
    answer = browser.post(url, {"version": 1, "reason": "We no longer do this."})
    assert answer.status_code == 303
    assert "We no longer do this." in browser.get(answer["Location"]).content.decode()
    capabilities.accept(reword(adopted, cast.ben, name="Passing on"), by=cast.root, at=now)
    stale = browser.post(url, {"version": 1, "reason": "Still."})
    assert stale.status_code == 422
    assert "Read how it stands now" in stale.content.decode()
    call = f"/api/v1/capabilities/{adopted.pk}/proposals"
    sent = {"retire": True, "reason": "Gone.", "version": 2}
    assert api_for(cast.ben).post(call, sent, format="json").json()["kind"] == "retire"


def test_only_what_counts_is_changed(client_for, api_for, ben, proposed):
    url = f"/capabilities/{proposed.capability_id}/change/"
    assert client_for(ben).get(url).status_code == 422
    call = f"/api/v1/capabilities/{proposed.capability_id}/proposals"
    sent = {"changes": {"name": "X"}, "reason": "Y", "version": 1}
    assert api_for(ben).post(call, sent, format="json").status_code == 422


def test_who_has_left_proposes_nothing(zoe, root, adopted, words, reword, now):
    with pytest.raises(PermissionDenied):
        capabilities.propose(words, by=zoe, at=now)
    with pytest.raises(PermissionDenied):
        reword(adopted, zoe, name="X")
    with pytest.raises(PermissionDenied):
        capabilities.propose_retiring(adopted, reason="X", version=1, by=zoe, at=now)
