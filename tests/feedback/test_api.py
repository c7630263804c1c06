"""Lists by call, tokens, and what is not well-formed."""

import uuid
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.services.tokens import make_token
from feedback.services import share
from tests.feedback.conftest import PRAISE

pytestmark = pytest.mark.usefixtures("_at_now")

URL = "/api/v1/feedback"


def listed(caller, **query):
    return [piece["behaviour"] for piece in caller.get(URL, query).json()["results"]]


def test_without_a_box_all_that_concerns_one_is_listed(given, api_for, cast, now):
    given("cleo", "ben", behaviour="one", at=now - timedelta(days=5))
    given("ben", "cleo", behaviour="two", at=now - timedelta(days=4))
    given("cleo", "dora", behaviour="three", readers="everyone", at=now - timedelta(days=3))
    given("cleo", "dora", behaviour="four", at=now - timedelta(days=2))
    shared = given("cleo", "dora", behaviour="five", at=now - timedelta(days=1))
    share(shared, people=[cast.ben], by=cast.dora, at=now)
    caller = api_for(cast.ben)
    assert listed(caller) == ["five", "two", "one"]
    assert listed(caller, box="received") == ["one"]
    assert listed(caller, box="given") == ["two"]
    assert listed(caller, box="shown") == ["five"]
    assert listed(caller, box="wall") == ["three"]
    assert listed(api_for(cast.root)) == []


def test_an_unknown_box_is_refused(api_for, ben):
    answer = api_for(ben).get(URL, {"box": "everything"})
    assert answer.status_code == 422
    assert "received, filed, given, shown, wall" in answer.json()["errors"]["box"]


def test_lists_go_on_by_a_cursor_that_tells_no_minute(given, api_for, cast, now):
    for number in range(5):
        given("cleo", "ben", behaviour=f"{number}", at=now - timedelta(hours=number + 1))
    given("cleo", "ben", "dora", behaviour="copies", at=now - timedelta(hours=9))
    caller, seen, url = api_for(cast.cleo), [], f"{URL}?box=given&limit=2"
    while url:
        body = caller.get(url).json()
        seen += [piece["behaviour"] for piece in body["results"]]
        url = body["next"]
        assert not url or "2026" not in str(parse_qs(urlsplit(url).query)["cursor"])
    assert seen == ["0", "1", "2", "3", "4", "copies", "copies"]


@pytest.mark.parametrize("cursor", ["cD0yMDI2LTExLTEy", "nonsense", "bz0x"])
def test_a_cursor_of_ones_own_making_opens_nothing_more(given, api_for, ben, cursor):
    given()
    answer = api_for(ben).get(URL, {"box": "received", "cursor": cursor})
    refused = {"cursor": "This leads nowhere. Begin without it, and follow `next`."}
    assert answer.status_code == 200 or answer.json()["errors"] == refused


def test_a_list_costs_the_same_with_many(given, api_for, ben):
    caller = api_for(ben)
    given()
    few = queries_of(caller)
    for number in range(8):
        given("ada", "ben", behaviour=f"{number}")
    assert queries_of(caller) == few <= 5


def queries_of(caller):
    with CaptureQueriesContext(connection) as counted:
        caller.get(URL, {"box": "received"})
    return len(counted)


def test_a_goal_is_named(given, api_for, ben, goal):
    feedback = given(goal=goal)
    found = api_for(ben).get(f"{URL}/{feedback.pk}").json()
    assert found["goal"] == {"id": str(goal.pk), "title": "Fixed on the first visit"}


def test_only_the_giver_is_told_until_when(given, api_for, ben, cleo, now):
    feedback = given("cleo", "ben")
    assert api_for(ben).get(f"{URL}/{feedback.pk}").json()["withdraw_until"] is None
    until = api_for(cleo).get(f"{URL}/{feedback.pk}").json()["withdraw_until"]
    assert until == "2026-11-12T09:05:00Z"
    old = given("cleo", "ben", at=now - timedelta(hours=1))
    found = api_for(cleo).get(f"{URL}/{old.pk}").json()
    assert found["withdraw_until"] is None
    assert found["opened"] is None


def test_who_reads_it_is_said_in_words(given, api_for, ben):
    words = api_for(ben).get(f"{URL}/{given().pk}").json()["who_reads"]
    assert words.startswith("You and Cleo Adeyemi can read this.")


def test_by_token_too_a_day_is_the_readers_day(given, ben, now):
    given("cleo", "ben", at=now.replace(hour=23, minute=30) - timedelta(days=1))  # 00:30 in Oslo
    _token, secret = make_token(ben, name="script", scopes=["read"], by=ben, at=now)
    (piece,) = APIClient(headers={"Authorization": f"Bearer {secret}"}).get(URL).json()["results"]
    assert piece["given_on"] == "2026-11-12"


def test_a_token_that_reads_does_not_write(ada, cleo, now):
    body = {**PRAISE, "recipients": [str(ada.pk)]}
    for scope, code in (("read", 403), ("write", 201)):
        _token, secret = make_token(cleo, name="script", scopes=[scope], by=cleo, at=now)
        caller = APIClient(headers={"Authorization": f"Bearer {secret}"})
        assert caller.get(URL).status_code == 200
        assert caller.post(URL, body).status_code == code
    assert APIClient().get(URL).status_code == 401
    assert APIClient().post(URL, body).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"recipients": "x", "kind": "praise", "behaviour": "b"},
        {"recipients": [1], "kind": "praise", "behaviour": "b"},
        {"recipients": {"a": 1}, "kind": "praise", "behaviour": "b"},
        {"recipients": [], "kind": "medal", "behaviour": "b"},
        {"recipients": [], "kind": None, "behaviour": None},
        {"recipients": [], "kind": "praise", "behaviour": ["b"], "readers": 1},
        {"recipients": [], "kind": "praise", "behaviour": "b", "goal": "x", "values": "y"},
        {"recipients": [], "kind": "praise", "behaviour": "b", "draft": "perhaps"},
    ],
)
def test_what_is_not_well_formed_is_told_by_field(api_for, ben, body):
    answer = api_for(ben).post(URL, body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert answer["Content-Type"] == "application/problem+json"


def test_other_methods_are_not_possible(given, api_for, cleo):
    feedback = given()
    for method in ("put", "patch", "delete"):
        assert getattr(api_for(cleo), method)(f"{URL}/{feedback.pk}").status_code == 405
    assert api_for(cleo).get(f"{URL}/{feedback.pk}/withdraw").status_code == 405
    assert api_for(cleo).get(f"{URL}/{uuid.uuid4()}").status_code == 404
