"""A piece is linked to a goal, one capability and values; what does not count now is refused."""

import uuid

import pytest

from feedback.models import Feedback
from goals.selectors.wording import Wording
from goals.services import capabilities, values
from tests.feedback.conftest import PRAISE

pytestmark = pytest.mark.usefixtures("_at_now")

LEVELS = (("Beginning", "Asks what is missing."), ("Able", "Names what is missing."))


@pytest.fixture
def handing_over(cast, now):
    """An adopted capability."""
    words = Wording("Handing over", "So that the next one can begin.", LEVELS)
    proposal = capabilities.propose(words, by=cast.dora, at=now)
    return capabilities.accept(proposal, by=cast.root, at=now)


@pytest.fixture
def early(cast, now):
    return values.add(name="Early", sentence="We say it early.", by=cast.root, at=now)


@pytest.fixture
def plain(cast, now):
    return values.add(name="Plain", sentence="We say it plainly.", by=cast.root, at=now)


def test_a_piece_names_a_capability_and_values(
    client_for, api_for, ada, ben, cleo, form, handing_over, early, plain, goal
):
    links = {"capability": handing_over.pk, "values": [plain.pk, early.pk], "goal": goal.pk}
    page = client_for(cleo).post("/feedback/give/", form(ben, **links), follow=True)
    shown = page.content.decode()
    assert all(words in shown for words in ("Handing over", "Early", "Plain", goal.title))
    given = client_for(cleo).get("/feedback/?box=given").content.decode()
    assert "· Handing over · Early · Plain" in given
    piece = Feedback.objects.get()
    read = api_for(ben).get(f"/api/v1/feedback/{piece.pk}").json()
    assert read["capability"] == {"id": str(handing_over.pk), "name": "Handing over"}
    assert [value["name"] for value in read["values"]] == ["Early", "Plain"]
    assert api_for(ada).get(f"/api/v1/feedback/{piece.pk}").status_code == 404


def test_by_call_links_come_back_and_narrow_the_list(
    api_for, ada, ben, cleo, handing_over, early, given
):
    given("cleo", "ben")
    body = {
        **PRAISE,
        "recipients": [str(ben.pk), str(ada.pk)],
        "capability": str(handing_over.pk),
        "values": [str(early.pk), str(early.pk)],
    }
    answer = api_for(cleo).post("/api/v1/feedback", body)
    assert answer.status_code == 201
    assert [one["recipient"]["id"] for one in answer.json()["results"]] == body["recipients"]
    assert {value["name"] for one in answer.json()["results"] for value in one["values"]} == {
        "Early"
    }
    for query, found in (
        (f"capability={handing_over.pk}", 1),
        (f"value={early.pk}", 1),
        (f"value={uuid.uuid4()}", 0),
        ("", 2),
    ):
        listed = api_for(ben).get(f"/api/v1/feedback?box=received&{query}").json()["results"]
        assert len(listed) == found, query
    refused = api_for(ben).get("/api/v1/feedback?capability=mine")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["capability"])


def test_what_does_not_count_now_is_refused_in_words(
    client_for, api_for, cast, now, form, handing_over, early
):
    values.retire(early, by=cast.root, at=now)
    retiring = capabilities.propose_retiring(
        handing_over, reason="Done.", version=1, by=cast.dora, at=now
    )
    capabilities.accept(retiring, by=cast.root, at=now)
    call = api_for(cast.cleo)
    body = {**PRAISE, "recipients": [str(cast.ben.pk)]}
    for links, said in (
        ({"capability": str(handing_over.pk)}, "“Handing over” is not adopted now."),
        ({"values": [str(early.pk)]}, "“Early” was retired."),
        ({"capability": str(uuid.uuid4())}, ""),
        ({"values": ["x"]}, ""),
    ):
        answer = call.post("/api/v1/feedback", {**body, **links})
        assert answer.status_code == 422
        errors = answer.json()["errors"]
        assert set(errors) == set(links)
        assert said in str(errors)
    sent = form(cast.ben, capability=handing_over.pk, values=[early.pk])
    page = client_for(cast.cleo).post("/feedback/give/", sent)
    assert page.status_code == 422
    assert "This capability is not adopted now." in page.content.decode()
    assert "One of these values was retired." in page.content.decode()
    assert not Feedback.objects.exists()


def test_a_goal_is_found_by_its_words_without_a_script(client_for, cleo, ben, form, goal):
    url, client = f"/feedback/give/{uuid.uuid4()}/", client_for(cleo)
    found = client.post(url, {**form(ben), "find": "goals", "goal_q": "first visit"})
    text = found.content.decode()
    assert f'name="goal" value="{goal.pk}"' in text
    assert "before the crew left" in text
    nothing = client.post(url, {**form(ben), "find": "goals", "goal_q": "zebra"})
    assert "No open goal has these words." in nothing.content.decode()
    client.post(url, form(ben, goal=goal.pk))
    assert Feedback.objects.get().goal == goal


def test_links_come_back_with_the_words_and_stay_in_a_draft(
    client_for, cleo, ben, form, handing_over, early
):
    url, client = f"/feedback/give/{uuid.uuid4()}/", client_for(cleo)
    links = {"capability": handing_over.pk, "values": [early.pk], "send_on": "2026-12-01"}
    client.post(url, {**form(ben, **links), "keep": "1"})
    kept = client.get(url).content.decode()
    assert f'value="{handing_over.pk}" selected' in kept
    assert f'name="values" value="{early.pk}" checked' in kept
    assert 'value="2026-12-01"' in kept
    del links["send_on"]
    client.post(url, form(ben, **links))
    piece = Feedback.objects.get()
    back = client.post(f"{piece.get_absolute_url()}withdraw/", follow=True).content.decode()
    assert f'value="{handing_over.pk}" selected' in back
    assert f'name="values" value="{early.pk}" checked' in back
