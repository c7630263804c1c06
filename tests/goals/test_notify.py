"""A nudge whose reason has gone is not shown."""

import pytest

from goals.services import comments, goals, owners, participation
from notifications.kinds import still_due
from notifications.models import Notification


def due(kind, at):
    return Notification.objects.in_app().filter(still_due(at), kind=kind).count()


@pytest.mark.parametrize("act", ["agree", "decline"])
def test_an_answer_is_waited_for_until_it_is_given(shared_goal, cleo, now, act):
    assert due("goal.named", now) == 1
    getattr(owners, act)(shared_goal, by=cleo, at=now)
    assert due("goal.named", now) == 0


def test_an_ended_goal_waits_for_no_answer(shared_goal, ben, now):
    goals.let_go(shared_goal, learnt="Enough.", by=ben, at=now)
    assert due("goal.named", now) == 0
    assert due("goal.ended", now) == 1


def test_who_left_again_has_not_joined(goal, dora, now):
    participation.join(goal, by=dora, at=now)
    assert due("goal.joined", now) == 1
    participation.leave(goal, by=dora, at=now)
    assert due("goal.joined", now) == 0


def test_words_taken_back_are_not_announced(goal, dora, now):
    said = comments.comment(goal, text="Good.", by=dora, at=now)
    assert due("goal.commented", now) == 1
    comments.withdraw(said, by=dora, at=now)
    assert due("goal.commented", now) == 0
