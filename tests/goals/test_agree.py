"""A goal is agreed when everyone it names as owner has said yes."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services.people import deactivate
from core.errors import StaleVersion
from goals.models import Goal
from goals.services import goals, owners
from goals.services.owners import GoalHasEnded


def state_of(goal):
    return Goal.objects.get(pk=goal.pk).state


def test_the_last_yes_makes_it_agreed(client_for, cleo, shared_goal):
    assert state_of(shared_goal) == "proposed"
    answer = client_for(cleo).post(f"/goals/{shared_goal.pk}/agree/", {"version": 1})
    assert answer.status_code == 303
    assert state_of(shared_goal) == "active"


def test_yes_by_call(api_for, cleo, shared_goal):
    told = api_for(cleo).post(f"/api/v1/goals/{shared_goal.pk}/agree")
    assert (told.status_code, told.json()["state"]) == (200, "active")


@pytest.mark.parametrize("verb", ["agree", "decline"])
def test_nobody_answers_who_is_not_named(client_for, api_for, cast, shared_goal, verb):
    for person in (cast.ada, cast.dora, cast.root):
        assert client_for(person).post(f"/goals/{shared_goal.pk}/{verb}/").status_code == 403
        assert api_for(person).post(f"/api/v1/goals/{shared_goal.pk}/{verb}").status_code == 403
    assert state_of(shared_goal) == "proposed"


def test_a_no_keeps_it_proposed_and_can_be_changed(client_for, api_for, ben, cleo, shared_goal):
    client_for(cleo).post(f"/goals/{shared_goal.pk}/decline/", {"version": 1})
    told = api_for(ben).get(f"/api/v1/goals/{shared_goal.pk}").json()
    assert [one["answer"] for one in told["owners"]] == ["yes", "no"]
    assert "said no" in client_for(ben).get(f"/goals/{shared_goal.pk}/").content.decode()
    assert client_for(cleo).get(f"/goals/{shared_goal.pk}/edit/").status_code == 403
    assert api_for(cleo).post(f"/api/v1/goals/{shared_goal.pk}/agree").json()["state"] == "active"
    assert (
        api_for(cleo).post(f"/api/v1/goals/{shared_goal.pk}/decline").json()["state"] == "proposed"
    )


def test_nobody_says_yes_to_words_they_have_not_read(
    client_for, api_for, ben, cleo, shared_goal, now
):
    goals.edit(shared_goal, title="Reworded", by=ben, at=now, version=1)
    assert (
        client_for(cleo).post(f"/goals/{shared_goal.pk}/agree/", {"version": 1}).status_code == 422
    )
    assert (
        api_for(cleo).post(f"/api/v1/goals/{shared_goal.pk}/agree", {"version": 1}).status_code
        == 412
    )
    with pytest.raises(StaleVersion):
        owners.agree(shared_goal, by=cleo, at=now, version=1)
    assert state_of(shared_goal) == "proposed"


def test_an_ended_goal_is_not_answered(shared_goal, ben, cleo, now):
    goals.let_go(shared_goal, learnt="Enough.", by=ben, at=now)
    with pytest.raises(GoalHasEnded):
        owners.agree(shared_goal, by=cleo, at=now)


def test_who_has_left_is_not_waited_for(propose_goal, cast, now):
    goal = propose_goal(cast.ben, owners=[cast.ben, cast.cleo, cast.dora])
    deactivate(cast.dora, by=cast.root, at=now)
    owners.agree(goal, by=cast.cleo, at=now)
    assert state_of(goal) == "active"
    with pytest.raises(PermissionDenied):
        owners.agree(goal, by=cast.dora, at=now)


def test_the_stored_moment_agrees_with_the_answers(shared_goal, cleo, now):
    for act in (owners.agree, owners.decline, owners.agree, owners.agree):
        act(shared_goal, by=cleo, at=now)
        answers = list(shared_goal.ownerships.all())
        agreed = all(one.agreed_at for one in answers)
        assert (Goal.objects.get(pk=shared_goal.pk).agreed_at is not None) == agreed


def test_a_link_changes_nothing(client_for, ben, goal, subtests):
    browser = client_for(ben)
    for address in ["agree", "decline", "join", "leave", "comment"]:
        with subtests.test(case=repr(address)):
            assert browser.get(f"/goals/{goal.pk}/{address}/").status_code == 405
