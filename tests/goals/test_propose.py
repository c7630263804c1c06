"""Anybody proposes a goal; a title and why it matters are enough."""

import json
from datetime import date

import pytest

from core.models import AuditEntry, Draft
from goals.models import Goal
from goals.services import goals
from goals.services.owners import NobodyOwnsIt, OwnerHasLeft, TooManyOwners
from goals.services.parents import HangsOnPersonalGoal, TooManyParents
from goals.services.wordings import DueBeforeStart
from goals.services.words import NothingWritten, TooLong
from notifications.models import Notification

KEY = "11111111-1111-4111-8111-111111111111"


def words(**more):
    return {
        "title": "Fixed at once",
        "why_it_matters": "People wait.",
        "kind": "collective",
        "work": "change",
        "aim": "learning",
        **more,
    }


def test_a_goal_of_ones_own_is_agreed_at_once(client_for, ben):
    answer = client_for(ben).post("/goals/new/", words(idempotency_key=KEY, owners=ben.pk))
    goal = Goal.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == f"/goals/{goal.pk}/"
    assert (goal.state, goal.aim, goal.starts_on, goal.proposed_by) == (
        "active",
        "learning",
        date(2026, 11, 12),
        ben,
    )
    assert AuditEntry.objects.filter(action="goal.propose", subject=goal.pk, by=ben).exists()


def test_by_call_a_title_and_a_reason_are_enough(api_for, ben, cleo):
    made = api_for(ben).post("/api/v1/goals", {"title": "Fixed", "why_it_matters": "People wait."})
    assert made.status_code == 201
    assert made["ETag"] == '"1"'
    told = made.json()
    assert told["owners"] == [{"id": str(ben.pk), "name": ben.name, "answer": "yes"}]
    assert (told["state"], told["kind"], told["due_on"]) == ("active", "collective", None)
    assert told["parents"] == []


def test_owners_named_by_others_are_asked(api_for, ben, cleo):
    sent = words(owners=[str(ben.pk), str(cleo.pk)], due_on="2027-01-31")
    told = api_for(ben).post("/api/v1/goals", sent).json()
    assert told["state"] == "proposed"
    assert [one["answer"] for one in told["owners"]] == ["yes", None]
    asked = Notification.objects.filter(kind="goal.named")
    assert {row.person for row in asked} == {cleo}


def test_a_double_click_proposes_once(client_for, ben):
    browser = client_for(ben)
    first, second = (browser.post("/goals/new/", words(idempotency_key=KEY)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Goal.objects.count() == 1


def test_a_call_with_an_idempotency_key_proposes_once(api_for, ben):
    caller = api_for(ben)
    for _ in range(2):
        made = caller.post("/api/v1/goals", words(), headers={"Idempotency-Key": "a"})
        assert made.status_code == 201
    assert Goal.objects.count() == 1


def test_what_cannot_be_a_goal_is_told_at_its_field(client_for, api_for, ben, subtests):
    browser = client_for(ben)
    caller = api_for(ben)
    for change, field in [
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"why_it_matters": ""}, "why_it_matters"),
        ({"why_it_matters": " \n "}, "why_it_matters"),
        ({"why_it_matters": "x" * 20_001}, "why_it_matters"),
        ({"kind": "secret"}, "kind"),
        ({"work": "none"}, "work"),
        ({"aim": "winning"}, "aim"),
        ({"due_on": "2026-02-30"}, "due_on"),
        ({"due_on": "tomorrow"}, "due_on"),
        ({"starts_on": "2026-12-01", "due_on": "2026-11-30"}, "due_on"),
        ({"due_on": "2026-11-11"}, "due_on"),
        ({"owners": ["x"]}, "owners"),
        ({"owners": ["00000000-0000-4000-8000-000000000000"]}, "owners"),
        ({"parents": ["00000000-0000-4000-8000-000000000000"]}, "parents"),
    ]:
        with subtests.test(case=repr((change, field))):
            page = browser.post("/goals/new/", words(**change))
            assert page.status_code == 422
            assert page.context["form"].errors[field]
            assert "People wait." in page.content.decode() or field == "why_it_matters"
            called = caller.post("/api/v1/goals", words(**change))
            assert called.status_code == 422
            assert any(name.split(".")[0] == field for name in called.json()["errors"])
            assert not Goal.objects.exists()


def test_a_call_that_is_no_object_is_refused(api_for, ben, subtests):
    caller = api_for(ben)
    for body in ["[]", "{", '{"title": NaN}', '{"title": "a\\u0000"}', "3"]:
        with subtests.test(case=repr(body)):
            called = caller.post("/api/v1/goals", body, content_type="application/json")
            assert called.status_code in (400, 422)


def test_a_long_reason_is_kept_whole(client_for, ben):
    reason = "Grüße, 日本, עברית. " * 590
    assert (
        client_for(ben).post("/goals/new/", words(why_it_matters=reason[:10_000])).status_code
        == 303
    )
    assert Goal.objects.get().why_it_matters == reason[:10_000].strip()


def test_below_a_personal_goal_a_goal_is_personal(propose_goal, api_for, ben):
    top = propose_goal(ben, kind="personal")
    told = api_for(ben).post(
        "/api/v1/goals", {"title": "Part", "why_it_matters": "So.", "parents": [str(top.pk)]}
    )
    assert told.json()["kind"] == "personal"
    refused = api_for(ben).post("/api/v1/goals", words(parents=[str(top.pk)]))
    assert refused.status_code == 422
    assert "parents" in refused.json()["errors"]


def test_a_sub_goal_begins_with_its_parent(client_for, ben, dora, goal):
    page = client_for(dora).get(f"/goals/new/?parent={goal.pk}&parent=x")
    assert [one.pk for one in page.context["parents"]] == [goal.pk]
    assert [one.pk for one in page.context["chosen"]] == [dora.pk]


def test_people_and_goals_are_found_without_a_script(client_for, ben, cleo, goal):
    typed = {"title": "Half", "owners": ben.pk, "q": "adey", "find": "1"}
    page = client_for(ben).post("/goals/new/", typed)
    assert page.status_code == 200
    assert page.context["found"] == [cleo]
    assert 'value="Half"' in page.content.decode()
    page = client_for(ben).post("/goals/new/", {"parent_q": "first visit", "find": "parents"})
    assert page.context["found_parents"] == [goal]
    assert client_for(ben).post("/goals/new/", {"find": "1"}).context["found"] == []


def test_a_draft_comes_back_and_goes_with_sending(client_for, ben):
    browser = client_for(ben)
    body = json.dumps({"fields": {"title": "Begun", "owners": [str(ben.pk)]}, "version": 0})
    browser.put(f"/drafts/goal/{KEY}/", body, content_type="application/json")
    assert "Begun" in browser.get("/goals/new/").content.decode()
    page = browser.get(f"/goals/new/?draft={KEY}")
    assert 'value="Begun"' in page.content.decode()
    browser.post("/goals/new/", words(idempotency_key=KEY))
    assert not Draft.objects.exists()


def test_the_rules_hold_without_a_form(ben, cast, propose_goal, now, django_user_model):
    def refused(error, **details):
        details = {"why_it_matters": "So.", **details}
        title = details.pop("title", "Title")
        with pytest.raises(error):
            goals.propose(title, by=ben, at=now, **details)

    refused(NothingWritten, title=" ")
    refused(TooLong, title="x" * 201)
    refused(DueBeforeStart, starts_on=date(2026, 12, 1), due_on=date(2026, 11, 1))
    refused(OwnerHasLeft, owners=[cast.zoe])
    refused(HangsOnPersonalGoal, kind="collective", parents=[propose_goal(ben, kind="personal")])
    refused(TooManyParents, parents=[Goal() for _ in range(21)])
    refused(TooManyOwners, owners=[django_user_model() for _ in range(51)])
    with pytest.raises(goals.PermissionDenied):
        goals.propose("Title", why_it_matters="So.", by=cast.zoe, at=now)
    assert NobodyOwnsIt
