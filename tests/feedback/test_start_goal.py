"""A recipient starts a goal from feedback; nobody else learns what it was started from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import StartedGoal
from feedback.services import share, withdraw
from goals.models import Goal

pytestmark = pytest.mark.usefixtures("_at_now")


def words(person, **more):
    return {
        "title": "Read the curve aloud", "why_it_matters": "Nobody looks for it at night.",
        "kind": "personal", "work": "change", "aim": "learning", "owners": person.pk, **more,
    }  # fmt: skip


def test_it_is_started_from_a_button_and_copies_nothing(
    client_for, cast, given, goal, form, now, subtests
):
    piece = given("cleo", "ben", kind="improvement", goal=goal)
    ben, address = client_for(cast.ben), f"/goals/new/?from=feedback/{piece.pk}"
    page = ben.get(f"/feedback/{piece.pk}/").content.decode()
    assert f'href="{address}"' in page
    blank = ben.get(address).content.decode()
    assert "What Cleo wrote to you" in blank
    assert f'value="{goal.pk}" checked' in blank  # the goal it is about is proposed above
    for private in (piece.situation, piece.behaviour, piece.impact, piece.recommendation):
        assert private not in blank
    sent = ben.post("/goals/new/", words(cast.ben, origin=f"feedback/{piece.pk}"))
    made = Goal.objects.get(title="Read the curve aloud")
    assert sent["Location"] == f"/goals/{made.pk}/"
    with subtests.test("its recipient finds one from the other"):
        assert made.title in ben.get(f"/feedback/{piece.pk}/").content.decode()
        shown = ben.get(f"/goals/{made.pk}/").content.decode()
        assert "Improvement from Cleo Adeyemi to you" in shown
    with subtests.test("nobody else does, its giver neither"):
        share(piece, people=[cast.dora], by=cast.ben, at=now)
        for person in (cast.cleo, cast.ada, cast.dora, cast.root):
            shown = client_for(person).get(f"/goals/{made.pk}/").content.decode()
            assert "Feedback linked here" not in shown
            assert str(piece.pk) not in shown
        for person in (cast.cleo, cast.dora):  # they may read the piece itself
            assert (
                "Start a goal"
                not in client_for(person).get(f"/feedback/{piece.pk}/").content.decode()
            )
    with subtests.test("taken back by its giver, it is gone from there too"):
        withdraw(piece, by=cast.cleo, at=now)
        assert "Feedback linked here" not in ben.get(f"/goals/{made.pk}/").content.decode()
        assert not StartedGoal.objects.visible_to(cast.ben).exists()


def test_only_from_what_one_received(client_for, api_for, cast, given, subtests):
    piece = given("cleo", "ben")
    for name in ("cleo", "ada", "dora"):
        person = getattr(cast, name)
        with subtests.test(name):
            address = f"/goals/new/?from=feedback/{piece.pk}"
            assert "wrote to you" not in client_for(person).get(address).content.decode()
            sent = words(person, origin=f"feedback/{piece.pk}", title="Kept words")
            refused = client_for(person).post("/goals/new/", sent)
            assert refused.status_code == 422
            assert "Kept words" in refused.content.decode()
            body = {"title": "T", "why_it_matters": "W", "origin": f"feedback/{piece.pk}"}
            call = api_for(person).post("/api/v1/goals", body)
            assert (call.status_code, list(call.json()["errors"])) == (422, ["origin"])
    for odd in ("feedback/x", "nothing/1", "feedback/00000000-0000-4000-8000-000000000000"):
        body = {"title": "T", "why_it_matters": "W", "origin": odd}
        assert api_for(cast.ben).post("/api/v1/goals", body).status_code == 422
    assert not Goal.objects.exists()
    good = {"title": "T", "why_it_matters": "W", "origin": f"feedback/{piece.pk}"}
    assert api_for(cast.ben).post("/api/v1/goals", good).status_code == 201
    assert StartedGoal.objects.get().started_by == cast.ben


def test_a_goal_links_the_feedback_about_it_that_its_viewer_may_read(
    client_for, cast, given, goal, subtests
):
    given("cleo", "ben", goal=goal)
    given("dora", "ben", goal=goal, readers="everyone")
    given("ada", "dora", goal=goal, kind="improvement")
    expected = {
        "ben": ["Praise from Cleo Adeyemi to you", "Praise from Dora Wójcik to you"],
        "cleo": ["Praise from you to Ben Haddad", "Praise from Dora Wójcik to Ben Haddad"],
        "dora": ["Praise from you to Ben Haddad", "Improvement from Ada Lindqvist to you"],
        "root": ["Praise from Dora Wójcik to Ben Haddad"],
    }
    every = {line for lines in expected.values() for line in lines}
    for name, lines in expected.items():
        with subtests.test(name):
            page = client_for(getattr(cast, name)).get(f"/goals/{goal.pk}/").content.decode()
            assert {line for line in every if line in page} == set(lines)
    few = cost(client_for(cast.ben), goal)
    for _number in range(7):
        given("dora", "ben", goal=goal, readers="everyone")
    assert cost(client_for(cast.ben), goal) == few <= 12
    assert "All your feedback" in client_for(cast.ben).get(f"/goals/{goal.pk}/").content.decode()


def cost(browser, goal):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/goals/{goal.pk}/").status_code == 200
    return len(queries)
