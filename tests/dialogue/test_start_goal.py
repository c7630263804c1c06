"""A side of a talk starts a goal from it; only the two who talked see from where it came."""

from datetime import timedelta

import pytest

from accounts.services import coaching
from dialogue.models import StartedGoal
from dialogue.services import commitments
from goals.models import Goal
from goals.services import goals

pytestmark = pytest.mark.usefixtures("at_now")


def start(client, origin, **more):
    sent = {"title": "Hear a bearing", "why_it_matters": "Before it stops.", "kind": "personal",
            "work": "change", "aim": "learning", "origin": origin, **more}  # fmt: skip
    return client.post("/goals/new/", sent)


def test_it_is_started_from_a_talk_and_from_a_promise(client_for, cast, talk, now, subtests):
    promise = {"what": "Borrow the stethoscope", "who": cast.ben}
    made = commitments.commit(talk, by=cast.ben, at=now, **promise)
    ben, page = client_for(cast.ben), f"/checkins/{talk.pk}/"
    shown = ben.get(page).content.decode()
    for number, named in enumerate((f"checkin/{talk.pk}", f"commitment/{made.pk}")):
        with subtests.test(named):
            assert f"/goals/new/?from={named}" in shown
            blank = ben.get(f"/goals/new/?from={named}").content.decode()
            assert "Your talk with Ada" in blank
            assert made.what not in blank
            answer = start(ben, named, title=f"Goal {number}", owners=cast.ben.pk)
            goal = Goal.objects.get(title=f"Goal {number}")
            assert answer["Location"] == f"/goals/{goal.pk}/"
            assert goal.title in ben.get(page).content.decode()
            for side, other in ((cast.ben, "Ada"), (cast.ada, "Ben")):
                told = client_for(side).get(f"/goals/{goal.pk}/").content.decode()
                assert f"Your talk with {other}" in told
            for person in (cast.cleo, cast.dora, cast.root):
                told = client_for(person).get(f"/goals/{goal.pk}/").content.decode()
                assert "Talks it was started from" not in told
                assert str(talk.pk) not in told
    assert StartedGoal.objects.filter(commitment=made).count() == 1


def test_only_a_side_starts_one(client_for, api_for, cast, talk, now):
    made = commitments.commit(talk, by=cast.ben, at=now, what="Ask", who=cast.ben)
    for person in (cast.cleo, cast.dora, cast.root):
        for named in (f"checkin/{talk.pk}", f"commitment/{made.pk}"):
            refused = start(client_for(person), named, owners=person.pk)
            assert refused.status_code == 422
            assert "Hear a bearing" in refused.content.decode()
    body = {"title": "T", "why_it_matters": "W", "origin": f"checkin/{talk.pk}"}
    assert api_for(cast.cleo).post("/api/v1/goals", body).status_code == 422
    assert not Goal.objects.exists()
    assert api_for(cast.ada).post("/api/v1/goals", body).status_code == 201


def test_a_former_coach_sees_only_what_they_started(client_for, cast, talk, now):
    named = f"checkin/{talk.pk}"
    own = {"why_it_matters": "So.", "origin": named, "at": now}
    of_ada = goals.propose("By ada", by=cast.ada, **own)
    of_ben = goals.propose("By ben", by=cast.ben, **own)
    coaching.end(cast.coaching, by=cast.ben, at=now + timedelta(hours=1))
    ada, ben = client_for(cast.ada), client_for(cast.ben)
    for browser, goal, sees in ((ada, of_ada, True), (ada, of_ben, False), (ben, of_ada, True)):
        shown = browser.get(f"/goals/{goal.pk}/").content.decode()
        assert ("Talks it was started from" in shown) == sees
    assert start(ada, named, owners=cast.ada.pk).status_code == 422
