"""The whole history of a goal can be read, and its page shows the latest of it."""

from datetime import timedelta
from decimal import Decimal

from goals.services import goals, measurements, metrics, owners, participation, proposals


def told(lines):
    return [(one["what"], one["by"]["name"].split()[0]) for one in lines]


def play(goal, cast, now):
    """Let everything happen to a goal that can happen, an hour apart."""
    hour = iter(timedelta(hours=number) for number in range(1, 30))
    start = now - timedelta(days=5)

    def at():
        return start + next(hour)

    goals.edit(goal, title="Hand-overs in a day", by=cast.ben, at=at(), version=1)
    owners.decline(goal, by=cast.cleo, at=at())
    owners.agree(goal, by=cast.cleo, at=at())
    participation.join(goal, by=cast.dora, at=at())
    open_one = {"reason": "Because <b>so</b>.", "by": cast.dora}
    first = proposals.propose(goal, changes={"title": "Within the hour"}, at=at(), **open_one)
    proposals.decline(first, reason="Too soon.", by=cast.ben, at=at())
    again = proposals.propose(goal, changes={"title": "Within a shift"}, at=at(), by=cast.dora)
    proposals.accept(again, by=cast.cleo, at=at(), reason="Yes.")
    gone = proposals.propose(goal, changes={"aim": "learning"}, at=at(), by=cast.ada)
    proposals.withdraw(gone, by=cast.ada, at=at())
    metric = metrics.add(goal, name="Hand-overs", unit="of 14", by=cast.ben, at=at())
    wrong = measurements.measure(metric, value=Decimal(3), by=cast.ben, at=at())
    measurements.correct(wrong, value=Decimal(11), by=cast.ben, at=at(), note="Counted twice.")
    metrics.retire(metric, by=cast.ben, at=at())
    participation.leave(goal, by=cast.dora, at=at())
    goals.achieve(goal, learnt="Reading aloud helps.", by=cast.ben, at=at())


def test_everything_that_happened_is_told(client_for, api_for, cast, shared_goal, now):
    goal = shared_goal
    play(goal, cast, now)
    page = client_for(cast.ada).get(f"/goals/{goal.pk}/history/").content.decode()
    for shown in (
        "<b>Ben Haddad</b> proposed this goal",
        "<b>Ben Haddad</b> changed this goal",
        "<b>Cleo Adeyemi</b> said no to owning it",
        "With this it is agreed",
        "<b>Dora Wójcik</b> joined",
        "<b>Ben Haddad</b> declined the change that Dora Wójcik proposed",
        "Too soon.",
        "Because &lt;b&gt;so&lt;/b&gt;.",
        "<b>Cleo Adeyemi</b> accepted the change that Dora Wójcik proposed",
        "<b>Ada Lindqvist</b> took a proposal back",
        "<b>Ben Haddad</b> noted 3 of 14 for Hand-overs, corrected later",
        "<b>Ben Haddad</b> noted 11 of 14 for Hand-overs",
        "Counted twice.",
        "<b>Ben Haddad</b> retired the number Hand-overs",
        "<b>Dora Wójcik</b> left this goal",
        "Reading aloud helps.",
        '<del><span class="hide-text">taken out: </span>day</del>',
        '<ins><span class="hide-text">put in: </span>shift</ins>',
    ):
        assert shown in page, shown
    assert "10:00" not in page  # days, never minutes
    lines = api_for(cast.ada).get(f"/api/v1/goals/{goal.pk}/history").json()["results"]
    assert told(lines) == [
        ("achieved", "Ben"), ("left", "Dora"), ("number_retired", "Ben"), ("measured", "Ben"),
        ("measured_wrong", "Ben"), ("number_added", "Ben"), ("withdrawn", "Ada"),
        ("change_proposed", "Ada"), ("accepted", "Cleo"), ("change_proposed", "Dora"),
        ("declined", "Ben"), ("change_proposed", "Dora"), ("joined", "Dora"), ("agreed", "Cleo"),
        ("no", "Cleo"), ("changed", "Ben"), ("proposed", "Ben"),
    ]  # fmt: skip
    assert [one["changed"] for one in lines if one["changed"]] == [["title"], ["title"]]
    assert lines[3]["value"] == 11
    latest = client_for(cast.ada).get(f"/goals/{goal.pk}/").content.decode()
    assert "marked this goal as achieved" in latest
    assert "The whole history" in latest
    assert "proposed this goal" not in latest


def test_a_let_go_goal_and_a_yes_among_others(client_for, cast, propose_goal, now):
    goal = propose_goal(cast.ben, owners=[cast.ben, cast.cleo, cast.ada])
    owners.agree(goal, by=cast.cleo, at=now)
    goals.let_go(goal, learnt="Others do it.", by=cast.ben, at=now)
    page = client_for(cast.dora).get(f"/goals/{goal.pk}/history/").content.decode()
    assert "<b>Cleo Adeyemi</b> said yes to owning it</p>" in page
    assert "<b>Ben Haddad</b> let this goal go" in page


def test_it_is_paged(client_for, api_for, cast, goal, now):
    for number in range(60):
        act = participation.leave if number % 2 else participation.join
        act(goal, by=cast.dora, at=now - timedelta(hours=100 - number))
    browser, address = client_for(cast.ada), f"/goals/{goal.pk}/history/"
    first, second = browser.get(address), browser.get(f"{address}?page=2")
    assert [len(page.context["lines"]) for page in (first, second)] == [40, 21]
    assert "?page=2" in first.content.decode()
    assert "?page=1" in second.content.decode()
    assert "Nothing happened" in browser.get(f"{address}?page=9").content.decode()
    caller, call = api_for(cast.ada), f"/api/v1/goals/{goal.pk}/history"
    one = caller.get(call).json()
    two = caller.get(one["next"]).json()
    assert (len(one["results"]), len(two["results"]), two["next"]) == (50, 11, None)
    assert caller.get(f"{call}?page=x").status_code == 422


def test_teams_dates_and_lists_are_told_in_words(client_for, cast, goal, propose_goal, now):
    top = propose_goal(cast.ben, title="Nobody waits in the cold")
    changes = {"team": cast.turbines, "kind": "personal", "parents": [top], "due_on": now.date()}
    goals.edit(goal, by=cast.ben, at=now, version=None, **changes)
    goals.edit(goal, by=cast.ben, at=now, version=None, team=None, parents=[], due_on=None)
    page = client_for(cast.dora).get(f"/goals/{goal.pk}/history/").content.decode()
    for shown in ("Turbine Design", "No team", "Personal", "Collective", "12 November 2026",
                  "No day", "Our purpose alone", "Nobody waits in the cold"):  # fmt: skip
        assert shown in page, shown
