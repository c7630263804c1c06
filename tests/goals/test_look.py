"""Goals as a list with filters, by their words, over time, as a graph, and one's own part."""

import re
from datetime import date, timedelta

import pytest

from accounts.models import Membership, Team
from goals.models import Goal, Parentage
from goals.querysets import cards, graph
from goals.selectors import timeline
from goals.selectors.graph import my_part, paths
from goals.selectors.loaded import comments_on, loaded
from goals.services import comments, goals, metrics, participation, purposes

HOSTILE = [
    "q=%00&state=nonsense&kind=7&work=x&aim=x&due=x&sort=x&page=x",
    "q=" + "a" * 300 + "&page=99999",
    "q=%25_%27%22%26%7C%21%3A*()&state=all",
    "q=' OR 1=1 --&mine=2&parent=x&owner=%00&team=x",
    "owner=" + "%F0%9F%8C%B1" * 5 + "&parent=00000000-0000-4000-8000-000000000000",
    "view=tree&page=-1&teams=x&state=achieved",
    "from=9999-99&scale=x&page=0",
    "from=%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A1&scale=months",
    "from=1990-01&from=2199-12&scale=quarters",
    "of=&page=99999",
]
VIEWS = ["/goals/", "/goals/timeline/", "/goals/graph/", "/goals/my-part/"]


def titles(page):
    return [one.goal.title for one in page.context["nodes"]]


def called(caller, query):
    return [one["title"] for one in caller.get(f"/api/v1/goals?{query}").json()["results"]]


@pytest.fixture
def team(cast):
    return Membership.objects.filter(person=cast.dora).select_related("team").first().team


@pytest.fixture
def several(propose_goal, ada, ben, dora, now, team):
    """Goals that differ in everything one can look for."""
    day = now.date()
    top = propose_goal(ada, title="Kürzere Wege zum Lager", work="routine", due_on=day)
    propose_goal(
        ben,
        title="Besuche ohne zweite Fahrt",
        why_it_matters="Die Wärmepumpe läuft wieder.",
        parents=[top],
        aim="learning",
        due_on=day + timedelta(days=60),
    )
    propose_goal(dora, title="Running turbines", team=team, kind="collective")
    propose_goal(
        ben,
        title="A visit of my own",
        kind="personal",
        starts_on=day - timedelta(days=90),
        due_on=day - timedelta(days=5),
    )
    return top


def test_a_list_is_narrowed_down(client_for, api_for, several, ben, team, subtests):
    browser, caller = client_for(ben), api_for(ben)
    every = {
        "Kürzere Wege zum Lager",
        "Besuche ohne zweite Fahrt",
        "Running turbines",
        "A visit of my own",
    }
    for query, expected in [
        ("view=list", every),
        ("work=routine", {"Kürzere Wege zum Lager"}),
        ("aim=learning", {"Besuche ohne zweite Fahrt"}),
        (f"parent={several.pk}", {"Besuche ohne zweite Fahrt"}),
        (f"owner={ben.pk}", {"Besuche ohne zweite Fahrt", "A visit of my own"}),
        (f"team={team.pk}", {"Running turbines"}),
        ("due=none", {"Running turbines"}),
        ("due=past", {"A visit of my own"}),
        ("due=30", {"Kürzere Wege zum Lager"}),
        ("due=90&kind=collective", {"Kürzere Wege zum Lager", "Besuche ohne zweite Fahrt"}),
        ("state=ended", set()),
    ]:
        with subtests.test(case=query):
            assert set(titles(browser.get(f"/goals/?{query}"))) == expected
            assert set(called(caller, query)) == expected
    named = browser.get(f"/goals/?owner={ben.name[:3]}")
    assert set(titles(named)) == {"Besuche ohne zweite Fahrt", "A visit of my own"}
    for query in ("kind=7", "state=x", "due=x", "owner=x", "team=x", "mine=perhaps"):
        assert caller.get(f"/api/v1/goals?{query}").status_code == 422


def test_a_list_is_sorted_by_time_or_alphabet(client_for, several, ben):
    browser = client_for(ben)
    by_title = titles(browser.get("/goals/?view=list&sort=title"))
    assert by_title == sorted(by_title)
    assert titles(browser.get("/goals/?view=list&sort=due"))[-1] == "Running turbines"
    oldest = titles(browser.get("/goals/?view=list&sort=oldest"))
    assert set(oldest) == set(by_title)


def test_words_are_found_as_people_bend_them(client_for, several, ben, subtests):
    browser = client_for(ben)
    for words, expected in [
        ("besuch", ["Besuche ohne zweite Fahrt"]),
        ("kürzer weg", ["Kürzere Wege zum Lager"]),
        ("runs turbine", ["Running turbines"]),
        ("turb", ["Running turbines"]),
        ("visits", ["A visit of my own"]),
        ("wärmepumpen", ["Besuche ohne zweite Fahrt"]),
        ("turbines lager", []),
    ]:
        with subtests.test(case=words):
            page = browser.get("/goals/", {"q": words})
            assert titles(page) == expected
            assert not page.context["found"].is_similar or not expected


def test_something_similar_is_shown_when_nothing_fits(client_for, several, ben):
    browser = client_for(ben)
    for words, expected in [
        ("turbnies", "Running turbines"),
        ("pumpe", "Besuche ohne zweite Fahrt"),
    ]:
        page = browser.get("/goals/", {"q": words})
        assert titles(page) == [expected]
        assert "These come close." in page.content.decode()
    assert "No goal matches this" in browser.get("/goals/?q=%26%26").content.decode()


def test_the_title_counts_more_than_the_reason(client_for, ben, propose_goal):
    propose_goal(ben, title="Ladders that stand")
    propose_goal(ben, title="Quiet nights", why_it_matters="So that ladders stand still.")
    assert titles(client_for(ben).get("/goals/?q=ladders")) == [
        "Ladders that stand",
        "Quiet nights",
    ]


def test_hostile_addresses_are_answered(client_for, api_for, ben, several, subtests):
    browser, caller = client_for(ben), api_for(ben)
    for query in HOSTILE:
        for view in VIEWS:
            with subtests.test(case=f"{view}?{query[:40]}"):
                assert browser.get(f"{view}?{query}").status_code in (200, 400, 404)
        assert caller.get(f"/api/v1/goals?{query}").status_code in (200, 400, 422)
    assert browser.get("/goals/graph/?of=nothing").status_code == 404
    assert (
        browser.get("/goals/?view=tree&team=00000000-0000-4000-8000-000000000000").status_code
        == 404
    )


def test_the_tree_has_a_group_for_each_team(client_for, cast, several, team, now, propose_goal):
    purposes.state("We keep the wind turning.", team=team, by=cast.dora, at=now)
    top = Goal.objects.get(title="Running turbines")
    propose_goal(cast.dora, title="Below the turbines", team=team, parents=[top])
    propose_goal(cast.dora, title="Serves the ways", team=team, parents=[several])
    browser = client_for(cast.ben)
    page = browser.get("/goals/")
    assert titles(page) == ["Kürzere Wege zum Lager"]
    group = page.context["groups"].rows[0]
    assert (group.pk, group.purpose, group.number) == (team.pk, "We keep the wind turning.", 3)
    own = browser.get(f"/goals/?view=tree&team={team.pk}")
    assert set(titles(own)) == {"Running turbines", "Serves the ways"}
    text = own.content.decode()
    assert "We keep the wind turning." in text
    assert "Under “Kürzere Wege zum Lager”" in text


def test_a_goal_with_two_parents_says_so_in_both_places(client_for, ben, propose_goal):
    one, other = propose_goal(ben, title="One"), propose_goal(ben, title="Other")
    propose_goal(ben, title="Serves both", parents=[one, other])
    text = client_for(ben).get("/goals/").content.decode()
    assert "Also under “One”" in text
    assert "Also under “Other”" in text


def test_time_is_seen_in_quarters_and_months(client_for, several, ben, now):
    browser = client_for(ben)
    page = browser.get("/goals/timeline/")
    shown = page.context["line"]
    assert [bar.row.title for bar in shown.bars.rows] == [
        "A visit of my own",
        "Kürzere Wege zum Lager",
        "Besuche ohne zweite Fahrt",
    ]
    assert [one.title for one in shown.undated] == ["Running turbines"]
    assert shown.today
    assert "Q4 2026" in page.content.decode()
    months = browser.get("/goals/timeline/?scale=months&mine=1&from=2027-01")
    assert [bar.row.title for bar in months.context["line"].bars.rows] == [
        "Besuche ohne zweite Fahrt"
    ]
    assert not months.context["line"].today
    assert "from=2026-10" in months.content.decode()
    long_ago = browser.get("/goals/timeline/?from=1999-01&q=nothing")
    assert "Nothing in this period" in long_ago.content.decode()


def test_a_window_stays_within_the_years_one_can_see(now):
    for start in ("1990-01", "2199-12", "2026-13", "x", "20261-1"):
        window = timeline.window_of("quarters", start, today=now.date())
        assert window.first <= window.last
        assert window.earlier <= window.first <= window.later
    assert timeline.window_of("x", "", today=date(2026, 11, 12)).first == date(2026, 10, 1)


def test_ended_goals_are_drawn_when_asked_for(client_for, several, ada, ben, now):
    goals.achieve(several, by=ada, at=now)
    goals.let_go(Goal.objects.get(title="A visit of my own"), learnt="Much.", by=ben, at=now)
    page = client_for(ben).get("/goals/timeline/?state=all")
    states = {bar.row.title: bar.row.state for bar in page.context["line"].bars.rows}
    assert states["Kürzere Wege zum Lager"] == "achieved"
    assert states["A visit of my own"] == "let_go"
    assert 'class="mine ended"' in page.content.decode()


def test_the_graph_shows_what_surrounds_a_goal(client_for, ben, propose_goal):
    top = propose_goal(ben, title="Top of it")
    middle = propose_goal(ben, title="Middle", parents=[top])
    for number in range(10):
        propose_goal(ben, title=f"Below {number}", parents=[middle])
    browser = client_for(ben)
    page = browser.get(f"/goals/graph/?of={middle.pk}")
    part, text = page.context["part"], page.content.decode()
    assert {spot.title for spot in part.spots} >= {"Top of it", "Middle"}
    assert len(part.spots) == 10
    assert "2 more goals below Middle" in text
    assert f"/goals/graph/?of={middle.pk}" in text
    assert part.drawing.columns == 4
    assert "Our purpose" in text
    for number in range(7):
        propose_goal(ben, title=f"Another {number}")
    first = browser.get("/goals/graph/")
    assert first.context["part"].has_next
    second = browser.get("/goals/graph/?page=2").context["part"]
    assert not {one.pk for one in second.spots} & {one.pk for one in first.context["part"].spots}


def test_my_part_tells_every_way_to_the_purpose(client_for, api_for, ada, ben, propose_goal, now):
    one, other = propose_goal(ada, title="One"), propose_goal(ada, title="Other")
    middle = propose_goal(ada, title="Middle", parents=[one, other])
    mine = propose_goal(ben, title="Mine", parents=[middle])
    joined = propose_goal(ada, title="Joined by me")
    participation.join(joined, by=ben, at=now)
    alone = propose_goal(ben, title="My own", kind="personal")
    propose_goal(ada, title="Not of mine")
    kept = propose_goal(ada, title="Counted by me")
    metrics.add(kept, name="Calls", keeper=ben, by=ada, at=now)
    page = client_for(ben).get("/goals/my-part/")
    part, text = page.context["part"], page.content.decode()
    assert {spot.title for spot in part.spots} == {
        "One",
        "Other",
        "Middle",
        "Mine",
        "Joined by me",
        "My own",
        "Counted by me",
    }
    told = re.findall(r'<p class="twig"><a[^>]*>([^<]*)</a> (.*?)</p>', text)
    assert {title for title, tags in told if "Mine</span>" in tags} == {
        "Mine",
        "Joined by me",
        "My own",
        "Counted by me",
    }
    assert [twig.spot.title for twig in part.apart] == ["My own"]
    assert "as above" in text
    told = api_for(ada).get(f"/api/v1/goals/{mine.pk}/paths").json()
    ways = [[step["title"] for step in way["goals"]] for way in told["results"]]
    assert sorted(ways) == [
        ["Mine", "Middle", "One"],
        ["Mine", "Middle", "Other"],
    ]
    assert told["complete"]
    assert {way["reaches_purpose"] for way in told["results"]} == {True}
    own = api_for(ada).get(f"/api/v1/goals/{alone.pk}/paths").json()
    assert [way["reaches_purpose"] for way in own["results"]] == [False]


def test_whoever_carries_nothing_is_told_where_to_begin(client_for, dora, goal):
    text = client_for(dora).get("/goals/my-part/").content.decode()
    assert "You carry no goal yet" in text


def test_views_are_empty_before_the_first_goal(client_for, ben, team):
    browser = client_for(ben)
    for view in ("/goals/", "/goals/?view=list", "/goals/graph/"):
        assert "No goals yet" in browser.get(view).content.decode()
    assert "Nothing in this period" in browser.get("/goals/timeline/").content.decode()
    assert "No goals yet" in browser.get(f"/goals/?view=tree&team={team.pk}").content.decode()


def test_many_ways_are_cut_short(ben, propose_goal):
    layer = [propose_goal(ben, title=f"Top {number}") for number in range(4)]
    for depth in range(3):
        below = [propose_goal(ben, title=f"{depth}, {number}") for number in range(4)]
        Parentage.objects.bulk_create(
            [Parentage(goal=low, parent=high) for low in below for high in layer]
        )
        layer = below
    found, complete = paths(layer[0], viewer=ben)
    assert len(found) == 50
    assert not complete
    assert my_part(viewer=ben, number=1).has_next


def test_teams_that_carry_goals_are_listed_in_pages(propose_goal, client_for, ben):
    for number in range(1, 11):
        team = Team.objects.create(name=f"Crew {number:02}", founded_by=ben)
        propose_goal(ben, title=f"Goal {number}", team=team, kind="collective")
    browser = client_for(ben)
    pages = [browser.get(f"/goals/?view=tree&teams={number}") for number in (1, 2)]
    names = [[row.name for row in page.context["groups"].rows] for page in pages]
    assert names == [[f"Crew {number:02}" for number in range(1, 9)], ["Crew 09", "Crew 10"]]


def test_somebody_who_has_left_is_shown_nothing(cast, goal, now):
    comments.comment(goal, text="Good.", by=cast.ada, at=now)
    zoe = cast.zoe
    assert cards.root_cards(None, viewer=zoe, start=0, most=9, most_below=2) == []
    assert cards.team_groups(viewer=zoe, start=0, most=9) == []
    assert graph.around(goal.pk, viewer=zoe) == []
    assert loaded(goal.pk, viewer=zoe) is None
    assert comments_on(goal, viewer=zoe, start=0, count=5) == []
