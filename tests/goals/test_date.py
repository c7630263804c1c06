"""A goal without a due day is asked for one, gently; a team may carry a goal."""

from datetime import date

from goals.models import Goal
from goals.services import goals

ASKED = "Until when would be good?"


def test_its_owner_is_asked_and_says_that_it_is_on_purpose(
    client_for, api_for, cast, goal, joined, now, subtests
):
    owner, address = client_for(cast.ben), f"/goals/{goal.pk}/undated/"
    assert ASKED in owner.get(f"/goals/{goal.pk}/").content.decode()
    assert ASKED in owner.get("/").content.decode()
    with subtests.test("nobody else is asked, or may say so"):
        assert ASKED not in client_for(cast.ada).get(f"/goals/{goal.pk}/").content.decode()
        assert ASKED not in client_for(cast.ada).get("/").content.decode()
        assert client_for(cast.ada).post(address).status_code == 403
        assert api_for(cast.ada).post(f"/api/v1/goals/{goal.pk}/undated").status_code == 403
    with subtests.test("said once, it is silent"):
        assert owner.post(address, {"back": "today"})["Location"] == "/"
        page = owner.get(f"/goals/{goal.pk}/").content.decode()
        assert ASKED not in page
        assert "no due day, on purpose" in page
        assert ASKED not in owner.get("/").content.decode()
        told = api_for(cast.ben).post(f"/api/v1/goals/{goal.pk}/undated").json()
        assert told["undated_on_purpose"] is True
    with subtests.test("a day that is chosen later counts"):
        goals.edit(goal, by=cast.ben, at=now, version=None, due_on=date(2027, 1, 1))
        goal.refresh_from_db()
        assert (goal.undated_at, goal.undated_by, goal.wants_a_due_day) == (None, None, False)


def test_a_new_goal_and_one_with_a_day_are_left_alone(client_for, propose_goal, ben, now):
    propose_goal(ben, title="Has a day", due_on=date(2027, 1, 1))
    goals.propose("Is new", why_it_matters="So.", by=ben, at=now)
    assert ASKED not in client_for(ben).get("/").content.decode()


def test_ones_own_teams_are_offered(client_for, cast):
    browser = client_for(cast.ben)
    form = browser.get("/goals/new/").content.decode()
    assert "Turbine Design" in form
    assert "Supply Chain" not in form  # one's own teams are offered
    offered = browser.get(f"/goals/new/?team={cast.supply.pk}").content.decode()
    assert f'<option value="{cast.supply.pk}" selected>' in offered


def test_a_team_carries_a_goal(client_for, api_for, cast, now, subtests):
    browser = client_for(cast.ben)
    sent = {"title": "Blades", "why_it_matters": "Wind.", "kind": "collective", "work": "change",
            "aim": "learning", "owners": cast.ben.pk, "team": cast.turbines.pk}  # fmt: skip
    assert browser.post("/goals/new/", sent).status_code == 303
    goal = Goal.objects.get(title="Blades")
    with subtests.test("its page, the team's page and calls name it"):
        assert "Turbine Design" in browser.get(f"/goals/{goal.pk}/").content.decode()
        team = browser.get(f"/teams/{cast.turbines.pk}/").content.decode()
        assert f'href="/goals/{goal.pk}/">Blades' in team
        others = browser.get(f"/teams/{cast.supply.pk}/").content.decode()
        assert "No open goal names it yet." in others
        caller = api_for(cast.dora)
        for team, titles in ((cast.turbines, ["Blades"]), (cast.supply, [])):
            found = caller.get(f"/api/v1/goals?team={team.pk}").json()["results"]
            assert [one["title"] for one in found] == titles
        assert caller.get("/api/v1/goals?team=x").status_code == 422
    with subtests.test("a team that does not exist is refused, and nothing typed is lost"):
        odd = browser.post("/goals/new/", {**sent, "team": "x", "title": "Kept"})
        assert odd.status_code == 422
        assert "Kept" in odd.content.decode()


def test_the_page_of_a_team_shows_the_first_and_where_all_are(client_for, cast, now):
    why = {"why_it_matters": "So.", "by": cast.ben, "at": now, "team": cast.turbines}
    for number in range(9):
        goals.propose(f"Goal {number}", **why)
    page = client_for(cast.ben).get(f"/teams/{cast.turbines.pk}/").content.decode()
    assert "All goals of this team" in page
