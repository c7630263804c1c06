"""Owners mark a goal as achieved, or let it go with what was learnt."""

import pytest
from django.core.exceptions import PermissionDenied

from goals.models import Goal
from goals.services import goals
from goals.services.goals import NotAgreed
from goals.services.owners import GoalHasEnded
from notifications.models import Notification

VERBS = [("achieve", "achieved"), ("let-go", "let_go")]


@pytest.mark.parametrize(("verb", "state"), VERBS)
def test_an_owner_ends_a_goal_and_the_others_are_told(
    client_for, ada, ben, goal, joined, verb, state
):
    browser = client_for(ben)
    assert browser.get(f"/goals/{goal.pk}/{verb}/").status_code == 200
    answer = browser.post(f"/goals/{goal.pk}/{verb}/", {"learnt": "Reading aloud helps."})
    assert answer.status_code == 303
    assert Goal.objects.get(pk=goal.pk).state == state
    assert "Reading aloud helps." in client_for(ada).get(f"/goals/{goal.pk}/").content.decode()
    assert {row.person for row in Notification.objects.filter(kind="goal.ended")} == {ada}


@pytest.mark.parametrize(("verb", "state"), VERBS)
def test_ending_by_call(api_for, ben, goal, verb, state):
    told = api_for(ben).post(f"/api/v1/goals/{goal.pk}/{verb}", {"learnt": "Much."}).json()
    assert (told["state"], told["learnt"], told[f"{state}_on"]) == (state, "Much.", "2026-11-12")
    again = api_for(ben).post(f"/api/v1/goals/{goal.pk}/{verb}", {"learnt": "Much."})
    assert again.status_code == 422


@pytest.mark.parametrize("verb", ["achieve", "let-go"])
def test_nobody_else_ends_it(client_for, api_for, cast, goal, joined, verb):
    for person in (cast.ada, cast.dora, cast.root):
        browser, words = client_for(person), {"learnt": "Much."}
        assert browser.get(f"/goals/{goal.pk}/{verb}/").status_code == 403
        assert browser.post(f"/goals/{goal.pk}/{verb}/", words).status_code == 403
        called = api_for(person).post(f"/api/v1/goals/{goal.pk}/{verb}", words)
        assert called.status_code == 403
    assert Goal.objects.get(pk=goal.pk).is_open


def test_letting_go_says_what_was_learnt(client_for, api_for, ben, goal, subtests):
    browser = client_for(ben)
    caller = api_for(ben)
    for learnt in ["", "  "]:
        with subtests.test(case=repr(learnt)):
            page = browser.post(f"/goals/{goal.pk}/let-go/", {"learnt": learnt})
            assert page.status_code == 422
            assert "Say what you learnt" in page.content.decode()
            refused = caller.post(f"/api/v1/goals/{goal.pk}/let-go", {"learnt": learnt})
            assert (refused.status_code, list(refused.json()["errors"])) == (422, ["learnt"])
            assert caller.post(f"/api/v1/goals/{goal.pk}/let-go").status_code == 422


def test_what_was_not_agreed_is_let_go_but_not_achieved(shared_goal, ben, now):
    with pytest.raises(NotAgreed):
        goals.achieve(shared_goal, by=ben, at=now)
    assert goals.let_go(shared_goal, learnt="Nobody wanted it.", by=ben, at=now).state == "let_go"


def test_an_ended_goal_is_not_changed(goal, ben, zoe, now):
    goals.achieve(goal, by=ben, at=now)
    with pytest.raises(GoalHasEnded):
        goals.edit(goal, title="X", by=ben, at=now, version=None)
    with pytest.raises(PermissionDenied):
        goals.let_go(goal, learnt="X", by=zoe, at=now)
