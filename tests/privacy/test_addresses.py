"""What is open without signing in is written out here, and nothing else is."""

import pytest
from django.urls import reverse

from tests.privacy.asking import UNKNOWN, addresses
from tests.privacy.matrix import ROWS

pytestmark = pytest.mark.django_db

OPEN = {
    "healthz",
    "readyz",
    "metrics",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "welcome",
    "notification_answer",
    "partner_answer",
    "round_partner",
}


def test_the_open_addresses_are_these():
    assert {name for name, row in ROWS.items() if row.is_open} == OPEN


def test_every_other_address_leads_a_stranger_to_the_sign_in_page(cast, client):
    wrong = []
    for name, path in addresses():
        if name in OPEN:
            continue
        taken = path.count("<")
        url = reverse(name, args=[UNKNOWN] * taken)
        answer = client.get(url)
        to_sign_in = answer.status_code == 302 and "/accounts/login/" in answer["Location"]
        if not to_sign_in and answer.status_code != 401:
            wrong.append(f"{url}: {answer.status_code}")
    assert not wrong


def test_whatever_answers_to_get_answers_to_head(cast, client_for, quiet):
    browser, deaf = client_for(cast.root), []
    for name, path in addresses():
        if (ROWS[name].is_open and "<" in path) or name.startswith("account_"):
            continue
        if ROWS[name].is_open or "GET" in ROWS[name].verbs():
            answer = browser.head(reverse(name, args=[UNKNOWN] * path.count("<")))
            deaf += [name] if answer.status_code == 405 or answer.content else []
    assert not deaf


def test_asking_for_the_headers_alone_ends_nothing(cast, client_for):
    address = f"/coachings/{cast.coaching.pk}/end/"
    assert client_for(cast.ben).head(address).status_code == 200
    assert type(cast.coaching).objects.active().filter(pk=cast.coaching.pk).exists()
