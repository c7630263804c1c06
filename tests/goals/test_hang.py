"""Goals hang on each other without going in circles, even when two people act at once."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from goals.models import Parentage
from goals.services import goals, proposals
from goals.services.parents import GoesInCircles


def hang(goal, parents, by, at):
    return goals.edit(goal, parents=parents, by=by, at=at, version=None)


def test_a_goal_has_several_parents(propose_goal, ben, now):
    one, two = propose_goal(ben, title="One"), propose_goal(ben, title="Two")
    below = propose_goal(ben, title="Below", parents=[one, two, one])
    assert set(below.parents.all()) == {one, two}
    hang(below, [two], ben, now)
    assert list(below.parents.all()) == [two]
    hang(below, [], ben, now)
    assert not below.parents.exists()


def test_no_goal_hangs_on_itself(api_for, propose_goal, ben, goal, now):
    with pytest.raises(GoesInCircles):
        hang(goal, [goal], ben, now)
    refused = api_for(ben).patch(
        f"/api/v1/goals/{goal.pk}", {"parents": [str(goal.pk)]}, headers={"If-Match": "*"}
    )
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["parents"])


def test_two_goals_do_not_hang_on_each_other(propose_goal, ben, goal, now):
    below = propose_goal(ben, title="Below", parents=[goal])
    with pytest.raises(GoesInCircles):
        hang(goal, [below], ben, now)


def test_a_long_way_round_is_seen(client_for, propose_goal, ben, goal, now):
    last = goal
    for number in range(12):
        last = propose_goal(ben, title=f"Step {number}", parents=[last])
    with pytest.raises(GoesInCircles):
        hang(goal, [last], ben, now)
    words = {
        "title": goal.title,
        "why_it_matters": "So.",
        "kind": "collective",
        "work": "change",
        "aim": "learning",
    }
    page = client_for(ben).post(
        f"/goals/{goal.pk}/edit/", {**words, "version": 1, "owners": ben.pk, "parents": last.pk}
    )
    assert page.status_code == 422
    assert "hangs on this goal itself" in page.content.decode()


def test_the_database_knows_the_shortest_circle(goal):
    with (
        pytest.raises(IntegrityError, match="a_goal_does_not_hang_on_itself"),
        transaction.atomic(),
    ):
        Parentage.objects.create(goal=goal, parent=goal)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_no_circle(propose_goal, ben, cleo, now):
    """One hangs a under b while the other hangs b under a: by a change, and by accepting one."""
    for number in range(3):
        one = propose_goal(ben, title="One", owners=[ben, cleo])
        two = propose_goal(ben, title="Two", owners=[ben, cleo])
        acts = [edited(one, two, ben, now), edited(two, one, ben, now)]
        if number:
            acts = [accepted(one, two, ben, cleo, now), accepted(two, one, ben, cleo, now)]
        assert sorted(at_once(*acts)) == ["done", "refused"]
        assert Parentage.objects.count() == 1
        Parentage.objects.all().delete()


def edited(goal, parent, ben, now):
    return lambda: hang(goal, [parent], ben, now)


def accepted(goal, parent, ben, cleo, now):
    made = proposals.propose(goal, changes={"parents": [parent]}, by=cleo, at=now)
    return lambda: proposals.accept(made, by=ben, at=now)


def at_once(*acts):
    """Do things in connections of their own, all at the same moment."""
    barrier, outcomes = threading.Barrier(len(acts), timeout=10), []

    def run(act):
        try:
            barrier.wait()
            act()
            outcomes.append("done")
        except GoesInCircles:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return outcomes
