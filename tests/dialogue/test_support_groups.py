"""Support groups: founded by anybody, joined by agreement, with goals like those of a team."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Team
from accounts.services import administration, teams
from accounts.services.people import create_person, deactivate
from dialogue.models import GroupQuestion
from dialogue.services import support_groups as groups
from goals.models import Goal
from goals.selectors.wording import Wording
from goals.services import capabilities
from notifications.kinds import still_due
from notifications.models import Notification

LEVELS = (("Learning", "Asks back once."), ("On my own", "Says what the other meant."))
KEY = "6c3f5b1e-0000-4000-8000-000000000009"


@pytest.fixture
def listening(ben, root, now):
    """A capability that is adopted."""
    at = now - timedelta(days=90)
    words = Wording("Listening", "Hear what is meant.", LEVELS)
    return capabilities.accept(capabilities.propose(words, by=ben, at=at), by=root, at=at)


@pytest.fixture
def group(ben, listening, now):
    """Ben founded a group around listening."""
    at = now - timedelta(days=9)
    around = [listening]
    return groups.found(
        name="Night owls", purpose="Better nights.", capabilities=around, by=ben, at=at
    )


def members(group):
    return {person.called for person in group.members.all()}


def due(now, kind):
    rows = Notification.objects.in_app().filter(still_due(now), kind=kind, done_at__isnull=True)
    return {row.person.called for row in rows}


def test_anybody_founds_a_group_around_a_capability(client_for, api_for, dora, listening, at_now):
    browser = client_for(dora)
    assert "Hear" not in browser.get("/groups/").content.decode()
    sent = {"name": " Night  owls ", "purpose": "Better nights.", "capabilities": listening.pk}
    first = browser.post("/groups/new/", {**sent, "idempotency_key": KEY})
    again = browser.post("/groups/new/", {**sent, "idempotency_key": KEY})
    group = Team.objects.groups().get()
    assert first["Location"] == again["Location"] == f"/groups/{group.pk}/"
    assert (group.name, group.about, members(group)) == ("Night owls", "Better nights.", {"Dora"})
    page = browser.get(f"/groups/{group.pk}/").content.decode()
    for shown in ("Listening", "Better nights.", "6 more would be good", "You are in it"):
        assert shown in page
    body = {"name": "Early birds", "capabilities": [str(listening.pk)]}
    made = api_for(dora).post("/api/v1/groups", body, format="json")
    assert (made.status_code, made.json()["mine"], made.json()["size"]) == (201, "member", 1)
    listed = api_for(dora).get("/api/v1/groups").json()["results"]
    assert [one["name"] for one in listed] == ["Early birds", "Night owls"]


def test_what_cannot_be_founded_gets_a_sentence_and_keeps_the_words(
    client_for, api_for, dora, group, listening, at_now
):
    for fields, sentence in (
        ({"name": " "}, "Give it a name"),
        ({"name": "night OWLS"}, "There is a team with this one."),
        ({"capabilities": []}, "Choose one capability to meet around"),
        ({"capabilities": [KEY]}, "not one of the available choices"),
        ({"purpose": "x" * 301}, "at most 300 characters"),
    ):
        sent = {"name": "Kept", "purpose": "Kept as well", "capabilities": listening.pk, **fields}
        answer = client_for(dora).post("/groups/new/", sent)
        assert answer.status_code == 422, fields
        assert sentence in answer.content.decode()
        assert sent["purpose"] in answer.content.decode()
    refused = api_for(dora).post("/api/v1/groups", {"name": "X", "capabilities": []}, format="json")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["capabilities"])
    with pytest.raises(groups.NoCapability):
        groups.found(name="X", purpose="", capabilities=[], by=dora, at=at_now)
    assert Team.objects.groups().count() == 1


def test_who_asks_is_in_when_any_member_says_yes(client_for, cast, group, at_now):
    page, dora = f"/groups/{group.pk}/", client_for(cast.dora)
    assert dora.post(f"{page}join/").status_code == 303
    assert "You asked to join" in dora.get(page).content.decode()
    assert due(at_now, "group.asked") == {"Ben"}
    question = GroupQuestion.objects.get()
    assert dora.post(f"/group-questions/{question.pk}/accept/").status_code == 403
    assert client_for(cast.cleo).post(f"/group-questions/{question.pk}/accept/").status_code == 404
    assert "Dora" in client_for(cast.ben).get(page).content.decode()
    assert "Would like to join" not in client_for(cast.cleo).get(page).content.decode()
    for _click in range(2):
        client_for(cast.ben).post(f"/group-questions/{question.pk}/accept/")
    assert members(group) == {"Ben", "Dora"}
    assert (due(at_now, "group.asked"), due(at_now, "group.accepted")) == (set(), {"Dora"})
    assert Membership.objects.get(team=group, person=cast.dora).is_home is False
    late = client_for(cast.ben).post(f"/group-questions/{question.pk}/close/")
    assert late.status_code == 422
    assert "was answered before" in late.content.decode()


def test_a_member_asks_somebody_and_the_answer_is_theirs(client_for, cast, group, at_now):
    page, ben = f"/groups/{group.pk}/", client_for(cast.ben)
    found = ben.post(f"{page}invite/", {"find": "1", "q": "cleo"})
    assert found.status_code == 200
    assert "Cleo" in found.content.decode()
    assert ben.post(f"{page}invite/", {}).status_code == 422
    assert ben.post(f"{page}invite/", {"person": KEY}).status_code == 404
    assert ben.post(f"{page}invite/", {"person": cast.cleo.pk}).status_code == 303
    twice = ben.post(f"{page}invite/", {"person": cast.cleo.pk})
    assert "an open question about this already" in twice.content.decode()
    assert due(at_now, "group.invited") == {"Cleo"}
    question = GroupQuestion.objects.get()
    assert ben.post(f"/group-questions/{question.pk}/accept/").status_code == 403
    cleo = client_for(cast.cleo)
    assert f"{cast.ben.name} asks you to join." in cleo.get(page).content.decode()
    assert "You are asked to join" in cleo.get("/groups/").content.decode()
    assert cleo.post(f"{page}join/").status_code == 303  # whoever is invited is in at once
    assert members(group) == {"Ben", "Cleo"}
    assert due(at_now, "group.accepted") == {"Ben"}
    again = ben.post(f"{page}invite/", {"person": cast.cleo.pk})
    assert "is a member of the group already" in again.content.decode()


def test_by_call(api_for, cast, group, at_now):
    address = f"/api/v1/groups/{group.pk}"
    ben, dora, cleo = api_for(cast.ben), api_for(cast.dora), api_for(cast.cleo)
    assert dora.post(f"{address}/join").json()["mine"] == "asked"
    assert dora.post(f"{address}/join").status_code == 422
    assert dora.get(address).json()["waiting"] == []
    assert [one["name"] for one in ben.get(address).json()["waiting"]] == [cast.dora.name]
    assert dora.post(f"{address}/accept").status_code == 403
    accepted = ben.post(f"{address}/accept", {"person": str(cast.dora.pk)})
    assert accepted.json()["size"] == 2
    for body in ({}, {"person": KEY}):
        assert ben.post(f"{address}/invite", body).status_code == 422
    assert cleo.post(f"{address}/invite", {"person": str(cast.ada.pk)}).status_code == 403
    ben.post(f"{address}/invite", {"person": str(cast.cleo.pk)})
    assert cleo.get(address).json()["mine"] == "invited"
    assert cleo.post(f"{address}/decline").json()["mine"] == ""
    assert cleo.post(f"{address}/decline").status_code == 422
    assert dora.post(f"{address}/leave").json()["size"] == 1
    assert dora.post(f"{address}/leave").status_code == 422
    assert [one["name"] for one in ben.get(address).json()["members"]] == [cast.ben.name]


def test_a_group_that_everybody_left_is_joined_at_once(client_for, cast, group, at_now):
    assert client_for(cast.ben).post(f"/groups/{group.pk}/leave/").status_code == 303
    assert client_for(cast.ben).post(f"/groups/{group.pk}/leave/").status_code == 422
    client_for(cast.dora).post(f"/groups/{group.pk}/join/")
    assert members(group) == {"Dora"}


def test_who_has_left_neither_asks_nor_is_asked(cast, group, now):
    with pytest.raises(groups.HasLeft):
        groups.invite(group, person=cast.zoe, by=cast.ben, at=now)
    wish = groups.ask(group, by=cast.dora, at=now)
    deactivate(cast.dora, by=cast.root, at=now)
    assert not GroupQuestion.objects.open().exists()
    with pytest.raises(groups.HasLeft):
        groups.accept(wish, by=cast.ben, at=now)
    with pytest.raises(PermissionDenied):
        groups.close(wish, by=cast.dora, at=now)


def test_members_say_anew_what_it_is_for(client_for, cast, group, listening, at_now):
    page = f"/groups/{group.pk}/edit/"
    sent = {"name": "Owls", "purpose": "", "capabilities": listening.pk}
    assert client_for(cast.dora).post(page, sent).status_code == 403
    assert "Night owls" in client_for(cast.ben).get(page).content.decode()
    moved = client_for(cast.ben).get(f"/teams/{group.pk}/edit/")
    assert (moved.status_code, moved["Location"]) == (302, page)
    assert client_for(cast.ben).post(page, sent).status_code == 303
    group.refresh_from_db()
    assert group.name == "Owls"
    with pytest.raises(teams.JoinedByAgreement):
        teams.edit(group, name="Owls", kind="team", about="", by=cast.ben, at=at_now)


def test_no_other_door_leads_into_a_group(client_for, cast, group, now, at_now):
    dora = client_for(cast.dora)
    assert dora.get(f"/teams/{group.pk}/")["Location"] == f"/groups/{group.pk}/"
    assert group.name not in dora.get("/teams/").content.decode()
    assert dora.post(f"/teams/{group.pk}/join/").status_code == 422
    assert client_for(cast.ben).post(f"/teams/{group.pk}/home/").status_code == 422
    with pytest.raises(administration.NoHomeTeam):
        administration.edit(cast.dora, details={}, home_team="Night Owls", by=cast.root, at=now)
    assert members(group) == {"Ben"}


def test_a_group_has_goals_and_a_purpose_like_a_team(client_for, cast, group, at_now):
    ben = client_for(cast.ben)
    sent = {
        "title": "Nights without a second call", "why_it_matters": "We sleep.", "kind": "collective",
        "work": "change", "aim": "learning", "team": group.pk, "owners": [cast.ben.pk],
        "starts_on": at_now.date().isoformat(),
    }  # fmt: skip
    assert ben.post("/goals/new/", sent).status_code == 303
    goal = Goal.objects.get()
    assert goal.team == group
    assert goal.title in client_for(cast.dora).get(f"/groups/{group.pk}/").content.decode()
    stated = ben.post(
        f"/purpose/teams/{group.pk}/state/", {"text": "Everybody sleeps.", "version": 0}
    )
    assert stated.status_code == 303


def test_pages_cost_the_same_for_few_and_for_many(client_for, cast, group, listening, now, at_now):
    browser, pages = client_for(cast.ben), ["/groups/", f"/groups/{group.pk}/",
                                            "/api/v1/groups", f"/api/v1/groups/{group.pk}"]  # fmt: skip

    def costs():
        told = []
        for address in pages:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            told.append(len(queries))
        return told

    def grow(number):
        person = create_person(
            email=f"n{number}@example.org", name=f"Nora {number}", by=None, at=now, password="demo"
        )
        groups.accept(groups.invite(group, person=person, by=cast.ben, at=now), by=person, at=now)
        groups.found(name=f"G{number}", purpose="", capabilities=[listening], by=person, at=now)

    grow(0)
    groups.ask(group, by=cast.dora, at=now)
    few = costs()
    assert max(few) <= 12, few
    for number in range(1, 14):
        grow(number)
    groups.ask(group, by=cast.cleo, at=now)
    assert costs() == few
    assert "two groups" in browser.get(f"/groups/{group.pk}/").content.decode()
