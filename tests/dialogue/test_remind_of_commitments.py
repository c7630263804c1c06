"""What one said one would do is brought to mind before its day and on it; groups and oneself too."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialogue.kinds import KINDS
from dialogue.services import commitments, groups, holding, reflections
from dialogue.services.nudging import plan_nudges
from notifications.kinds import REGISTERED, still_due
from notifications.models import Muted, Notification

DAY = timedelta(days=1)
# Thursday 19 November 2026, ten in the morning in Oslo.
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


def rows(**wanted):
    found = Notification.objects.filter(channel="app", kind__in=[one.code for one in KINDS])
    return {(row.person.called, row.kind) for row in found.filter(**wanted)}


def due(at, **wanted):
    return Notification.objects.filter(still_due(at), channel="app", **wanted)


def test_before_the_day_and_on_it_once_each(now, talk, ada, ben):
    made = commitments.commit(
        talk, by=ada, at=now, what="Show the list", who=ben, until=date(2026, 11, 19)
    )
    holding.hold(talk, by=ben, at=now)
    plan_nudges(at=THURSDAY - 3 * DAY)
    assert rows() == set()
    plan_nudges(at=THURSDAY - 2 * DAY)
    plan_nudges(at=THURSDAY - DAY)
    assert rows() == {("Ben", "commitment.coming")}
    for _twice in range(2):
        plan_nudges(at=THURSDAY)
    assert rows() == {("Ben", "commitment.coming"), ("Ben", "commitment.due")}
    row = Notification.objects.get(kind="commitment.due", channel="app")
    assert (row.subject, row.url) == (made.pk, f"/checkins/{talk.pk}/")
    assert due(THURSDAY, kind="commitment.due").exists()
    commitments.complete(made, by=ben, at=THURSDAY)
    assert not due(THURSDAY, kind="commitment.due").exists()


def test_not_where_it_is_done_switched_off_or_on_a_day_off(now, talk, ada, ben):
    for who, until in ((ada, date(2026, 11, 19)), (ben, date(2026, 11, 21))):
        commitments.commit(talk, by=ben, at=now, what="x", who=who, until=until)
    Muted.objects.create(person=ada, kind="commitment.due", channel="app")
    holding.hold(talk, by=ben, at=now)
    plan_nudges(at=THURSDAY)
    assert rows() == {("Ben", "commitment.coming")}
    plan_nudges(at=THURSDAY + 2 * DAY)  # a Saturday
    assert ("Ben", "commitment.due") not in rows()
    plan_nudges(at=THURSDAY + 4 * DAY)
    assert ("Ben", "commitment.due") in rows()


def test_a_group_is_asked_to_prepare_and_reminded_but_for_who_left(
    now, group_talk, ben, cleo, dora
):
    groups.leave(group_talk, by=dora, at=now)
    plan_nudges(at=now + DAY)
    assert rows() == {("Ben", "group_talk.prepare"), ("Cleo", "group_talk.prepare")}
    waiting = due(now + DAY, kind="group_talk.prepare")
    assert waiting.count() == 2
    later = group_talk.planned_at + 8 * DAY
    plan_nudges(at=later)
    assert ("Cleo", "group_talk.remind") in rows()
    assert due(later, kind="group_talk.remind").count() == 2
    groups.leave(group_talk, by=cleo, at=later)
    assert due(later, kind="group_talk.remind").count() == 1


def test_one_is_reminded_of_a_reflection(now, ben):
    mine = reflections.reflect(by=ben, at=now, planned_at=now + 5 * DAY)
    plan_nudges(at=mine.planned_at - timedelta(hours=1))
    assert rows() == {("Ben", "reflection.prepare")}
    plan_nudges(at=mine.planned_at + 8 * DAY)
    assert ("Ben", "reflection.remind") in rows()
    assert due(mine.planned_at + 8 * DAY, kind="reflection.remind").exists()


@pytest.mark.parametrize("code", [one.code for one in KINDS])
def test_each_kind_says_why_it_came_and_what_can_be_done(code):
    kind = REGISTERED[code]
    assert str(kind.why)
    assert str(kind.action)
    assert "%(" not in kind.says("Ada")
