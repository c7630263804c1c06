"""An admin uploads a list, looks at it, and imports it, without any script."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import policies
from accounts.models import PeopleImport, Person
from accounts.services import uploads

EXPORT = Path(__file__).parent / "data" / "hr-export.csv"
START = "/settings/people/import/"
SMALL = "Name;E-mail;Position;Salary\nBen Haddad;ben@example.org;Planner;99000\n"


@pytest.fixture
def admin(client_for, root):
    return client_for(root)


def send(admin, content: bytes | str, name: str = "people.csv"):
    body = content if isinstance(content, bytes) else content.encode()
    return admin.post(START, {"file": SimpleUploadedFile(name, body)})


def uploaded(admin, content: bytes | str) -> str:
    """The address of the preview."""
    answer = send(admin, content)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def test_the_export_is_uploaded_looked_at_and_imported(admin):
    before = Person.objects.count()
    url = uploaded(admin, EXPORT.read_bytes())
    page = admin.get(url).content.decode()
    assert "204 new, 0 changed" in page
    assert "Row 62, Ravi Lund" in page
    assert "The app takes no part in pay" in page
    assert "Leave out these 9 broken rows" in page
    assert Person.objects.count() == before

    refused = admin.post(f"{url}apply/")
    assert refused.status_code == 422
    assert "Nothing was imported: 9 rows are broken" in refused.content.decode()
    assert Person.objects.count() == before

    applied = admin.post(f"{url}apply/", {"skip_broken": "on"}, follow=True)
    assert "Imported: 204 new" in applied.content.decode()
    assert Person.objects.count() == before + 204
    assert not PeopleImport.objects.exists()
    assert admin.get(url).status_code == 404


def test_a_double_click_imports_once(admin):
    url = uploaded(admin, EXPORT.read_bytes())
    key = "8d6b0d0a-57a4-4b30-9d4b-4b0a3d1b6d11"
    for _click in range(2):
        answer = admin.post(f"{url}apply/", {"skip_broken": "on", "idempotency_key": key})
        assert answer.status_code == 303
        assert answer["Location"] == "/settings/people/"
    assert Person.objects.filter(email__endswith="@nordlys.example").count() == 204


def test_each_part_of_the_preview_has_its_own_pages(admin):
    url = uploaded(admin, EXPORT.read_bytes())
    parts = {
        "broken": "Row 62",
        "new": "Ingrid Solberg",
        "left": "Омар Хаддад",
        "teams": "Blade inspection 2.0",
        "suggested": "could be coached by",
        "noted": "only its label",
        "unchanged": "Row 62",
        "nonsense": "Row 62",
    }
    for part, shown in parts.items():
        assert shown in admin.get(url, {"show": part}).content.decode(), part


def test_changes_are_shown_before_and_after(admin):
    page = admin.get(uploaded(admin, SMALL)).content.decode()
    assert "Job title: Commissioning engineer, from now on Planner" in page


def test_columns_are_chosen_by_hand(admin, ben):
    url = uploaded(admin, "Wer;Mail;Desk\nBen Haddad;ben@example.org;Planner\n")
    page = admin.get(url).content.decode()
    assert "No column holds names" in page
    assert "Import the list" not in page
    answer = admin.post(url, {"column-0": "name", "column-1": "email", "column-2": "job_title"})
    assert answer.status_code == 303
    admin.post(f"{url}apply/")
    ben.refresh_from_db()
    assert ben.job_title == "Planner"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"column-0": "email", "column-1": "email"}, "cannot both be “email”"),
        ({"column-0": "wage"}, "Choose one of the list."),
    ],
)
def test_a_choice_that_cannot_be_is_told_and_kept(admin, choice, said):
    url = uploaded(admin, SMALL)
    answer = admin.post(url, choice)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert PeopleImport.objects.get().choices["Name"] == "name"


def test_pay_is_not_even_kept(admin):
    uploaded(admin, SMALL)
    table, columns = uploads.open_upload(PeopleImport.objects.get())
    assert table.rows[0].cells == ("Ben Haddad", "ben@example.org", "Planner", "")
    assert columns.columns[3].never


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7", "This is a PDF file"),
        (b"x" * (11 * 1024 * 1024), "larger than 10 MB"),
        (b"Name;E-mail\n", "no person below"),
        (bytes(range(256)) * 40, "not a table"),
    ],
)
def test_what_is_no_list_gets_a_sentence_beside_the_field(admin, content, said):
    answer = send(admin, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PeopleImport.objects.exists()


def test_no_file_and_a_file_past_all_limits_get_the_same_sentence(admin):
    for data in ({}, {"file": SimpleUploadedFile("a.csv", b"x" * (13 * 1024 * 1024))}):
        answer = admin.post(START, data)
        assert answer.status_code == 422
        assert "Choose a CSV or XLSX file of at most 10 MB." in answer.content.decode()


def test_a_new_file_takes_the_place_of_the_one_before(admin):
    first = uploaded(admin, SMALL)
    assert "waits for you" in admin.get(START).content.decode()
    assert uploaded(admin, EXPORT.read_bytes()) == first
    assert PeopleImport.objects.count() == 1


def test_a_file_is_forgotten_by_choice_and_after_a_day(admin, root):
    url = uploaded(admin, SMALL)
    assert admin.post(f"{url}drop/").status_code == 303
    assert admin.get(url).status_code == 404
    url = uploaded(admin, SMALL)
    PeopleImport.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert admin.get(url).status_code == 404
    assert uploads.forget_expired(at=timezone.now()) == 1


def test_nobody_but_its_admin_finds_a_list(admin, client_for, ada, ben):
    url = uploaded(admin, SMALL)
    Person.objects.filter(pk=ada.pk).update(role=Person.Role.ADMIN)
    ada.refresh_from_db()
    assert client_for(ada).get(url).status_code == 404
    member = client_for(ben)
    assert member.get(url).status_code == 404
    assert member.get(START).status_code == 404
    assert member.post(f"{url}apply/").status_code == 404
    assert PeopleImport.objects.exists()


def test_the_services_ask_for_themselves(admin, ada, now):
    uploaded(admin, SMALL)
    upload = PeopleImport.objects.get()
    for act in (
        lambda: uploads.begin(SMALL.encode(), file_name="a.csv", by=ada, at=now),
        lambda: uploads.choose(upload, choices=[], by=ada, at=now),
        lambda: uploads.apply_upload(upload, by=ada, at=now),
        lambda: uploads.drop(upload, by=ada, at=now),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_policy_and_queryset_agree(admin, cast):
    uploaded(admin, SMALL)
    upload = PeopleImport.objects.get()
    for person in (cast.ada, cast.root, cast.tess, cast.zoe):
        seen = PeopleImport.objects.visible_to(person).filter(pk=upload.pk).exists()
        assert policies.can_read_import(person, upload) == seen


def test_the_preview_costs_the_same_queries_at_any_size(admin):
    def listed(count: int) -> str:
        rows = (f"P {n};p{n}@example.org;Team {n % 50}" for n in range(count))
        return "\n".join(["Name;E-mail;Team", "Ben Haddad;ben@example.org;", *rows])

    def cost(count: int) -> int:
        url = uploaded(admin, listed(count))
        with CaptureQueriesContext(connection) as queries:
            admin.get(url, {"show": "new", "page": 2})
        return len(queries)

    assert cost(10) == cost(300) <= 12
