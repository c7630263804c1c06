"""A list of people comes in by call: looked at, applied, or refused as problem details."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Person

EXPORT = Path(__file__).parent / "data" / "hr-export.csv"
URL = "/api/v1/imports"
TEXT = "Wer;Mail;Desk\nBen Haddad;ben@example.org;Planner\n"


@pytest.fixture
def admin(api_for, root):
    return api_for(root)


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("people.csv", content)


def test_a_file_is_looked_at_without_effect(admin):
    before = Person.objects.count()
    answer = admin.post(URL, {"file": file(EXPORT.read_bytes())}, format="multipart")
    assert answer.status_code == 200
    assert answer.data["applied"] is False
    assert answer.data["counts"]["new"] == 204
    assert answer.data["counts"]["broken"] == len(answer.data["broken"]) == 9
    assert answer.data["broken"][0]["line"].startswith("Row 62, Ravi Lund")
    never = [column["name"] for column in answer.data["columns"] if column["never"]]
    assert never == ["Hrs/week", "Pay grade"]
    assert Person.objects.count() == before


def test_broken_rows_are_refused_with_a_sentence_each_unless_left_out(admin):
    before = Person.objects.count()
    call = {"file": file(EXPORT.read_bytes()), "apply": "true"}
    answer = admin.post(URL, call, format="multipart")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert len(answer.json()["errors"]) == 9
    assert Person.objects.count() == before
    call = {"file": file(EXPORT.read_bytes()), "apply": "true", "skip_broken": "true"}
    answer = admin.post(URL, call, format="multipart")
    assert answer.data["applied"] is True
    assert Person.objects.count() == before + 204


@pytest.mark.parametrize("format_", ["json", "multipart"])
def test_columns_are_mapped_in_both_kinds_of_call(admin, ben, format_):
    mapping = {"Wer": "name", "Desk": "job_title"}
    call = {
        "file": TEXT if format_ == "json" else file(TEXT.encode()),
        "mapping": mapping if format_ == "json" else json.dumps(mapping),
        "apply": True,
    }
    answer = admin.post(URL, call, format=format_)
    assert answer.status_code == 200, answer.content
    assert answer.data["changed"][0]["changes"][0]["after"] == "Planner"
    ben.refresh_from_db()
    assert ben.job_title == "Planner"


def test_a_call_sent_twice_is_made_once(admin):
    call = {"file": TEXT, "mapping": {"Wer": "name"}, "apply": True}
    answers = [
        admin.post(URL, call, format="json", headers={"Idempotency-Key": "once"}).json()
        for _time in range(2)
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("call", "status", "said"),
    [
        ({}, 422, "required"),
        ({"file": ""}, 422, "The file is empty"),
        ({"file": 7}, 422, "Send a CSV or XLSX file"),
        ({"file": None}, 422, "null"),
        ({"file": TEXT}, 422, "No column holds names"),
        ({"file": TEXT, "mapping": {"Wage": "name"}}, 422, "no column “Wage”"),
        ({"file": TEXT, "mapping": {"Wer": "wage"}}, 422, "no field “wage”"),
        ({"file": TEXT, "mapping": {"Wer": "name", "Desk": "name"}}, 422, "cannot both"),
        ({"file": TEXT, "mapping": ["Wer"]}, 422, "Send an object"),
        ({"file": TEXT, "mapping": "{"}, 422, "Send an object"),
        ({"file": TEXT, "mapping": {"Wer": 3}}, 422, "Send an object"),
        ({"file": TEXT, "apply": "perhaps"}, 422, "boolean"),
        ({"file": "Name;Mail\nA\u0000da;a@example.org"}, 400, "do not exist"),
    ],
)
def test_bad_calls_are_answered_in_words(admin, call, status, said):
    answer = admin.post(URL, call, format="json")
    assert answer.status_code == status
    assert said in json.dumps(answer.json(), ensure_ascii=False)


def test_only_admins_call(api_for, ben, client):
    assert api_for(ben).post(URL, {"file": TEXT}, format="json").status_code == 404
    assert client.post(URL).status_code == 401


def test_an_account_is_closed_by_call(admin, api_for, root, ben, client_for):
    session = client_for(ben)
    assert api_for(ben).post(f"/api/v1/people/{root.pk}/deactivate").status_code == 404
    assert admin.post(f"/api/v1/people/{ben.pk}/deactivate").status_code == 204
    assert admin.post(f"/api/v1/people/{ben.pk}/deactivate").status_code == 204
    ben.refresh_from_db()
    assert ben.has_left
    assert session.get("/drafts/feedback/1/").status_code == 302
    assert admin.post(f"/api/v1/people/{root.pk}/deactivate").status_code == 422
    unknown = "00000000-0000-4000-8000-000000000000"
    assert admin.post(f"/api/v1/people/{unknown}/deactivate").status_code == 404
