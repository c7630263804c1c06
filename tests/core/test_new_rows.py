"""New rows are written as Django writes them, and refused as Django refuses them."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from core.models import AuditEntry
from core.new_rows import add, in_one_go
from core.prepared import in_bulk
from notifications.models import Notification


def line(person, now, **changed):
    return AuditEntry(
        **{"by": person, "action": "thing.do", "subject": uuid4(), "at": now} | changed
    )


def lines():
    return list(AuditEntry.objects.filter(action="thing.do"))


def nudge(person, now):
    return Notification(person=person, kind="one", channel="app", url="/", due_at=now)


@in_one_go()
def write(*rows, reads=False, stumbles=False):
    for row in rows:
        add(row)
    if stumbles:
        raise ZeroDivisionError
    return len(lines()) if reads else None


def test_rows_are_there_as_if_django_had_written_them(cast, now):
    row, told = line(cast.ada, now, words="§ 100 % 👩‍🚀"), nudge(cast.ben, now)
    with CaptureQueriesContext(connection) as queries:
        add(row, told)
    assert len(queries) == 1
    same = AuditEntry.objects.get(pk=row.pk)
    for field in AuditEntry._meta.concrete_fields:
        assert getattr(same, field.attname) == getattr(row, field.attname)
    assert not row._state.adding
    assert Notification.objects.get(pk=told.pk).created_at  # set by the database


def test_many_rows_are_written_too(cast, now):
    add()
    add(*(line(cast.ada, now) for _number in range(7)))
    with CaptureQueriesContext(connection) as queries:
        add(*(line(cast.ada, now) for _number in range(501)))
    assert (len(lines()), len(queries)) == (508, 2)


def test_what_is_there_already_is_left_out_or_refused(cast, now):
    add(nudge(cast.ben, now))
    add(nudge(cast.ben, now), once=True)
    with pytest.raises(IntegrityError, match="one_nudge_has_one_effect"), transaction.atomic():
        add(nudge(cast.ben, now))
    assert Notification.objects.count() == 1


def test_a_refusal_takes_all_back_and_what_is_around_goes_on(cast, now):
    row = line(cast.ada, now)
    add(row)
    for reads in (False, True):
        with pytest.raises(IntegrityError):
            write(line(cast.ada, now), row, reads=reads)
        assert lines() == [row]


def test_what_is_read_waits_for_what_was_sent_before(cast, now):
    assert write(line(cast.ada, now), reads=True) == 1


def test_after_what_was_taken_back_everything_goes_on(cast, now):
    """Statements that were prepared before a rollback are prepared anew."""
    for _time in range(2):
        with pytest.raises(ZeroDivisionError):
            write(line(cast.ada, now), stumbles=True)
        for _again in range(2):
            assert set(in_bulk(Person, [cast.ada.pk])) == {cast.ada.pk}
    assert not lines()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_of_its_own_goes_in_one_go(cast, now):
    row = line(cast.ada, now)
    write(row)
    for reads in (False, True):
        with pytest.raises(IntegrityError):
            write(line(cast.ada, now), row, reads=reads)
        for _again in range(2):
            assert set(in_bulk(Person, [cast.ada.pk])) == {cast.ada.pk}
        assert lines() == [row]
