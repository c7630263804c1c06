"""People come in with an address of their own and a time zone that exists."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Absence, Person
from accounts.services import coaching
from accounts.services.people import (
    AddressTaken,
    ClosingOneself,
    LastAdmin,
    UnknownTimeZone,
    create_person,
    deactivate,
)


def test_an_address_is_taken_once_whatever_its_case(ben, now):
    with pytest.raises(AddressTaken) as refused:
        create_person(email=" BEN@example.org ", name="Another Ben", by=None, at=now)
    assert refused.value.fields == {"email": "Already taken."}


def test_a_time_zone_must_exist(cast, now):
    with pytest.raises(UnknownTimeZone):
        create_person(email="x@example.org", name="X", by=None, at=now, time_zone="Europe/Atlantis")


def test_somebodys_coaches_are_those_who_coach_now_and_are_here(cast, now):
    waiting = coaching.ask(cast.dora, coachee=cast.ben, by=cast.ben, at=now)
    assert list(Person.objects.coaches_of(cast.ben)) == [cast.ada]
    coaching.accept(waiting, by=cast.dora, at=now)
    deactivate(cast.ada, by=cast.root, at=now)
    assert list(Person.objects.coaches_of(cast.ben)) == [cast.dora]


def test_an_absence_covers_its_first_and_last_day(ben):
    absence = Absence.objects.create(
        person=ben, starts_on=date(2026, 12, 20), ends_on=date(2026, 12, 22)
    )
    covered = [day for day in range(18, 25) if Absence.objects.covering(date(2026, 12, day))]
    assert covered == [20, 21, 22]
    assert str(absence) == "2026-12-20 to 2026-12-22"


def test_an_account_closed_twice_was_closed_once(cast, now):
    left_at = cast.zoe.left_at
    deactivate(cast.zoe, by=cast.root, at=now)
    cast.zoe.refresh_from_db()
    assert cast.zoe.left_at == left_at


def test_two_admins_who_close_each_other_at_once_leave_one(cast, now):
    other = create_person(email="una@example.org", name="Una", by=None, at=now, role="admin")
    deactivate(other, by=cast.root, at=now)
    other.left_at = None  # as the request saw its person a moment before
    with pytest.raises(LastAdmin):
        deactivate(cast.root, by=other, at=now)


def test_somebody_is_found_by_address_whatever_the_case(cast):
    assert Person.objects.get_by_natural_key("BEN@example.org") == cast.ben


def test_only_an_admin_closes_an_account(cast, now):
    with pytest.raises(PermissionDenied):
        deactivate(cast.cleo, by=cast.ben, at=now)
    with pytest.raises(ClosingOneself):
        deactivate(cast.root, by=cast.root, at=now)
