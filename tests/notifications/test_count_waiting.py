"""The number on the bell is what the list shows, whoever asks and whenever."""

from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import Absence
from accounts.services import coaching
from dialogue.services import checkins
from feedback.services.giving import Piece, give
from feedback.services.receiving import mark_read
from notifications import bell
from notifications.models import Notification


def by_the_list(person, at) -> list:
    rows = Notification.objects.visible_to(person).waiting(at).newest_first()
    return list(rows.values_list("pk", flat=True))


@pytest.fixture
def world(cast, now):
    """Nudges of several kinds, some of them without a reason any more."""
    praise = Piece("praise", "recipient", "You rang the crew before they left.")
    read, _unread = (
        give([cast.ben], what=praise, by=by, at=now)[0] for by in (cast.cleo, cast.ada)
    )
    mark_read(read, by=cast.ben, at=now)
    asked = coaching.ask(cast.ben, coachee=cast.dora, by=cast.dora, at=now)
    coaching.accept(asked, by=cast.ben, at=now)
    coaching.ask(cast.ben, coachee=cast.tess, by=cast.tess, at=now)
    checkins.plan(cast.ben, by=cast.ada, at=now, planned_at=now + timedelta(days=1))
    Absence.objects.create(person=cast.ada, starts_on=now.date(), ends_on=now.date())
    return cast


@pytest.mark.parametrize("days", [0, 1, 3, 40])
def test_it_agrees_with_the_list(world, now, days):
    at = now + timedelta(days=days)
    for name in ("ada", "ben", "cleo", "dora", "root", "tess", "zoe"):
        person = getattr(world, name)
        expected = by_the_list(person, at)
        assert bell.number_waiting(person, at=at) == len(expected)
        assert [row.pk for row in bell.waiting_for(person, at=at)] == expected
    assert bell.number_waiting(world.ben, at=now) == 3


def test_each_names_who_caused_it(world, now):
    for row in bell.waiting_for(world.ben, at=now):
        kept = Notification.objects.select_related("actor").get(pk=row.pk)
        assert (row.kind, row.due_at, row.actor) == (kept.kind, kept.due_at, kept.actor)
        assert row.actor.name == kept.actor.name


def test_it_is_written_down_once(world, now, django_assert_num_queries):
    bell.number_waiting(world.ben, at=now)
    written = bell.COUNTED.written
    with django_assert_num_queries(1):
        bell.number_waiting(world.cleo, at=now)
    assert bell.COUNTED.written is written


def test_postgres_plans_it_once_for_a_connection(world, now):
    for person in (world.ben, world.cleo, world.ada) * 4:  # the first five are planned each
        bell.number_waiting(person, at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), max(generic_plans) FROM pg_prepared_statements"
            " WHERE statement LIKE '%notifications_notification%'"
        )
        statements, without_planning = cursor.fetchone()
    assert statements >= 1
    assert without_planning >= 7


def test_a_condition_on_anything_else_is_refused(now):
    def from_yesterday(person, at):
        rows = Notification.objects.visible_to(person)
        return rows.filter(due_at__gt=at - timedelta(days=1)).values_list("pk")

    def by_year(person, at):
        rows = Notification.objects.visible_to(person)
        return rows.values_list("pk") if at.year < 2005 else rows.values_list("kind")

    for question in (from_yesterday, by_year):
        with pytest.raises(bell.Unforeseen):
            bell.write(question)


def test_such_a_condition_is_asked_in_the_usual_way(world, now):
    def from_yesterday(person, at):
        rows = Notification.objects.visible_to(person).in_app()
        return rows.filter(due_at__gt=at - timedelta(days=1)).values_list("pk")

    asked = bell.Asked(from_yesterday)
    for _time in range(2):
        assert len(asked.rows(world.ben, now)) == from_yesterday(world.ben, now).count() > 0
    assert not asked.is_plain
    assert bell.COUNTED.is_plain
    assert bell.NEWEST.is_plain
