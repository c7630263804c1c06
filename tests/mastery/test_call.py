"""All that the pages do, a call can do."""

from decimal import Decimal
from uuid import uuid4

import pytest

from goals.models import Mastery
from goals.services import goals, measurements, metrics

URL = "/api/v1/mastery"


def test_choose_read_and_change(api_for, ben, capability, levels):
    caller = api_for(ben)
    words = {
        "capability": str(capability.pk),
        "ideal_level": str(levels["Showing others"].pk),
        "why": "Calls at home.",
        "level": "With help",
        "reflection": "Emre completes mine.",
    }
    key = {"HTTP_IDEMPOTENCY_KEY": str(uuid4())}
    made = caller.post(URL, words, format="json", **key)
    assert made.status_code == 201
    assert caller.post(URL, words, format="json", **key).json() == made.json()
    told = made.json()
    assert told["level"]["name"] == "With help"
    assert told["ideal_level"] == {
        "id": str(levels["Showing others"].pk), "name": "Showing others",
    }  # fmt: skip
    assert told["witnessed"] is False
    url = f"{URL}/{told['id']}"
    read = caller.get(url)
    assert read.json() == told
    assert caller.patch(url, {"why": "Sleep."}, format="json").status_code == 428
    tag = {"HTTP_IF_MATCH": read["ETag"]}
    changed = caller.patch(url, {"why": "Sleep.", "ideal_level": "3"}, format="json", **tag)
    assert (changed.json()["why"], changed.json()["ideal_level"]["name"]) == ("Sleep.", "On my own")
    assert caller.patch(url, {"why": "Old."}, format="json", **tag).status_code == 412
    wrong = caller.patch(url, {"ideal_level": "Wizard"}, format="json", HTTP_IF_MATCH="*")
    assert wrong.status_code == 422
    assert "Learning, With help" in wrong.json()["errors"]["ideal_level"]
    assert [one["id"] for one in caller.get(URL).json()["results"]] == [told["id"]]
    assert caller.get(f"{URL}?person=somebody").status_code == 422
    unknown = caller.post(URL, {**words, "capability": str(ben.pk)}, format="json")
    assert "capability" in unknown.json()["errors"]


def test_what_is_no_level_is_refused(api_for, ben, mastery, subtests):
    for odd in ([], True, {}, "Wizard", "9", 2**70):
        with subtests.test(case=str(odd)):
            answer = api_for(ben).post(f"{URL}/{mastery.pk}/levels", {"level": odd}, format="json")
            assert "level" in answer.json()["errors"]


def test_levels_and_setting_aside(api_for, ben, ada, root, mastery):
    caller, url = api_for(ben), f"{URL}/{mastery.pk}"
    for other in (ada, root):
        assert api_for(other).get(f"{URL}?person={ben.pk}").json()["results"] == []
        assert api_for(other).get(url).status_code == 404
    noted = caller.post(
        f"{url}/levels", {"level": "Learning", "reflection": "Back."}, format="json"
    )
    assert noted.status_code == 201
    listed = caller.get(f"{url}/levels").json()["results"]
    assert [one["level"]["name"] for one in listed] == ["Learning", "With help"]
    late = caller.post(f"{url}/levels", {"level": "1", "reached_on": "2030-01-01"}, format="json")
    assert "reached_on" in late.json()["errors"]
    assert caller.post(f"{url}/set-aside").json()["set_aside_on"] == "2026-11-12"
    refused = caller.post(f"{url}/levels", {"level": "Learning"}, format="json")
    assert refused.status_code == 422
    assert caller.post(f"{url}/take-up").json()["set_aside_on"] is None


def test_visibility_with_if_match(api_for, ben, ada, dora, mastery, cast):
    caller, url = api_for(ben), f"{URL}/{mastery.pk}/visibility"
    read = caller.get(url)
    assert read.json()["people"] == []
    assert caller.put(url, {"everyone": True}, format="json").status_code == 428
    tag = {"HTTP_IF_MATCH": read["ETag"]}
    whom = {"coaches": True, "people": [str(dora.pk)], "teams": [str(cast.supply.pk)]}
    opened = caller.put(url, whom, format="json", **tag)
    assert opened.json()["people"] == [{"id": str(dora.pk), "name": "Dora Wójcik"}]
    assert opened.json()["teams"][0]["name"] == "Supply Chain"
    assert caller.put(url, {}, format="json", **tag).status_code == 412
    assert api_for(ada).get(f"{URL}/{mastery.pk}").json()["person"]["name"] == "Ben Haddad"
    assert api_for(ada).get(url).status_code == 403
    everyone = caller.put(url, {"everyone": True}, format="json", HTTP_IF_MATCH="*").json()
    assert (everyone["everyone"], everyone["coaches"], everyone["people"]) == (True, False, [])
    unknown = caller.put(url, {"teams": [str(dora.pk)]}, format="json", HTTP_IF_MATCH="*")
    assert "teams" in unknown.json()["errors"]


def test_evidence(api_for, ben, cleo, mastery, now):
    caller, url = api_for(ben), f"{URL}/{mastery.pk}/evidence"
    said = caller.post(url, {"words": "A quiet night."}, format="json")
    assert (said.status_code, said.json()["kind"]) == (201, "reflection")
    goal = goals.propose("Nobody rings", why_it_matters="Sleep.", by=ben, at=now)
    metric = metrics.add(goal, name="Calls", by=ben, at=now)
    taken = measurements.measure(metric, value=Decimal(3), by=ben, at=now)
    measured = {"kind": "measurement", "measurement": str(taken.pk)}
    assert caller.post(url, measured, format="json").json()["measurement"] == str(taken.pk)
    without = caller.post(url, {"kind": "measurement"}, format="json")
    assert "measurement" in without.json()["errors"]
    assert caller.post(url, {"kind": "witness", "words": "x"}, format="json").status_code == 422
    assert len(caller.get(url).json()["results"]) == 2
    assert api_for(cleo).get(url).status_code == 404
    gone = f"/api/v1/evidence/{said.json()['id']}/withdraw"
    assert api_for(cleo).post(gone).status_code == 404
    assert caller.post(gone).status_code == 204
    assert len(caller.get(url).json()["results"]) == 1


def test_witnesses(api_for, ben, cleo, dora, mastery):
    owner, witness, url = api_for(ben), api_for(cleo), f"{URL}/{mastery.pk}/witnesses"
    asked = owner.post(
        url, {"people": [str(cleo.pk), str(dora.pk)], "question": "Tolvik?"}, format="json"
    )
    assert asked.status_code == 201
    by_name = {one["asked"]["name"]: one["id"] for one in asked.json()["results"]}
    requests = "/api/v1/witness-requests"
    one = f"{requests}/{by_name['Cleo Adeyemi']}"
    [listed] = witness.get(requests).json()["results"]
    assert (listed["question"], listed["asked_by"]["name"]) == ("Tolvik?", "Ben Haddad")
    assert "level" not in listed
    assert witness.get(one).json() == listed
    assert api_for(dora).get(one).status_code == 404
    words = {"level": "On my own", "words": "Nobody rang."}
    assert owner.post(f"{one}/answer", words, format="json").status_code == 403
    assert (
        witness.post(f"{one}/answer", {"level": "None", "words": "x"}, format="json").status_code
        == 422
    )
    said = witness.post(f"{one}/answer", words, format="json")
    assert (said.status_code, said.json()["level"]["name"]) == (201, "On my own")
    assert witness.post(f"{one}/decline").status_code == 422
    other = f"{requests}/{by_name['Dora Wójcik']}"
    assert api_for(dora).post(f"{other}/decline").status_code == 204
    assert owner.post(f"{other}/withdraw").status_code == 204
    assert len(owner.get(url).json()["results"]) == 2
    assert witness.post(f"/api/v1/evidence/{said.json()['id']}/withdraw").status_code == 204


@pytest.mark.django_db
def test_a_token_that_reads_does_not_write(client, ben, mastery, levels, now):
    from accounts.services import tokens

    _token, secret = tokens.make_token(ben, name="reads", scopes=["read"], by=ben, at=now)
    headers = {"Authorization": f"Bearer {secret}"}
    url = f"{URL}/{mastery.pk}"
    assert client.get(url, headers=headers).status_code == 200
    assert client.post(f"{url}/levels", {"level": "1"}, headers=headers).status_code == 403
    assert Mastery.objects.get().version == mastery.version + 1
