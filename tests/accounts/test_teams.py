"""Teams of three kinds: founded by anybody, joined, left, edited by their members."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Membership, Team
from accounts.services import teams
from core.models import AuditEntry

LONG = "Arbeitsgemeinschaft Windkraftanlagenübergabeprotokollvereinheitlichung " + "x" * 49


def found(browser, **fields):
    return browser.post("/teams/found/", {"name": "Night shift", "kind": "team", **fields})


@pytest.mark.parametrize("kind", ["team", "workstream", "community"])
def test_anybody_founds_a_team_and_is_its_first_member(client_for, dora, kind):
    answer = found(client_for(dora), kind=kind, name="  Night\n shift ", about="Up at night")
    team = Team.objects.get(name="Night shift")
    assert answer.status_code == 303
    assert answer["Location"] == f"/teams/{team.pk}/"
    assert (team.kind, team.about, team.founded_by) == (kind, "Up at night", dora)
    assert list(team.members.all()) == [dora]
    page = client_for(dora).get(answer["Location"]).content.decode()
    assert "You are in it" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "  "}, "Give it a name"),
        ({"name": "turbine design"}, "There is a team with this one."),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"kind": "guild"}, "guild"),
        ({"about": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_cannot_be_founded_gets_a_sentence_and_keeps_the_words(
    client_for, dora, fields, sentence
):
    sent = {"about": "Up at night", **fields}
    answer = found(client_for(dora), **sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert sent["about"] in answer.content.decode()
    assert Team.objects.count() == 2


def test_a_double_click_founds_once(client_for, dora):
    browser = client_for(dora)
    key = "6c3f5b1e-0000-4000-8000-000000000002"
    first, second = (found(browser, idempotency_key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Team.objects.filter(name="Night shift").count() == 1


def test_the_form_to_found_is_open_to_everybody(client_for, tess):
    assert client_for(tess).get("/teams/found/").status_code == 200


def edit(browser, team, **fields):
    sent = {"name": "Rotor Design", "kind": "workstream", "about": "", **fields}
    return browser.post(f"/teams/{team.pk}/edit/", sent)


@pytest.mark.parametrize(("who", "status"), [("ben", 303), ("dora", 403), ("root", 403)])
def test_members_edit_their_team(client_for, cast, who, status):
    browser = client_for(getattr(cast, who))
    opened = browser.get(f"/teams/{cast.turbines.pk}/edit/").status_code
    assert opened == (200 if status == 303 else status)
    assert edit(browser, cast.turbines).status_code == status
    cast.turbines.refresh_from_db()
    assert cast.turbines.name == ("Rotor Design" if status == 303 else "Turbine Design")


def test_editing_to_a_taken_name_says_so(client_for, cast):
    answer = edit(client_for(cast.ben), cast.turbines, name="SUPPLY CHAIN")
    assert answer.status_code == 422
    assert "There is a team with this one." in answer.content.decode()


def test_the_service_refuses_strangers(cast, now):
    with pytest.raises(PermissionDenied):
        teams.edit(cast.turbines, name="x", kind="team", about="", by=cast.dora, at=now)


def test_joining_and_leaving_can_be_undone(client_for, cast):
    browser = client_for(cast.dora)
    address = f"/teams/{cast.turbines.pk}/"
    assert browser.post(f"{address}join/").status_code == 303
    assert "You are in Turbine Design now." in browser.get(address).content.decode()
    assert cast.dora in cast.turbines.members.all()
    assert browser.post(f"{address}leave/").status_code == 303
    assert "You have left Turbine Design." in browser.get(address).content.decode()
    assert cast.dora not in cast.turbines.members.all()


def test_joining_or_leaving_twice_changes_nothing(cast, now):
    for _twice in range(2):
        teams.join(cast.turbines, by=cast.dora, at=now)
    assert Membership.objects.filter(person=cast.dora, team=cast.turbines).count() == 1
    for _twice in range(2):
        teams.leave(cast.turbines, by=cast.dora, at=now)
    acts = AuditEntry.objects.filter(by=cast.dora).values_list("action", flat=True)
    assert sorted(acts) == ["team.join", "team.leave"]


def test_the_first_team_of_routine_work_is_home(cast, now):
    community = teams.found(name="Bikes", kind="community", about="", by=cast.tess, at=now)
    assert not Membership.objects.get(person=cast.tess, team=community).is_home
    teams.join(cast.turbines, by=cast.tess, at=now)
    teams.join(cast.supply, by=cast.tess, at=now)
    homes = Membership.objects.filter(person=cast.tess, is_home=True)
    assert [membership.team for membership in homes] == [cast.turbines]


def test_another_team_becomes_home(client_for, cast, now):
    teams.join(cast.supply, by=cast.ben, at=now)
    answer = client_for(cast.ben).post(f"/teams/{cast.supply.pk}/home/")
    assert answer.status_code == 303
    homes = Membership.objects.filter(person=cast.ben, is_home=True)
    assert [membership.team for membership in homes] == [cast.supply]


def test_only_ones_own_team_can_be_home(client_for, cast):
    answer = client_for(cast.ben).post(f"/teams/{cast.supply.pk}/home/")
    assert answer.status_code == 422
    assert "Join this team first" in answer.content.decode()


def test_teams_are_listed_by_kind_with_their_size(client_for, cast, now):
    teams.found(name="Alpha", kind="community", about="", by=cast.ben, at=now)
    teams.found(name="Beta", kind="workstream", about="", by=cast.ben, at=now)
    Membership.objects.create(team=cast.supply, person=cast.zoe)
    listed = client_for(cast.ben).get("/teams/").context["page"].object_list
    assert [team.name for team in listed] == ["Supply Chain", "Turbine Design", "Beta", "Alpha"]
    assert [team.size for team in listed] == [1, 3, 1, 1]


def test_the_list_is_paged(client_for, cast, now):
    Team.objects.bulk_create(Team(name=f"Team {n:03}") for n in range(60))
    page = client_for(cast.ben).get("/teams/").content.decode()
    assert "?page=2" in page
    assert client_for(cast.ben).get("/teams/?page=2").status_code == 200


def test_no_team_yet_is_said(client_for, cast):
    Team.objects.all().delete()
    assert "Found the first one" in client_for(cast.ben).get("/teams/").content.decode()


def test_a_team_shows_those_who_are_here(client_for, cast):
    Membership.objects.create(team=cast.turbines, person=cast.zoe)
    page = client_for(cast.dora).get(f"/teams/{cast.turbines.pk}/").content.decode()
    assert "Ada Lindqvist" in page
    assert "Zoe Tanaka" not in page
    assert "Join" in page


def test_an_empty_team_and_a_long_name_are_shown(client_for, cast):
    team = Team.objects.create(name=LONG[:120])
    page = client_for(cast.dora).get(f"/teams/{team.pk}/").content.decode()
    assert "Nobody is in it at the moment" in page
    assert LONG[:120] in page


@pytest.mark.parametrize("verb", ["", "edit/", "join/", "leave/", "home/"])
def test_a_team_that_does_not_exist_is_a_404(client_for, cast, verb):
    address = f"/teams/00000000-0000-4000-8000-000000000000/{verb}"
    browser = client_for(cast.ben)
    response = browser.get(address) if verb in {"", "edit/"} else browser.post(address)
    assert response.status_code == 404


def test_pages_cost_the_same_for_few_and_many(
    client_for, cast, many, now, django_assert_max_num_queries
):
    browser = client_for(cast.ben)

    def costs() -> tuple[int, int]:
        with django_assert_max_num_queries(6) as listed:
            browser.get("/teams/")
        with django_assert_max_num_queries(8) as shown:
            browser.get(f"/teams/{cast.turbines.pk}/")
        return len(listed), len(shown)

    few = costs()
    for person in many(30):
        Membership.objects.create(team=cast.turbines, person=person)
    Team.objects.bulk_create(Team(name=f"Team {n:03}") for n in range(30))
    assert costs() == few
