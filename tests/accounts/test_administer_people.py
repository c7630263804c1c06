"""Admins look after people: details, role, sign-in, leaving."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import tasks
from accounts.models import Membership, Person, Team
from accounts.services import administration
from accounts.services.people import AddressTaken, ClosingOneself, LastAdmin, deactivate
from core.errors import RuleError
from core.models import AuditEntry

LIST = "/settings/people/"


@pytest.fixture
def admin(client_for, root):
    return client_for(root)


def details(person: Person, **changes: str) -> dict[str, str]:
    return {
        "name": person.name,
        "email": person.email,
        "time_zone": person.time_zone,
        "job_title": person.job_title,
        "home_team": "Turbine Design",
        **changes,
    }


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({}, "ben@example.org", "zoe@example.org"),
        ({"who": "left"}, "zoe@example.org", "ben@example.org"),
        ({"who": "admins"}, "root@example.org", "ben@example.org"),
        ({"q": "haddad"}, "ben@example.org", "cleo@example.org"),
        ({"who": "nonsense", "page": "x"}, "ben@example.org", "zoe@example.org"),
    ],
)
def test_people_are_found_by_word_and_kind(admin, asked, shown, hidden):
    page = admin.get(LIST, asked).content.decode()
    assert shown in page
    assert hidden not in page


def test_a_part_is_enough_for_htmx(admin):
    part = admin.get(LIST, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "ben@example.org" in part


def test_the_list_costs_the_same_queries_at_any_size(admin):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin.get(LIST)
        return len(queries)

    few = cost()
    more = [
        Person(email=f"p{n}@example.org", name=f"P {n}", search_key=f"p{n}") for n in range(200)
    ]
    Person.objects.bulk_create(more)
    assert few == cost() <= 12


def test_details_are_changed(admin, ben, root):
    url = f"{LIST}{ben.pk}/"
    assert "Ben Haddad" in admin.get(url).content.decode()
    said = details(ben, job_title="Planner", home_team="Choir", leaves_on="2030-01-31")
    assert admin.post(url, said).status_code == 303
    ben.refresh_from_db()
    assert (ben.job_title, ben.leaves_on) == ("Planner", date(2030, 1, 31))
    assert Membership.objects.get(person=ben, is_home=True).team.name == "Choir"
    entry = AuditEntry.objects.get(action="person.edit")
    assert entry.words == "job_title, leaves_on, home_team"


def test_nothing_changed_leaves_no_trace(admin, ben):
    assert admin.post(f"{LIST}{ben.pk}/", details(ben)).status_code == 303
    assert not AuditEntry.objects.filter(action="person.edit").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Write the name"),
        ({"email": "ada@example.org"}, "Already taken."),
        ({"email": "ada"}, "Write an address such as"),
        ({"time_zone": "Mars/Base"}, "Choose a time zone"),
        ({"personnel_no": "7"}, "Already taken."),
        ({"started_on": "2025-02-01", "leaves_on": "2025-01-01"}, "before the first day"),
    ],
)
def test_details_that_cannot_be_are_told_beside_the_field(admin, ben, ada, change, said):
    Person.objects.filter(pk=ada.pk).update(personnel_no="7")
    answer = admin.post(f"{LIST}{ben.pk}/", details(ben, **change))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_one_person_is_added_once_and_gets_a_mail(admin, mailoutbox):
    url = f"{LIST}new/"
    assert admin.get(url).status_code == 200
    said = {
        "name": "Eva Lund",
        "email": "EVA@example.org",
        "time_zone": "Europe/Oslo",
        "home_team": "supply chain",
        "invite": "on",
        "idempotency_key": "8d6b0d0a-57a4-4b30-9d4b-4b0a3d1b6d12",
    }
    for _click in range(2):
        assert admin.post(url, said).status_code == 303
    eva = Person.objects.get(email="eva@example.org")
    assert [team.name for team in Team.objects.filter(memberships__person=eva)] == ["Supply Chain"]
    assert [mail.to for mail in mailoutbox] == [["eva@example.org"]]
    del said["idempotency_key"], said["invite"]
    assert admin.post(url, {**said, "email": "eve@example.org"}).status_code == 303
    assert len(mailoutbox) == 1
    answer = admin.post(url, said)
    assert answer.status_code == 422
    assert "Already taken." in answer.content.decode()


def test_a_link_to_set_a_password_is_sent(admin, ben, mailoutbox):
    assert admin.post(f"{LIST}{ben.pk}/invite/").status_code == 303
    assert [mail.to for mail in mailoutbox] == [["ben@example.org"]]


def test_nobody_who_left_is_invited(admin, zoe, mailoutbox):
    assert admin.post(f"{LIST}{zoe.pk}/invite/").status_code == 422
    assert mailoutbox == []


def test_an_admin_is_made_and_unmade(admin, ada, root):
    url = f"{LIST}{ada.pk}/role/"
    assert admin.post(url, {"role": "admin"}).status_code == 303
    ada.refresh_from_db()
    assert ada.is_admin
    assert admin.post(url, {"role": "member"}).status_code == 303
    ada.refresh_from_db()
    assert not ada.is_admin
    assert admin.post(url, {"role": "owner"}).status_code == 422


def test_the_last_admin_stays(admin, root, zoe, now):
    assert admin.post(f"{LIST}{root.pk}/role/", {"role": "member"}).status_code == 422
    with pytest.raises(LastAdmin):
        administration.change_role(root, role="member", by=root, at=now)
    with pytest.raises(RuleError):
        administration.change_role(zoe, role="admin", by=root, at=now)


def test_nobody_closes_their_own_account(admin, root, ada, now):
    Person.objects.filter(pk=ada.pk).update(role=Person.Role.ADMIN)
    assert admin.post(f"{LIST}{root.pk}/deactivate/").status_code == 422
    with pytest.raises(ClosingOneself):
        deactivate(root, by=root, at=now)


def test_an_account_is_closed_and_opened_again(admin, client_for, ben):
    session = client_for(ben)
    url = f"{LIST}{ben.pk}/"
    assert admin.post(f"{url}deactivate/").status_code == 303
    assert session.get("/drafts/feedback/1/").status_code == 302
    assert "The account is closed" in admin.get(url).content.decode()
    assert admin.post(f"{url}reactivate/").status_code == 303
    ben.refresh_from_db()
    assert not ben.has_left
    assert ben.left_by is None


def test_an_admin_who_left_comes_back_as_a_member(root, ada, now):
    administration.change_role(ada, role="admin", by=root, at=now)
    deactivate(ada, by=root, at=now)
    administration.reactivate(ada, by=root, at=now)
    assert not ada.is_admin


@pytest.mark.parametrize("path", ["", "new/", "{}/", "{}/role/", "{}/deactivate/", "{}/invite/"])
def test_for_members_none_of_this_exists(client_for, ben, ada, path):
    url = LIST + path.format(ada.pk)
    assert client_for(ben).get(url).status_code == 404
    assert client_for(ben).post(url, {"role": "admin"}).status_code == 404


def test_the_services_ask_for_themselves(ben, ada, now):
    for act in (
        lambda: administration.change_role(ada, role="admin", by=ben, at=now),
        lambda: administration.reactivate(ada, by=ben, at=now),
        lambda: administration.invite(ada, by=ben, at=now),
        lambda: administration.edit(ada, details={}, home_team=None, by=ben, at=now),
        lambda: administration.bring_in(details={}, home_team="", by=ben, at=now),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_an_address_of_somebody_else_is_refused(ben, root, now):
    with pytest.raises(AddressTaken):
        administration.edit(
            ben, details={"email": "ada@example.org"}, home_team=None, by=root, at=now
        )


def test_asking_for_what_is_so_already_changes_nothing(ben, root, now):
    administration.change_role(ben, role="member", by=root, at=now)
    administration.reactivate(ben, by=root, at=now)
    assert not AuditEntry.objects.filter(subject=ben.pk, action__startswith="person.ch").exists()
    assert not AuditEntry.objects.filter(action="person.reactivate").exists()


def test_a_new_address_and_no_home_team(ben, root, now):
    administration.edit(ben, details={"email": "ben.h@example.org"}, home_team="", by=root, at=now)
    ben.refresh_from_db()
    assert ben.email == "ben.h@example.org"
    assert not ben.memberships.filter(is_home=True).exists()


def test_both_bells_ring(ben, root, now):
    Person.objects.filter(pk=ben.pk).update(leaves_on=date(2020, 1, 1))
    tasks.close_accounts()
    tasks.forget_uploads()
    ben.refresh_from_db()
    assert ben.has_left
    assert ben.left_by is None


def test_accounts_close_when_the_last_day_is_over_where_people_work(ben, cleo, root):
    day = date(2026, 11, 12)
    Person.objects.filter(pk=ben.pk).update(leaves_on=day, time_zone="Pacific/Auckland")
    Person.objects.filter(pk=cleo.pk).update(leaves_on=day, time_zone="America/Los_Angeles")
    Person.objects.filter(pk=root.pk).update(leaves_on=day)
    noon = datetime(2026, 11, 12, 12, tzinfo=UTC)
    assert administration.close_accounts(at=noon - timedelta(hours=2)) == 0
    assert administration.close_accounts(at=noon) == 1
    assert administration.close_accounts(at=noon) == 0
    assert administration.close_accounts(at=noon + timedelta(days=1)) == 1
    root.refresh_from_db()
    assert not root.has_left  # the last admin stays until there is another
    assert AuditEntry.objects.filter(action="person.deactivate", by=None).count() == 2
