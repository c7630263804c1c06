"""Today: what is due from me, what came for me."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services import coaching
from accounts.services.people import create_person
from core import drafts
from dialogue.services import checkins, commitments, preparations
from feedback.services import asking
from feedback.services.giving import Piece, give
from goals.services import goals, metrics

PRAISE = Piece("praise", "recipient", "You rang the crew before they left.")
MOST_QUERIES = 12


def seen_by(client_for, person) -> str:
    response = client_for(person).get("/")
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client_for, person) -> int:
    client = client_for(person)
    client.get("/")
    with CaptureQueriesContext(connection) as found:
        client.get("/")
    return len(found)


def fill(cast, now, number):
    """Let ben have so many of everything."""
    for n in range(number):
        at = now - timedelta(days=2, minutes=n)
        give([cast.ben], what=PRAISE, by=cast.cleo, at=at)
        goal = goals.propose(
            f"Goal {n}", why_it_matters="So.", by=cast.dora, at=at, owners=[cast.dora, cast.ben]
        )
        own = goals.propose(f"Own {n}", why_it_matters="So.", by=cast.ben, at=at)
        metrics.add(own, name=f"Number {n}", by=cast.ben, at=at, ambition=Decimal(9))
        later = now + timedelta(days=2, hours=n)
        planned = checkins.plan(cast.cleo, by=cast.ben, at=now, planned_at=later)
        commitments.commit(planned, by=cast.ben, at=now, what=f"Thing {n}", who=cast.ben)
        draft = f"feedback/{goal.pk}"
        drafts.save(cast.ben, draft, fields={"behaviour": "Begun"}, version=0, at=at)


def test_a_newcomer_is_shown_three_small_steps(on_the_day, cast, client_for, now):
    new = create_person(email="ny@example.org", name="Ny Berg", by=None, at=now)
    page = seen_by(client_for, new)
    assert "Good morning, Ny" in page
    assert "Your first day" in page
    assert 'href="/coachings/ask/"' in page
    assert "Nothing waits for you" not in page


def test_whoever_has_talked_before_has_no_first_day(talk, cast, client_for):
    assert "Your first day" not in seen_by(client_for, cast.ada)


@pytest.mark.parametrize("name", ["ada", "ben", "cleo", "dora", "root", "tess"])
def test_everybody_has_a_today(talk, cast, client_for, name):
    assert "Good morning" in seen_by(client_for, getattr(cast, name))


def test_nobody_sees_it_without_signing_in(client, cast):
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_next_talk_asks_its_first_prompt(talk, prompt, cast, client_for):
    page = seen_by(client_for, cast.ben)
    assert "You talk with Ada tomorrow; there is something to prepare." in page
    assert prompt.text in page
    assert "Only you read this until you begin to talk" in page


def test_the_other_side_is_called_ready_only_once_it_shows_its_answers(
    talk, prompt, cast, client_for, now
):
    answers = {prompt.pk: "The pump."}
    preparations.save_preparation(talk, by=cast.ada, at=now, answers=answers, version=0)
    assert "Ada shows you what they wrote" not in seen_by(client_for, cast.ben)
    preparations.share_preparation(talk, by=cast.ada, at=now)
    page = seen_by(client_for, cast.ben)
    assert "Ada shows you what they wrote" in page
    assert "The pump." not in page


def test_a_talk_whose_time_has_come_asks_whether_it_was_held(
    talk, cast, client_for, time_machine, now
):
    time_machine.move_to(now + timedelta(days=2), tick=False)
    page = seen_by(client_for, cast.ada)
    assert "Did you and Ben talk?" in page
    assert "1 question waits for your answer." in page


def test_what_waits_for_me_has_its_place(talk, cast, client_for, now):
    coaching.ask(cast.ben, coachee=cast.dora, by=cast.dora, at=now)
    fill(cast, now, 1)
    page = seen_by(client_for, cast.ben)
    assert "Would you be my coach?" in page
    assert "names you as an owner of this goal" in page
    assert "Number 0" in page
    assert "You rang the crew before they left." in page
    assert "Thing 0" in page
    assert "Begun" in page
    assert "2 questions wait for your answer." in page


def test_what_came_for_others_is_not_mine(on_the_day, cast, client_for, now):
    give([cast.ben], what=PRAISE, by=cast.cleo, at=now - timedelta(days=1))
    assert "You rang the crew" in seen_by(client_for, cast.ben)
    for other in (cast.ada, cast.cleo, cast.dora, cast.root, cast.tess):
        assert "You rang the crew" not in seen_by(client_for, other)


def test_feedback_of_three_weeks_ago_is_not_new(on_the_day, cast, client_for, now):
    give([cast.ben], what=PRAISE, by=cast.cleo, at=now - timedelta(days=21))
    assert "You rang the crew" not in seen_by(client_for, cast.ben)


def test_it_costs_the_same_for_little_and_for_much(talk, cast, client_for, now):
    fill(cast, now, 1)
    few = queries_of(client_for, cast.ben)
    fill(cast, now + timedelta(days=8), 8)
    assert queries_of(client_for, cast.ben) == few <= MOST_QUERIES


def test_the_greeting_follows_my_own_hour(on_the_day, cast, client_for):
    cast.ben.time_zone = "America/New_York"
    cast.ben.save(update_fields=["time_zone"])
    assert "Good evening" not in seen_by(client_for, cast.ben)
    cast.ben.time_zone = "Asia/Tokyo"
    cast.ben.save(update_fields=["time_zone"])
    assert "Good evening, Ben" in seen_by(client_for, cast.ben)


def test_a_question_of_a_colleague_is_answered_or_declined_in_place(talk, cast, client_for, now):
    asked = asking.ask("What should I keep doing?", people=[cast.ben], by=cast.cleo, at=now)
    assert "What should I keep doing?" not in seen_by(client_for, cast.ada)
    shown = seen_by(client_for, cast.ben)
    assert "What should I keep doing?" in shown
    assert f"/feedback/give/?asked={asked.pk}" in shown
    address = f"/today/requests/{asked.pk}/"
    for person in (cast.ada, cast.cleo):
        assert client_for(person).post(address).status_code == 404
    said = client_for(cast.ben).post(address, headers={"HX-Request": "true"})
    assert "Put away. No reason is needed." in said.content.decode()
    assert "What should I keep doing?" not in seen_by(client_for, cast.ben)
