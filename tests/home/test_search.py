"""Search finds what one may read, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services.people import create_person
from dialogue.services import agenda, commitments, notes, preparations
from feedback.services.giving import Piece, give
from goals.services import goals

CANARY = "quetzal"
EVERYBODY = ("ada", "ben", "cleo", "dora", "root", "tess")


@pytest.fixture
def world(talk, prompt, cast, now):
    """A canary word in everything that somebody keeps to themselves."""
    give([cast.ben], what=Piece("praise", "recipient", f"A {CANARY} to ben."), by=cast.cleo, at=now)
    coaches = Piece("praise", "recipient_and_coaches", f"A {CANARY} for coaches.")
    give([cast.ben], what=coaches, by=cast.dora, at=now)
    notes.write_notes(talk, by=cast.ben, at=now, text=f"We saw a {CANARY}.", version=0)
    commitments.commit(talk, by=cast.ben, at=now, what=f"Draw the {CANARY}", who=cast.ben)
    agenda.add_agenda_point(talk, by=cast.ada, at=now, text=f"The {CANARY} again")
    answers = {prompt.pk: f"My {CANARY} answer"}
    preparations.save_preparation(talk, by=cast.ben, at=now, answers=answers, version=0)
    notes.write_private_note(talk, by=cast.ada, at=now, text=f"Private {CANARY} of ada", version=0)
    return talk


def found_by(client_for, person, words=CANARY) -> str:
    response = client_for(person).get("/search/", {"q": words})
    assert response.status_code == 200
    return response.content.decode().replace("<b>", "").replace("</b>", "")


SEEN = {
    f"A {CANARY} to ben.": ("ben", "cleo"),
    f"A {CANARY} for coaches.": ("ada", "ben", "dora"),
    f"We saw a {CANARY}.": ("ada", "ben"),
    f"Draw the {CANARY}": ("ada", "ben"),
    f"The {CANARY} again": ("ada", "ben"),
    f"My {CANARY} answer": ("ben",),
    f"Private {CANARY} of ada": ("ada",),
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_finds_their_own_and_no_more(world, cast, client_for, api_for, name):
    person = getattr(cast, name)
    page = found_by(client_for, person)
    answer = api_for(person).get("/api/v1/search", {"q": CANARY}).json()
    texts = " | ".join(row["text"] for row in answer["results"])
    for words, readers in SEEN.items():
        assert (words in page) == (name in readers), words
        assert (words in texts) == (name in readers), words
    if not any(name in readers for readers in SEEN.values()):
        assert "Nothing holds these words" in page


def test_goals_and_people_are_found_by_all(on_the_day, cast, client_for, now):
    goals.propose("Quiet gearbox", why_it_matters="They hear us.", by=cast.ada, at=now)
    for name in EVERYBODY:
        assert "Quiet gearbox" in found_by(client_for, getattr(cast, name), "gearbox")
        assert "Dora Wójcik" in found_by(client_for, getattr(cast, name), "wojcik")


def test_who_has_left_is_not_found(on_the_day, cast, client_for):
    assert "Zoe Tanaka" not in found_by(client_for, cast.ada, "zoe")


def test_without_words_it_asks_for_some(on_the_day, cast, client_for):
    assert "What are you looking for?" in client_for(cast.ada).get("/search/").content.decode()
    for words in ("%_'\\ " + "x" * 900, "a b c d e f g h i j k"):
        assert client_for(cast.ada).get("/search/", {"q": words}).status_code == 200


def many(cast, now, number):
    for n in range(number):
        create_person(email=f"p{n}@example.org", name=f"Kestrel {n}", by=None, at=now)
        goals.propose(f"Kestrel {n}", why_it_matters="So.", by=cast.ada, at=now)
        at = now - timedelta(days=2 * (number - n))
        give([cast.ben], what=Piece("praise", "recipient", f"Kestrel {n}"), by=cast.ada, at=at)


def queries_of(client, **asked) -> int:
    client.get("/search/", asked)
    with CaptureQueriesContext(connection) as found:
        assert client.get("/search/", asked).status_code == 200
    return len(found)


def test_one_kind_is_leafed_through(on_the_day, cast, client_for, now):
    many(cast, now, 23)
    client = client_for(cast.ben)
    first = client.get("/search/", {"q": "kestrel"}).content.decode()
    assert "All people who fit" in first
    for kind in ("people", "goals", "feedback"):
        second = client.get("/search/", {"q": "kestrel", "in": kind, "page": "2"})
        assert second.content.decode().count("<li>") == 3
    assert client.get("/search/", {"q": "kestrel", "in": "secrets"}).status_code == 200


def test_it_costs_the_same_for_little_and_for_much(world, cast, client_for, now):
    many(cast, now, 1)
    client = client_for(cast.ben)
    asked = ({"q": "kestrel"}, {"q": "kestrel", "in": "goals"}, {"q": CANARY})
    few = [queries_of(client, **one) for one in asked]
    many_more = [
        create_person(email=f"q{n}@example.org", name=f"Kestrel {n}", by=None, at=now)
        for n in range(9)
    ]
    assert len(many_more) == 9
    assert [queries_of(client, **one) for one in asked] == few
    assert max(few) <= 12


def test_the_call_answers_page_by_page(on_the_day, cast, api_for, now):
    many(cast, now, 23)
    caller = api_for(cast.ben)
    few = caller.get("/api/v1/search", {"q": "kestrel"}).json()
    assert {row["kind"] for row in few["results"]} == {"person", "goal", "feedback"}
    assert few["next"] is None
    first = caller.get("/api/v1/search", {"q": "kestrel", "kind": "goal", "limit": 20}).json()
    assert len(first["results"]) == 20
    second = caller.get(first["next"]).json()
    assert (len(second["results"]), second["next"]) == (3, None)
    beyond = caller.get(
        "/api/v1/search", {"q": "kestrel", "kind": "goal", "limit": 20, "page": 9}
    ).json()
    assert beyond["results"] == []


def test_the_call_wants_words(on_the_day, cast, api_for):
    assert api_for(cast.ben).get("/api/v1/search").status_code == 422
    assert api_for(cast.ben).get("/api/v1/search", {"q": "a", "kind": "x"}).status_code == 422
    assert api_for(cast.zoe).get("/api/v1/search", {"q": "a"}).status_code in (401, 403)
