"""Owners change a goal; what the others said yes to before is asked again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.errors import StaleVersion
from goals.models import Goal
from goals.services import goals, owners
from goals.services.owners import NobodyOwnsIt
from goals.services.parents import HangsOnPersonalGoal
from notifications.models import Notification


def words(goal, **more):
    kept = {
        name: getattr(goal, name)
        for name in ("title", "why_it_matters", "kind", "work", "aim", "version")
    }
    people = [str(pk) for pk in goal.ownerships.values_list("person", flat=True)]
    return {**kept, "owners": people, **more}


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 303), ("ada", 403), ("dora", 403), ("root", 403)]
)
def test_owners_change_a_goal_and_nobody_else(client_for, cast, goal, joined, name, status):
    browser = client_for(getattr(cast, name))
    assert browser.post(f"/goals/{goal.pk}/edit/", words(goal, title="New")).status_code == status
    assert browser.get(f"/goals/{goal.pk}/edit/").status_code == (200 if status == 303 else 403)
    goal.refresh_from_db()
    assert goal.title == ("New" if status == 303 else "Fixed on the first visit")


def test_a_call_changes_what_it_names(api_for, ben, goal):
    changed = api_for(ben).patch(
        f"/api/v1/goals/{goal.pk}", {"due_on": "2027-03-01"}, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200
    assert (changed["ETag"], changed.json()["due_on"], changed.json()["title"]) == (
        '"2"',
        "2027-03-01",
        goal.title,
    )


def test_a_call_over_an_unread_version_changes_nothing(api_for, ben, ada, goal):
    caller, address = api_for(ben), f"/api/v1/goals/{goal.pk}"
    assert caller.patch(address, {"title": "New"}).status_code == 428
    assert caller.patch(address, {"title": "New"}, headers={"If-Match": '"7"'}).status_code == 412
    assert caller.patch(address, {"title": "New"}, headers={"If-Match": "*"}).status_code == 200
    assert api_for(ada).patch(address, {"title": "X"}, headers={"If-Match": "*"}).status_code == 403
    assert (
        caller.patch(address, {"due_on": "2020-01-01"}, headers={"If-Match": "*"}).status_code
        == 422
    )


def test_a_page_over_an_old_version_keeps_what_was_typed(client_for, ben, goal, now):
    goals.edit(goal, title="Other tab", by=ben, at=now, version=1)
    page = client_for(ben).post(f"/goals/{goal.pk}/edit/", words(goal, title="My words", version=1))
    assert page.status_code == 422
    assert "My words" in page.content.decode()
    assert "was changed while you were reading" in page.content.decode()


def test_a_change_before_all_agreed_asks_the_other_owners_again(propose_goal, ada, ben, cleo, now):
    waiting = propose_goal(ben, owners=[ben, cleo, ada])
    owners.agree(waiting, by=cleo, at=now)
    changed = goals.edit(waiting, title="Reworded", by=ben, at=now, version=1)
    assert changed.state == Goal.State.PROPOSED
    assert {one.person.called: one.answer for one in changed.ownerships.with_people()} == {
        "Ada": "",
        "Ben": "yes",
        "Cleo": "",
    }
    slots = Notification.objects.filter(kind="goal.named", person=cleo, channel="app").values_list(
        "slot", flat=True
    )
    assert set(slots) == {"v1", "v2"}


def test_saving_without_a_change_asks_nobody(shared_goal, ben, cleo, now):
    owners.agree(shared_goal, by=cleo, at=now)
    same = goals.edit(shared_goal, title=shared_goal.title, by=ben, at=now, version=1)
    assert (same.state, same.version) == (Goal.State.ACTIVE, 1)


def test_owners_are_taken_off_and_added(shared_goal, ben, cleo, ada, now):
    changed = goals.edit(shared_goal, owners=[ben, ada], by=ben, at=now, version=None)
    assert {one.person for one in changed.ownerships.all()} == {ben, ada}
    alone = goals.edit(changed, owners=[ben], by=ben, at=now, version=None)
    assert alone.state == Goal.State.ACTIVE
    with pytest.raises(NobodyOwnsIt):
        goals.edit(alone, owners=[], by=ben, at=now, version=None)


def test_who_is_no_longer_named_changes_nothing(shared_goal, ben, cleo, now):
    goals.edit(shared_goal, owners=[cleo], by=ben, at=now, version=None)
    with pytest.raises(PermissionDenied):
        goals.edit(shared_goal, title="X", by=ben, at=now, version=None)


def test_a_goal_with_collective_ones_below_stays_collective(propose_goal, goal, ben, now):
    propose_goal(ben, title="Below", parents=[goal])
    with pytest.raises(HangsOnPersonalGoal):
        goals.edit(goal, kind="personal", by=ben, at=now, version=None)


def test_a_stale_service_call_is_refused(goal, ben, now):
    with pytest.raises(StaleVersion):
        goals.edit(goal, title="X", by=ben, at=now, version=9)


def test_finding_people_keeps_what_was_typed(client_for, ben, cleo, goal):
    page = client_for(ben).post(
        f"/goals/{goal.pk}/edit/", words(goal, title="Half", q="cleo", find="1")
    )
    assert page.status_code == 200
    assert page.context["found"] == [cleo]
    assert "Half" in page.content.decode()


def test_the_database_refuses_what_no_service_would_write(goal, ben, now, subtests):
    for name, values in [
        ("a_goal_has_a_title", {"title": " "}),
        ("a_goal_says_why_it_matters", {"why_it_matters": ""}),
        ("a_goal_is_due_after_it_starts", {"due_on": date(2020, 1, 1)}),
        ("a_goal_let_go_says_what_was_learnt", {"let_go": True}),
        ("a_goal_is_achieved_at_a_moment_by_somebody", {"achieved": True}),
    ]:
        with subtests.test(case=repr((name, values))):
            if values.pop("let_go", False):
                values.update(let_go_at=now, let_go_by=ben)
            if values.pop("achieved", False):
                values.update(achieved_at=now)
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                Goal.objects.filter(pk=goal.pk).update(**values)
