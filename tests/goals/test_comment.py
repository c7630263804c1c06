"""Anybody comments, and takes their own words back."""

import pytest
from django.core.exceptions import PermissionDenied

from goals.models import Comment
from goals.services import comments
from notifications.models import Notification


def test_a_comment_reaches_those_who_carry_the_goal(client_for, ada, ben, dora, goal, joined):
    answer = client_for(dora).post(
        f"/goals/{goal.pk}/comment/", {"text": "Two spare vans by Monday."}
    )
    assert answer.status_code == 303
    assert "Two spare vans" in client_for(ben).get(f"/goals/{goal.pk}/").content.decode()
    told = Notification.objects.filter(kind="goal.commented")
    assert {row.person for row in told} == {ada, ben}


def test_comments_by_call(api_for, dora, goal):
    made = api_for(dora).post(f"/api/v1/goals/{goal.pk}/comments", {"text": "Good."})
    assert made.status_code == 201
    listed = api_for(dora).get(f"/api/v1/goals/{goal.pk}/comments").json()["results"]
    assert [(one["text"], one["said_on"]) for one in listed] == [("Good.", "2026-11-12")]


def test_nothing_and_too_much_are_refused(client_for, api_for, dora, goal, subtests):
    browser = client_for(dora)
    caller = api_for(dora)
    for text in ["", "  \n", "x" * 10_001]:
        with subtests.test(case=repr(text)):
            page = browser.post(f"/goals/{goal.pk}/comment/", {"text": text})
            assert page.status_code == 422
            assert text.strip()[:50] in page.content.decode()
            assert (
                caller.post(f"/api/v1/goals/{goal.pk}/comments", {"text": text}).status_code == 422
            )
            assert not Comment.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("dora", 303), ("ben", 403), ("root", 403)])
def test_only_the_author_takes_words_back(client_for, cast, goal, now, name, status):
    said = comments.comment(goal, text="Hasty words.", by=cast.dora, at=now)
    browser = client_for(getattr(cast, name))
    assert browser.post(f"/goal-comments/{said.pk}/withdraw/").status_code == status
    shown = "Hasty words." in client_for(cast.ben).get(f"/goals/{goal.pk}/").content.decode()
    assert shown == (status == 403)


def test_taking_back_by_call(api_for, dora, ben, goal, now):
    said = comments.comment(goal, text="Hasty words.", by=dora, at=now)
    address = f"/api/v1/goal-comments/{said.pk}/withdraw"
    assert api_for(ben).post(address).status_code == 403
    assert api_for(dora).post(address).status_code == 204
    assert api_for(dora).post(address).status_code == 404
    comments.withdraw(said, by=dora, at=now)


def test_many_comments_come_in_pages(client_for, dora, goal, now):
    for number in range(25):
        comments.comment(goal, text=f"Word {number}.", by=dora, at=now)
    newest = client_for(dora).get(f"/goals/{goal.pk}/").content.decode()
    earlier = client_for(dora).get(f"/goals/{goal.pk}/?said=2").content.decode()
    assert newest.count("Word ") == 20
    assert "Earlier comments" in newest
    assert earlier.count("Word ") == 5
    assert "Later comments" in earlier


def test_who_has_left_says_nothing(zoe, goal, now):
    with pytest.raises(PermissionDenied):
        comments.comment(goal, text="Hello.", by=zoe, at=now)
