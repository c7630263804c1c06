"""Admins adopt and decline in the open; whoever proposed takes it back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from core.errors import RuleError
from core.models import AuditEntry
from goals.models import Capability, Level
from goals.selectors.capabilities import STEPS
from goals.services import capabilities
from notifications.kinds import still_due
from notifications.models import Notification


def address(proposal, verb):
    return f"/capabilities/proposals/{proposal.pk}/{verb}/"


def call(proposal, verb):
    return f"/api/v1/capability-proposals/{proposal.pk}/{verb}"


@pytest.mark.parametrize(("name", "status"), [("root", 303), ("dora", 403), ("tess", 403)])
def test_admins_adopt(client_for, api_for, cast, proposed, name, status):
    person = getattr(cast, name)
    answer = client_for(person).post(address(proposed, "accept"), {"answer": "Gladly."})
    assert answer.status_code == status
    again = api_for(person).post(call(proposed, "accept"), {}, format="json")
    assert again.status_code == (422 if status == 303 else 403)
    proposed.capability.refresh_from_db()
    assert proposed.capability.is_adopted == (status == 303)


def test_everybody_reads_who_adopted_it_and_when(client_for, cast, proposed, now):
    capabilities.accept(proposed, answer="Gladly.", by=cast.root, at=now - timedelta(days=8))
    page = client_for(cast.ben).get(f"/capabilities/{proposed.capability_id}/").content.decode()
    assert "Adopted by Root Solberg on 4 November" in page
    assert "Proposed by Dora Wójcik on 3 November, adopted by Root Solberg on 4 November" in page
    page = client_for(cast.ben).get(f"/capabilities/proposals/{proposed.pk}/").content.decode()
    assert "Gladly." in page
    entry = AuditEntry.objects.get(action="capability.accept")
    assert (entry.is_admin_act, entry.words) == (True, "Handing over")
    told = Notification.objects.in_app().filter(kind="capability.decided")
    assert [row.person for row in told] == [cast.dora]
    assert (
        not Notification.objects.in_app()
        .filter(still_due(now), kind="capability.proposed")
        .exists()
    )


@pytest.mark.parametrize(("name", "status"), [("root", 303), ("dora", 403)])
def test_admins_decline_with_a_reason(client_for, api_for, cast, proposed, name, status):
    person = getattr(cast, name)
    browser, caller = client_for(person), api_for(person)
    empty = browser.post(address(proposed, "decline"), {"answer": " "})
    assert empty.status_code == 422
    assert caller.post(call(proposed, "decline"), {"answer": ""}).status_code == 422
    answer = browser.post(address(proposed, "decline"), {"answer": "We have it already."})
    assert answer.status_code == status
    proposed.refresh_from_db()
    if status == 303:
        page = client_for(cast.ben).get(f"/capabilities/proposals/{proposed.pk}/")
        assert "Root Solberg declined this" in page.content.decode()
        assert "We have it already." in page.content.decode()
        assert proposed.capability.state == "dropped"
        assert caller.post(call(proposed, "accept"), {}, format="json").status_code == 422


def test_a_call_declines(api_for, root, proposed):
    told = api_for(root).post(call(proposed, "decline"), {"answer": "Not now."}).json()
    assert (told["state"], told["answer"], told["declined_by"]["name"]) == (
        "declined", "Not now.", "Root Solberg",
    )  # fmt: skip


def test_a_declined_change_leaves_the_capability_as_it_stands(api_for, cast, adopted, reword):
    change = reword(adopted, cast.ben, name="Passing on")
    api_for(cast.root).post(call(change, "decline"), {"answer": "The name is known."})
    adopted.refresh_from_db()
    assert (adopted.name, adopted.state) == ("Handing over", "adopted")
    told = api_for(cast.dora).get(call(change, "")[:-1]).json()
    assert (told["state"], told["answer"]) == ("declined", "The name is known.")


def test_an_accepted_wording_keeps_the_identity_of_levels_and_the_history(
    client_for, api_for, cast, adopted, words, reword, now
):
    levels = (*words.levels[:4], ("Shaping it", "Changed the form we all use."))
    before = list(Level.objects.filter(capability=adopted).in_order().values_list("pk", flat=True))
    change = reword(adopted, cast.ben, levels=levels, reason="Say how.")
    told = api_for(cast.root).post(call(change, "accept"), {"version": 1}, format="json")
    assert told.json()["state"] == "accepted"
    after = Level.objects.filter(capability=adopted).in_order()
    assert [level.pk for level in after] == before
    assert after.last().behaviour == "Changed the form we all use."
    page = client_for(cast.dora).get(f"/capabilities/{adopted.pk}/").content.decode()
    assert "Say how." in page
    assert '<del><span class="hide-text">taken out: </span>how</del>' in page
    answer = api_for(cast.dora).get(f"/api/v1/capabilities/{adopted.pk}")
    assert (answer["ETag"], answer.json()["version"]) == ('"2"', 2)


def test_two_changes_over_the_same_words_are_both_shown_before_the_second_counts(
    client_for, api_for, cast, adopted, reword, now
):
    first = reword(adopted, cast.ben, name="Passing on")
    second = reword(adopted, cast.cleo, description="Pass it on well.")
    browser, caller = client_for(cast.root), api_for(cast.root)
    assert browser.post(address(first, "accept"), {"version": 1}).status_code == 303
    assert caller.post(call(second, "accept"), {}, format="json").status_code == 412
    stale = browser.post(address(second, "accept"), {"version": 1, "answer": "Both."})
    assert stale.status_code == 422
    page = stale.content.decode()
    assert "The capability was reworded after this was proposed." in page
    assert '<del><span class="hide-text">taken out: </span>Passing on</del>' in page
    assert "Both." in page
    version = stale.context["accept_form"]["version"].value()
    assert browser.post(address(second, "accept"), {"version": version}).status_code == 303
    adopted.refresh_from_db()
    assert (adopted.name, adopted.description, adopted.version) == (
        "Handing over", "Pass it on well.", 3,
    )  # fmt: skip


def test_a_retired_one_counts_no_more_and_its_name_is_free(
    client_for, api_for, cast, adopted, words, reword, now
):
    waiting = reword(adopted, cast.ben, name="Passing on")
    wish = capabilities.propose_retiring(adopted, reason="Gone.", version=1, by=cast.ben, at=now)
    assert client_for(cast.root).post(address(wish, "accept"), {"version": 1}).status_code == 303
    page = client_for(cast.ben).get(f"/capabilities/{adopted.pk}/").content.decode()
    assert "Retired by Root Solberg" in page
    assert api_for(cast.root).post(call(waiting, "accept"), {}, format="json").status_code == 422
    names = [one["name"] for one in api_for(cast.ben).get("/api/v1/capabilities").json()["results"]]
    assert names == []
    afresh = capabilities.propose(words, by=cast.ben, at=now)
    assert capabilities.accept(afresh, by=cast.root, at=now).is_adopted


def test_one_of_two_of_the_same_name_is_adopted(api_for, cast, words, proposed, now):
    other = capabilities.propose(words, by=cast.ben, at=now)
    caller = api_for(cast.root)
    assert caller.post(call(proposed, "accept"), {}, format="json").status_code == 200
    assert caller.post(call(other, "accept"), {}, format="json").status_code == 422
    change = capabilities.propose(words.__class__("Other", "X.", words.levels), by=cast.ben, at=now)
    taken = capabilities.accept(change, by=cast.root, at=now)
    assert taken.name == "Other"


@pytest.mark.parametrize(("name", "status"), [("dora", 303), ("ben", 403), ("root", 403)])
def test_who_proposed_takes_it_back(client_for, api_for, cast, proposed, name, status):
    person = getattr(cast, name)
    assert client_for(person).post(address(proposed, "withdraw")).status_code == status
    assert api_for(person).post(call(proposed, "withdraw")).status_code == (
        422 if status == 303 else 403
    )
    proposed.refresh_from_db()
    assert (proposed.state == "withdrawn") == (status == 303)
    page = client_for(cast.ben).get(f"/capabilities/proposals/{proposed.pk}/").content.decode()
    assert ("took this back" in page) == (status == 303)


def test_a_long_history_is_paged(client_for, cast, adopted, reword, now):
    for number in range(STEPS + 1):
        fresh = Capability.objects.get(pk=adopted.pk)
        change = reword(fresh, cast.ben, name=f"Name {number}", version=fresh.version)
        capabilities.accept(change, by=cast.root, at=now)
    browser = client_for(cast.dora)
    first = browser.get(f"/capabilities/{adopted.pk}/")
    assert len(first.context["shown"].steps) == STEPS
    assert all(len(step.parts) == 1 for step in first.context["shown"].steps)
    assert len(browser.get(f"/capabilities/{adopted.pk}/?history=2").context["shown"].steps) == 2


@pytest.mark.django_db(transaction=True)
def test_two_admins_at_once_decide_once(cast, proposed, now):
    def decide(number):
        try:
            capabilities.accept(proposed, by=cast.root, at=now)
        except RuleError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, range(2))) == ["done", "refused"]
