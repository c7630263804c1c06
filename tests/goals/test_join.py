"""Anybody joins a goal and leaves it."""

import pytest
from django.core.exceptions import PermissionDenied

from goals.models import Participation
from goals.services import goals, participation
from notifications.models import Notification


def test_anybody_joins_and_the_owners_are_told(client_for, ben, dora, goal):
    assert client_for(dora).post(f"/goals/{goal.pk}/join/").status_code == 303
    assert Participation.objects.current().get().person == dora
    assert {row.person for row in Notification.objects.filter(kind="goal.joined")} == {ben}


def test_in_a_list_the_button_becomes_a_mark(client_for, dora, goal):
    part = client_for(dora).post(f"/goals/{goal.pk}/join/", headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "Joined" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_joining_twice_is_joining_once(api_for, dora, goal):
    for _ in range(2):
        told = api_for(dora).post(f"/api/v1/goals/{goal.pk}/join")
        assert (told.status_code, told.json()["joined"]) == (200, 1)
    assert Participation.objects.count() == 1


def test_who_left_can_come_back(client_for, api_for, dora, goal):
    assert api_for(dora).post(f"/api/v1/goals/{goal.pk}/leave").status_code == 422
    api_for(dora).post(f"/api/v1/goals/{goal.pk}/join")
    assert api_for(dora).post(f"/api/v1/goals/{goal.pk}/leave").json()["joined"] == 0
    assert client_for(dora).post(f"/goals/{goal.pk}/leave/").status_code == 422
    client_for(dora).post(f"/goals/{goal.pk}/join/")
    assert client_for(dora).post(f"/goals/{goal.pk}/leave/").status_code == 303
    assert Participation.objects.count() == 2


def test_an_owner_who_joins_is_counted_once(api_for, ben, goal, now):
    participation.join(goal, by=ben, at=now)
    assert api_for(ben).get(f"/api/v1/goals/{goal.pk}").json()["joined"] == 0


def test_an_ended_goal_is_not_joined(client_for, ben, dora, goal, now):
    goals.achieve(goal, by=ben, at=now)
    answer = client_for(dora).post(f"/goals/{goal.pk}/join/")
    assert answer.status_code == 422
    assert "has ended" in answer.content.decode()


def test_who_has_left_joins_nothing(zoe, goal, now):
    with pytest.raises(PermissionDenied):
        participation.join(goal, by=zoe, at=now)
