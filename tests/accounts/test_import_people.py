"""A list of people is looked at first, then applied as a whole or not at all."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from accounts.imports.mapping import guess
from accounts.imports.people import People
from accounts.imports.reading import read_table
from accounts.imports.rows import read_people
from accounts.models import Coaching, CoachingSuggestion, Membership, Person, Team
from accounts.services import teams
from accounts.services.imports import BrokenRows, Refused, apply_import, plan_import
from core.models import AuditEntry

EXPORT = Path(__file__).parent / "data" / "hr-export.csv"


def read(content: bytes | str) -> People:
    table = read_table(content if isinstance(content, bytes) else content.encode())
    return read_people(table, guess(table))


@pytest.fixture
def export() -> People:
    return read(EXPORT.read_bytes())


def test_the_preview_says_everything_and_does_nothing(export, root, now):
    before = Person.objects.count()
    plan = plan_import(export, by=root, at=now)
    assert len(plan.new) == 204
    assert len(plan.broken) == 9
    assert len(plan.leaving) == 11
    assert len(plan.doubled) == 1
    assert "Nobody here has the address nobody.here@nordlys.example" in plan.broken[4].line
    assert plan.summary().startswith("204 new, 0 changed, 0 unchanged, 11 of them left")
    assert Person.objects.count() == before


def test_a_list_puts_nobody_into_a_support_group(ben, root, now):
    teams.found(name="Night owls", kind="group", about="", by=ben, at=now)
    head = "name,email,home team,other teams\n"
    for cells in ("night owls,", "Turbine Design,Night Owls"):
        people = read(f"{head}Nora Lund,nora@example.org,{cells}\n")
        plan = plan_import(people, by=root, at=now)
        assert "There is a support group with this name" in plan.broken[0].line


def test_broken_rows_stop_the_whole_list(export, root, now):
    before = Person.objects.count()
    with pytest.raises(BrokenRows, match="9 rows are broken"):
        apply_import(export, by=root, at=now)
    assert Person.objects.count() == before
    assert Team.objects.count() == 2


def test_all_the_others_come_in_when_broken_rows_are_left_out(export, root, now):
    before = Person.objects.count()
    plan = apply_import(export, by=root, at=now, skip_broken=True)
    assert Person.objects.count() == before + 204
    hakon = Person.objects.get(email="hakon.nygard@nordlys.example")
    assert (hakon.name, hakon.language, hakon.time_zone) == ("Håkon Nygård", "nb", "Europe/Oslo")
    assert (hakon.personnel_no, hakon.started_on) == ("100014", date(2021, 4, 11))
    assert not hakon.has_usable_password()
    assert hakon.role == Person.Role.MEMBER
    assert {m.team.name: m.is_home for m in hakon.memberships.all()} == {
        "Turbine Design": True,
        "Data for everyone": False,
    }
    assert Team.objects.get(name="Data for everyone").kind == Team.Kind.WORKSTREAM
    assert len(plan.teams) == Team.objects.count() - 2
    assert Person.objects.matching("hakon nygard").count() == 1


def test_the_same_list_again_changes_nothing(export, root, now):
    apply_import(export, by=root, at=now, skip_broken=True)
    people = list(Person.objects.order_by("pk").values())
    audited = AuditEntry.objects.count()
    again = apply_import(export, by=root, at=now + timedelta(hours=1), skip_broken=True)
    assert again.changes_nothing
    assert len(again.unchanged) == 204
    assert list(Person.objects.order_by("pk").values()) == people
    assert AuditEntry.objects.count() == audited


def test_the_audit_log_gets_one_line_with_numbers_alone(export, root, now):
    apply_import(export, by=root, at=now, skip_broken=True)
    entry = AuditEntry.objects.get(action="people.import")
    assert entry.by == root
    assert entry.is_admin_act
    assert entry.words.startswith("204 new")
    assert "@" not in entry.words


def test_only_an_admin_imports(export, ada, now):
    for act in (plan_import, apply_import):
        with pytest.raises(PermissionDenied):
            act(export, by=ada, at=now)


def test_whoever_operates_the_server_may_import(export, cast, now):
    apply_import(export, by=None, at=now, skip_broken=True)
    assert AuditEntry.objects.get(action="people.import").by is None


def test_people_whose_last_day_is_over_come_in_as_left(export, root, now):
    apply_import(export, by=root, at=now, skip_broken=True)
    omar = Person.objects.get(email="person.13@nordlys.example")
    assert omar.leaves_on == date(2026, 9, 10)
    assert omar.left_at == datetime(2026, 9, 11, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert omar.left_by == root
    assert not omar.memberships.exists()


def test_managers_are_suggested_as_coaches_and_nothing_more(export, root, now):
    relations = Coaching.objects.count()
    apply_import(export, by=root, at=now, skip_broken=True)
    assert Coaching.objects.count() == relations
    yuki = Person.objects.get(email="yuki.tanaka@nordlys.example")
    suggestion = CoachingSuggestion.objects.get(coachee=yuki)
    assert suggestion.coach.email == "ingrid.solberg@nordlys.example"
    assert not CoachingSuggestion.objects.filter(coachee__left_at__isnull=False).exists()


def test_what_changed_is_shown_before_and_after(root, ben, now):
    people = read(
        "E-mail;Name;Position;TZ;Department;Projects\n"
        "ben@example.org;Ben Haddad;Planner;Europe/Berlin;Supply Chain;Choir\n"
    )
    plan = plan_import(people, by=root, at=now)
    assert [(c.label, c.before, c.after) for c in plan.changed[0].changes] == [
        ("Job title", "Commissioning engineer", "Planner"),
        ("Time zone", "Europe/Oslo", "Europe/Berlin"),
        ("Home team", "Turbine Design", "Supply Chain"),
        ("Other teams, separated by commas", "", "Choir"),
    ]
    apply_import(people, by=root, at=now)
    ben.refresh_from_db()
    assert ben.job_title == "Planner"
    assert ben.check_password("demo")
    homes = Membership.objects.filter(person=ben, is_home=True)
    assert [m.team.name for m in homes] == ["Supply Chain"]
    assert ben.memberships.count() == 2
    assert Person.objects.matching("ben planner").count() == 1
    assert plan_import(people, by=root, at=now).changes_nothing


def test_moving_into_a_team_one_is_in_already_makes_it_home(root, ben, cast, now):
    Membership.objects.create(team=cast.supply, person=ben)
    people = read(
        "E-mail;Name;Team;Teams\nben@example.org;Ben Haddad;SUPPLY CHAIN;Turbine Design\n"
    )
    apply_import(people, by=root, at=now)
    assert {m.team.name: m.is_home for m in ben.memberships.all()} == {
        "Supply Chain": True,
        "Turbine Design": False,
    }
    assert plan_import(people, by=root, at=now).changes_nothing


def test_a_personnel_number_is_learnt(root, ben, now):
    apply_import(read("Staff no;E-mail;Name\n7;ben@example.org;Ben Haddad\n"), by=root, at=now)
    ben.refresh_from_db()
    assert ben.personnel_no == "7"


def test_an_empty_cell_erases_nothing(root, ben, now):
    people = read("E-mail;Name;Position;Department\nben@example.org;Ben Haddad;;\n")
    assert plan_import(people, by=root, at=now).changes_nothing


def test_a_new_address_is_recognised_by_the_personnel_number(root, ben, now):
    Person.objects.filter(pk=ben.pk).update(personnel_no="7")
    people = read("Staff no;E-mail;Name\n7;ben.haddad@example.org;Ben Haddad\n")
    plan = apply_import(people, by=root, at=now)
    assert plan.changed[0].changes[0].before == "ben@example.org"
    ben.refresh_from_db()
    assert ben.email == "ben.haddad@example.org"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("8;ben@example.org;Ben", "is that of Ben Haddad, who has another personnel number"),
        ("9;ben@example.org;Ben", "is that of Ben Haddad, who has another personnel number"),
        ("8;new@example.org;New\n;cleo@example.org;Cleo", "Row 2 is about Cleo Adeyemi as well"),
    ],
)
def test_the_address_of_somebody_else_is_refused(cast, now, row, said):
    Person.objects.filter(pk=cast.ben.pk).update(personnel_no="7")
    Person.objects.filter(pk=cast.cleo.pk).update(personnel_no="8")
    plan = plan_import(read(f"Staff no;E-mail;Name\n{row}\n"), by=cast.root, at=now)
    assert said in plan.broken[-1].line
    assert len(plan.broken) == 1


def test_who_leaves_today_is_still_here_and_goes_tomorrow(root, ben, now):
    people = read(f"E-mail;Name;Exit date\nben@example.org;Ben Haddad;{now.date()}\n")
    apply_import(people, by=root, at=now)
    ben.refresh_from_db()
    assert ben.leaves_on == now.date()
    assert not ben.has_left


def test_who_has_left_loses_every_door_at_once(root, ben, client_for, now):
    browser = client_for(ben)
    people = read("E-mail;Name;Exit date\nben@example.org;Ben Haddad;2026-10-01\n")
    plan = apply_import(people, by=root, at=now)
    assert [row.email for row in plan.leaving] == ["ben@example.org"]
    ben.refresh_from_db()
    assert (ben.left_at, ben.left_by) == (now, root)
    assert browser.get("/drafts/feedback/1/").status_code == 302
    assert plan_import(people, by=root, at=now).changes_nothing


def test_an_import_opens_no_closed_account(root, zoe, now):
    people = read("E-mail;Name;Exit date;Team\nzoe@example.org;Zoe Tanaka;2030-01-01;Choir\n")
    plan = apply_import(people, by=root, at=now)
    assert plan.changes_nothing
    zoe.refresh_from_db()
    assert zoe.has_left


def test_nobody_locks_themselves_out(root, ada, now):
    people = read("E-mail;Name;Exit date\nroot@example.org;Root Solberg;2026-10-01\n")
    with pytest.raises(Refused, match="says that you have left"):
        apply_import(people, by=root, at=now)
    with pytest.raises(Refused, match="the last admin has left"):
        apply_import(people, by=None, at=now)
    Person.objects.filter(pk=ada.pk).update(role=Person.Role.ADMIN)
    ada.refresh_from_db()
    apply_import(people, by=ada, at=now)
    root.refresh_from_db()
    assert root.has_left


def test_roles_and_passwords_are_never_touched(root, now):
    people = read("E-mail;Name;Role;Password\nroot@example.org;Root Solberg;member;hunter2\n")
    assert plan_import(people, by=root, at=now).changes_nothing


def test_a_pair_that_knows_each_other_is_not_suggested(root, ada, ben, cleo, now):
    people = read(
        "E-mail;Name;Coach\n"
        "ben@example.org;Ben Haddad;ada@example.org\n"
        "cleo@example.org;Cleo Adeyemi;cleo@example.org\n"
        "dora@example.org;Dora Wójcik;zoe@example.org\n"
    )
    assert plan_import(people, by=root, at=now).suggestions == ()
    people = read("E-mail;Name;Coach\ncleo@example.org;Cleo Adeyemi;ada@example.org\n")
    apply_import(people, by=root, at=now)
    assert CoachingSuggestion.objects.get().coach == ada
    assert plan_import(people, by=root, at=now).changes_nothing


@pytest.mark.parametrize(("known", "said"), [("istanbul", "İstanbul"), ("ΟΔΟΣ", "οδοσ")])
def test_teams_are_compared_as_the_database_compares_them(root, ben, now, known, said):
    Team.objects.create(name=known)
    people = read(f"E-mail;Name;Team\nben@example.org;Ben Haddad;{said}\n")
    apply_import(people, by=root, at=now)
    assert Membership.objects.get(person=ben, is_home=True).team.name == known


def test_somebody_who_left_is_not_placed_anew(root, zoe, now):
    people = read("E-mail;Name;Position;Team\nzoe@example.org;Zoe Tanaka;Planner;Choir\n")
    apply_import(people, by=root, at=now)
    zoe.refresh_from_db()
    assert zoe.job_title == "Planner"
    assert not Team.objects.filter(name="Choir").exists()


def test_a_coach_in_a_broken_row_is_suggested_another_time(root, ada, now):
    people = read(
        "E-mail;Name;Coach;TZ\n"
        "ben@example.org;Ben Haddad;new@example.org;\n"
        "new@example.org;New;;Mars/Base\n"
    )
    plan = plan_import(people, by=root, at=now)
    assert plan.suggestions == ()
    assert [row.row for row in plan.broken] == [3]


def test_thousands_of_rows_cost_a_handful_of_queries(root, ben, now, django_assert_num_queries):
    def listed(count: int) -> People:
        rows = (f"p{n}@example.org;Person {n};Team {n % 50};Choir" for n in range(count))
        return read("\n".join(["E-mail;Name;Team;Projects", "ben@example.org;Ben Haddad;;", *rows]))

    for count in (10, 2_000):
        people = listed(count)
        with django_assert_num_queries(6):
            plan_import(people, by=root, at=now)
