"""The first visit of an empty database makes the organisation and its first admin, once."""

import threading

import pytest
from django.db import connection
from django.test import Client

from accounts import first_visit
from accounts.models import Organisation, Person
from accounts.services.organisation import AlreadyFounded, found
from core.models import AuditEntry

TYPED = {
    "organisation": "Nordlys  Engineering",
    "name": "Root Solberg",
    "email": "Root@Example.org",
    "password": "four unrelated quiet words",
}


@pytest.fixture(autouse=True)
def _asked_anew():
    """What this process knows about the database is forgotten before and after."""
    first_visit.forget()
    yield
    first_visit.forget()


@pytest.mark.parametrize("path", ["/", "/people/", "/accounts/login/", "/nothing/"])
def test_the_first_visit_leads_to_the_welcome_page(db, path):
    assert Client().get(path)["Location"] == "/welcome/"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_answered_meanwhile(db, path):
    assert Client().get(path).status_code == 200


def test_the_organisation_and_its_first_admin_are_made(db):
    browser = Client()
    assert "Nobody is here yet" in browser.get("/welcome/").content.decode()
    answer = browser.post("/welcome/", TYPED)
    assert answer["Location"] == "/settings/"
    assert browser.get("/settings/").status_code == 200
    admin = Person.objects.get()
    assert (admin.name, admin.email, admin.is_admin) == ("Root Solberg", "root@example.org", True)
    assert admin.check_password(TYPED["password"])
    assert Organisation.objects.get().name == "Nordlys Engineering"
    assert AuditEntry.objects.filter(action="organisation.found", by=admin).exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("organisation", " ", "Write the name of the organisation."),
        ("name", "", "Write your name."),
        ("email", "", "Write your email address."),
        ("email", "root", "Write the whole address"),
        ("password", "", "Choose a password."),
        ("password", "demo", "at least 12 characters"),
        ("password", "123456789012345", "numeric"),
        ("password", "root@example.org", "similar"),
        ("name", "x" * 151, "at most 150 characters"),
    ],
)
def test_odd_values_get_a_sentence_and_the_rest_stays(db, field, value, sentence):
    answer = Client().post("/welcome/", {**TYPED, field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert TYPED["password"] not in page
    assert not Person.objects.exists()


def test_once_somebody_is_here_there_is_nothing_to_found(client_for, cast):
    for browser in (Client(), client_for(cast.root)):
        assert browser.get("/welcome/").status_code == 404
        assert browser.post("/welcome/", TYPED).status_code == 404


def test_it_costs_one_query_of_the_first_stranger_and_none_afterwards(
    cast, django_assert_num_queries
):
    with django_assert_num_queries(1):
        Client().get("/people/")
    with django_assert_num_queries(0):
        Client().get("/people/")


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_founds(now):
    typed = {**TYPED, "language": "en", "at": now}
    outcomes = []

    def founds(n: int) -> None:
        try:
            found(**{**typed, "email": f"root{n}@example.org"})
            outcomes.append("founded")
        except AlreadyFounded as refused:
            outcomes.append(refused.sentence)
        finally:
            connection.close()

    both = [threading.Thread(target=founds, args=(n,)) for n in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(outcomes) == [
        "The first admin has been made already. Sign in, or ask them.",
        "founded",
    ]
    assert Person.objects.count() == 1


def test_who_comes_second_is_told(db, monkeypatch, now):
    found(**{**TYPED, "language": "en", "at": now})
    monkeypatch.setattr(first_visit, "somebody_is_here", lambda: False)  # as a moment before
    answer = Client().post("/welcome/", TYPED)
    assert answer.status_code == 422
    assert "has been made already" in answer.content.decode()
