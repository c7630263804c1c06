"""Answers that are given on Today itself."""

import json

import pytest

from accounts.models import Coaching
from accounts.services import coaching
from dialogue.models import Answer, PromptTemplate
from dialogue.services.locks import LONGEST_TEXT
from goals.services import goals

HTMX = {"HX-Request": "true"}


def address(talk, prompt) -> str:
    return f"/today/checkins/{talk.pk}/{prompt.pk}/"


def test_an_answer_is_kept_and_the_next_prompt_comes(talk, prompt, cast, client_for):
    client = client_for(cast.ben)
    words = {"text": "The start-up went well.", "version": "0"}
    response = client.post(address(talk, prompt), words)
    assert (response.status_code, response["Location"]) == (303, "/")
    answer = Answer.objects.get(prompt=prompt, preparation__person=cast.ben)
    assert answer.text == "The start-up went well."
    second = talk.template.prompts.order_by("position")[1]
    page = client.get("/").content.decode()
    assert second.text in page
    assert "1 of 5 prompts answered" in page


def test_in_place_only_the_section_comes(talk, prompt, cast, client_for):
    response = client_for(cast.ben).post(
        address(talk, prompt), {"text": "Well.", "version": "0"}, headers=HTMX
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert page.strip().startswith("<section")
    assert "<html" not in page


def test_all_answered_says_that_one_is_prepared(talk, cast, client_for, prompt):
    client = client_for(cast.ben)
    for number, one in enumerate(talk.template.prompts.order_by("position")):
        client.post(address(talk, one), {"text": "Well.", "version": str(number)})
    assert "You are prepared." in client.get("/").content.decode()


def test_an_answer_too_long_stays_on_the_page(talk, prompt, cast, client_for):
    text = "long " * LONGEST_TEXT
    response = client_for(cast.ben).post(address(talk, prompt), {"text": text, "version": "0"})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Answer.objects.exists()


def test_an_answer_over_another_one_loses_neither(talk, prompt, cast, client_for):
    client = client_for(cast.ben)
    client.post(address(talk, prompt), {"text": "First.", "version": "0"})
    response = client.post(address(talk, prompt), {"text": "Second.", "version": "0"})
    assert response.status_code == 422
    assert "changed in another tab" in response.content.decode()
    assert Answer.objects.get(prompt=prompt).text == "First."


def put(client, talk, prompt, body):
    return client.put(address(talk, prompt), body, content_type="application/json")


def test_what_is_typed_saves_itself(talk, prompt, cast, client_for):
    client = client_for(cast.ben)
    saved = put(client, talk, prompt, {"fields": {"text": "Well."}, "version": 0})
    assert saved.status_code == 200
    assert saved.json()["version"] == 1
    stale = put(client, talk, prompt, {"fields": {"text": "Other."}, "version": 0})
    assert stale.status_code == 409
    assert stale.json()["fields"] == {"text": "Well."}
    assert (
        put(
            client, talk, prompt, {"fields": {"text": "x" * (LONGEST_TEXT + 1)}, "version": 1}
        ).status_code
        == 422
    )
    assert (
        client.put(address(talk, prompt), b"{", content_type="application/json").status_code == 400
    )


def test_a_prompt_of_another_talk_is_refused_in_words(talk, prompt, cast, client_for):
    other = PromptTemplate.objects.get(name="A first talk").prompts.first()
    client = client_for(cast.ben)
    response = client.post(address(talk, other), {"text": "Well.", "version": "0"})
    assert response.status_code == 422
    assert put(client, talk, other, {"fields": {"text": "W."}, "version": 0}).status_code == 422


@pytest.mark.parametrize("name", ["cleo", "dora", "root", "tess"])
def test_whoever_is_no_side_gets_nothing(talk, prompt, cast, client_for, name):
    client = client_for(getattr(cast, name))
    assert client.post(address(talk, prompt), {"text": "Hi.", "version": "0"}).status_code == 404
    body = json.dumps({"fields": {"text": "Hi."}, "version": 0})
    assert put(client, talk, prompt, body).status_code == 404


@pytest.fixture
def shared(on_the_day, cast, now):
    """A goal of dora's that names ben as an owner."""
    return goals.propose(
        "Drawings a day ahead", why_it_matters="So.", by=cast.dora, at=now,
        owners=[cast.dora, cast.ben],
    )  # fmt: skip


@pytest.mark.parametrize(("word", "field"), [("yes", "agreed_at"), ("no", "declined_at")])
def test_a_goal_is_owned_or_not(shared, cast, client_for, word, field):
    words = {"answer": word, "version": "1"}
    response = client_for(cast.ben).post(f"/today/goals/{shared.pk}/", words)
    assert (response.status_code, response["Location"]) == (303, "/")
    assert getattr(shared.ownerships.get(person=cast.ben), field) is not None


def test_the_answer_takes_the_place_of_the_question(shared, cast, client_for):
    words = {"answer": "yes", "version": "1"}
    response = client_for(cast.ben).post(f"/today/goals/{shared.pk}/", words, headers=HTMX)
    assert response.content.decode().strip().startswith("<li>")
    assert "You said yes" in response.content.decode()


def test_neither_yes_nor_no_is_refused(shared, cast, client_for):
    client = client_for(cast.ben)
    assert client.post(f"/today/goals/{shared.pk}/", {"answer": "maybe"}).status_code == 422
    assert (
        client_for(cast.cleo).post(f"/today/goals/{shared.pk}/", {"answer": "yes"}).status_code
        == 404
    )


@pytest.mark.parametrize(("word", "field"), [("yes", "accepted_at"), ("no", "ended_at")])
def test_a_question_of_coaching_is_answered(on_the_day, cast, client_for, now, word, field):
    asked = coaching.ask(cast.cleo, coachee=cast.dora, by=cast.dora, at=now)
    path = f"/today/coachings/{asked.pk}/"
    assert client_for(cast.ben).post(path, {"answer": word}).status_code == 404
    assert client_for(cast.cleo).post(path, {"answer": "maybe"}).status_code == 422
    assert client_for(cast.cleo).post(path, {"answer": word}).status_code == 303
    assert getattr(Coaching.objects.get(pk=asked.pk), field) is not None
    assert client_for(cast.cleo).post(path, {"answer": word}).status_code == 404
