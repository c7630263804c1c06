"""Every member reads every goal; the pages cost the same however much there is."""

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from goals import policies
from goals.models import Comment, Goal, Measurement, Metric, Purpose
from goals.services import comments, goals, measurements, metrics, owners, participation, purposes

PAGES = [
    "/goals/",
    "/goals/?view=list",
    "/goals/?q=visit",
    "/goals/?mine=1",
    "/goals/new/",
    "/purpose/",
]
ODD = [
    "/goals/?state=nonsense&kind=7&page=x",
    "/goals/?page=99999999",
    "/goals/?q=%25_%27%22",
    "/goals/?mine=0",
]
MOST_QUERIES = 12


def test_pages_open_for_a_member(client_for, dora, measured, subtests):
    browser = client_for(dora)
    for address in PAGES + ODD:
        with subtests.test(case=repr(address)):
            assert browser.get(address).status_code == 200


def test_a_goal_opens_for_every_member(client_for, api_for, cast, measured, joined, goal):
    for person in (cast.ada, cast.ben, cast.cleo, cast.dora, cast.root, cast.tess):
        page = client_for(person).get(f"/goals/{goal.pk}/")
        assert page.status_code == 200
        assert "84.5 %" in page.content.decode()
        assert api_for(person).get(f"/api/v1/goals/{goal.pk}").json()["title"] == goal.title


def test_a_goal_that_does_not_exist_is_not_found(client_for, api_for, ben):
    nowhere = "00000000-0000-4000-8000-000000000000"
    assert client_for(ben).get(f"/goals/{nowhere}/").status_code == 404
    assert api_for(ben).get(f"/api/v1/goals/{nowhere}").status_code == 404
    assert api_for(ben).get(f"/api/v1/goals/{nowhere}/metrics").status_code == 404
    assert client_for(ben).get(f"/metrics/{nowhere}/measure/").status_code == 404


def test_nobody_reads_goals_without_signing_in(client, goal):
    assert client.get(f"/goals/{goal.pk}/").status_code == 302
    assert client.get("/api/v1/goals").status_code == 401


def test_policies_and_querysets_agree(cast, measured, goal, now):
    said = comments.comment(goal, text="Good.", by=cast.ada, at=now)
    taken_back = comments.comment(goal, text="Not so.", by=cast.ada, at=now)
    comments.withdraw(taken_back, by=cast.ada, at=now)
    taken_back.refresh_from_db()
    stated = purposes.state("Keep people warm.", team=None, by=cast.root, at=now)
    measurement = Measurement.objects.first()
    for name in ("ada", "ben", "cleo", "dora", "root", "tess", "zoe"):
        person = getattr(cast, name)
        sees = policies.can_read(person, goal)
        assert sees == Goal.objects.visible_to(person).filter(pk=goal.pk).exists()
        assert sees == Metric.objects.visible_to(person).filter(pk=measured.pk).exists()
        assert sees == Measurement.objects.visible_to(person).filter(pk=measurement.pk).exists()
        for comment in (said, taken_back):
            readable = policies.can_read_comment(person, comment)
            assert readable == Comment.objects.visible_to(person).filter(pk=comment.pk).exists()
        words = policies.can_read_purpose(person, stated)
        assert words == Purpose.objects.visible_to(person).filter(pk=stated.pk).exists()


def test_what_people_write_is_shown_as_text(client_for, ben, propose_goal, now):
    canary = "<script>alert(1)</script>"
    goal = propose_goal(ben, title=canary, why_it_matters=canary)
    metric = metrics.add(goal, name=canary, unit=canary[:25], by=ben, at=now)
    measurements.measure(metric, value=Decimal(1), note=canary, by=ben, at=now)
    comments.comment(goal, text=canary, by=ben, at=now)
    for address in (
        f"/goals/{goal.pk}/",
        "/goals/",
        "/goals/?view=list",
        f"/metrics/{metric.pk}/measure/",
    ):
        page = client_for(ben).get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_the_tree_begins_at_the_purpose(client_for, ben, cast, propose_goal, now):
    purposes.state("Keep people warm.", team=None, by=cast.root, at=now)
    top = propose_goal(ben, title="Nobody waits in the cold")
    propose_goal(ben, title="Fixed at once", parents=[top])
    propose_goal(ben, title="A thing of my own", kind="personal")
    page = client_for(ben).get("/goals/")
    shown = page.context["nodes"]
    assert "Keep people warm." in page.content.decode()
    assert [one.goal.title for one in shown] == ["Nobody waits in the cold"]
    assert [one.goal.title for one in shown[0].below] == ["Fixed at once"]


def test_below_an_ended_goal_the_open_ones_come_up(client_for, ben, propose_goal, now):
    top = propose_goal(ben, title="Ended")
    propose_goal(ben, title="Still open", parents=[top])
    goals.achieve(top, by=ben, at=now)
    assert [one.goal.title for one in client_for(ben).get("/goals/").context["nodes"]] == [
        "Still open"
    ]


def test_a_branch_opens_as_part_and_as_page(client_for, ben, propose_goal):
    top = propose_goal(ben, title="Top")
    propose_goal(ben, title="Below", parents=[top])
    address = f"/goals/{top.pk}/branch/"
    part = client_for(ben).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Below" in part
    assert "<html" not in part
    assert "<html" in client_for(ben).get(address).content.decode()


def test_the_list_finds(client_for, api_for, ada, ben, cleo, propose_goal, now, subtests):
    propose_goal(ben, title="Mine", kind="personal")
    participation.join(propose_goal(ada, title="Joined by me"), by=ben, at=now)
    propose_goal(ada, title="Waiting for cleo", owners=[ada, cleo])
    goals.achieve(propose_goal(ada, title="Reached", why_it_matters="A reason."), by=ada, at=now)
    goals.let_go(propose_goal(ada, title="Dropped"), learnt="Much.", by=ada, at=now)
    browser = client_for(ben)
    caller = api_for(ben)
    for query, titles in [
        ("mine=1", {"Mine", "Joined by me"}),
        ("kind=personal", {"Mine"}),
        ("state=proposed", {"Waiting for cleo"}),
        ("state=active", {"Mine", "Joined by me"}),
        ("state=achieved", {"Reached"}),
        ("state=let_go", {"Dropped"}),
        ("q=reached reason&state=all", {"Reached"}),
        ("q=JOINED", {"Joined by me"}),
        ("q=nothing", set()),
    ]:
        with subtests.test(case=repr((query, titles))):
            shown = browser.get(f"/goals/?{query}").context["nodes"]
            assert {one.goal.title for one in shown} == titles
            if "state" in query:
                called = caller.get(f"/api/v1/goals?{query.replace('state=all', '')}").json()
                assert {one["title"] for one in called["results"]} == titles


def test_calls_filter_by_part_kind_and_parent(api_for, ada, ben, propose_goal):
    top = propose_goal(ada, title="Top")
    propose_goal(ben, title="Below", parents=[top], kind="personal")
    ask = api_for(ben)
    for query in ("mine=true", "kind=personal", f"parent={top.pk}"):
        found = ask.get(f"/api/v1/goals?{query}").json()["results"]
        assert [one["title"] for one in found] == ["Below"]
    assert found[0]["parents"] == [str(top.pk)]
    assert ask.get("/api/v1/goals?parent=x").status_code == 422


def fill(cast, propose_goal, now, count):
    """Make `count` goals, each with an owner, a number, values, a comment and a sub-goal."""
    top = propose_goal(cast.ben, title="Top")
    for number in range(count):
        goal = propose_goal(
            cast.ben, title=f"Goal {number}", owners=[cast.ben, cast.cleo], parents=[top]
        )
        owners.agree(goal, by=cast.cleo, at=now)
        participation.join(goal, by=cast.dora, at=now)
        participation.join(top, by=cast.dora, at=now)
        propose_goal(cast.ben, title=f"Below {number}", parents=[goal])
        comments.comment(top, text="Good.", by=cast.ada, at=now)
        for place in (top, goal):
            metric = metrics.add(place, name="Number", ambition=Decimal(9), by=cast.ben, at=now)
            for day in range(3):
                at = now - timedelta(days=day)
                measurements.measure(metric, value=Decimal(day), by=cast.ben, at=at)
    return top


ADDRESSES = [
    "/goals/",
    "/goals/?view=list",
    "/goals/?mine=1",
    "/goals/{top}/",
    "/goals/{top}/branch/",
    "/goals/?q=goal&sort=title&due=none",
    "/goals/timeline/",
    "/goals/graph/",
    "/goals/graph/?of={top}",
    "/goals/my-part/",
    "/api/v1/goals/{top}/paths",
    "/goals/{top}/edit/",
    "/purpose/",
    "/api/v1/goals",
    "/api/v1/goals/{top}",
    "/api/v1/goals/{top}/metrics",
    "/api/v1/goals/{top}/comments",
]


def costs(browser, top):
    """Count the queries of every page."""
    told = {}
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address.format(top=top.pk)).status_code == 200
        told[address] = len(queries)
    return told


def test_a_page_costs_the_same_at_two_sizes(client_for, cast, propose_goal, now):
    browser = client_for(cast.ben)
    few = costs(browser, fill(cast, propose_goal, now, 2))
    assert max(few.values()) <= MOST_QUERIES
    assert costs(browser, fill(cast, propose_goal, now, 5)) == few
