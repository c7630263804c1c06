"""What every call has in common, asked of one or two of each kind."""

import json
from base64 import b64encode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import get_resolver

from goals.models import Goal
from tests.described import NotAsDescribed, operations

GOAL = {"title": "Fewer trips", "why_it_matters": "The crane costs a day."}
NOBODY = "00000000-0000-4000-8000-000000000000"
PROBLEM = "application/problem+json"
FIXED = {
    "GET": "me people people/{} teams coachings capabilities mastery goals goals/{} "
    "goals/{}/proposals goals/{}/metrics metrics/{}/measurements feedback feedback/{} "
    "feedback-requests rounds rounds/{} rounds/{}/answer rounds/{}/report ratios ratios/me "
    "checkins checkins/{} checkins/{}/preparation checkins/{}/agenda checkins/{}/private-notes "
    "commitments dialogue/{} cadences groups absences notifications preferences search",
    "POST": "coachings coachings/{}/accept coachings/{}/end capabilities mastery goals "
    "goals/{}/join goals/{}/agree goals/{}/achieve goals/{}/let-go goals/{}/proposals "
    "proposals/{}/accept proposals/{}/decline goals/{}/metrics metrics/{}/measurements feedback "
    "feedback/{}/withdraw feedback/{}/reply feedback/{}/thank feedback/{}/share "
    "feedback/{}/unshare feedback/{}/report feedback-requests feedback-requests/{}/answer "
    "feedback-requests/{}/decline feedback-requests/{}/withdraw rounds rounds/{}/nominate "
    "rounds/{}/launch rounds/{}/close checkins checkins/{}/hold checkins/{}/skip checkins/{}/move "
    "checkins/{}/confirm checkins/{}/agenda commitments commitments/{}/done cadences "
    "cadences/preview groups groups/{}/join groups/{}/leave groups/{}/accept "
    "people/{}/deactivate imports notifications/{}/snooze notifications/{}/done",
    "PUT": "rounds/{}/answer checkins/{}/preparation checkins/{}/private-notes absences preferences",
    "PATCH": "goals/{} checkins/{}",
}


@pytest.fixture
def calls(api_for, ben):
    return api_for(ben)


def test_the_description_has_no_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=tmp_path / "schema.yml")


@pytest.mark.parametrize("verb", sorted(FIXED))
def test_every_name_that_others_rely_on_is_there(verb):
    wanted = {(verb, f"/api/v1/{name}") for name in FIXED[verb].split()}
    assert wanted - set(operations()) == set()


def test_an_answer_that_is_not_described_fails_its_test(calls, monkeypatch):
    assert operations()
    monkeypatch.setattr("goals.api.goals.GoalOut.get_parents", lambda _self, _goal: None)
    with pytest.raises(NotAsDescribed, match="parents"):
        calls.post("/api/v1/goals", GOAL)


def test_the_start_says_where_the_api_is_described(calls):
    told = calls.get("/api/v1/").json()
    assert told == {
        "schema": "http://testserver/api/v1/schema",
        "docs": "http://testserver/api/v1/docs",
    }


def test_a_goal_that_hangs_on_nothing_has_an_empty_list(calls):
    assert calls.post("/api/v1/goals", GOAL).json()["parents"] == []
    assert calls.get("/api/v1/goals").json()["results"][0]["parents"] == []


def test_a_repeated_call_is_told_the_same_version(calls):
    first = calls.post("/api/v1/goals", GOAL, HTTP_IDEMPOTENCY_KEY="once")
    again = calls.post("/api/v1/goals", GOAL, HTTP_IDEMPOTENCY_KEY="once")
    assert (again.json(), again["ETag"]) == (first.json(), first["ETag"])
    other = calls.post("/api/v1/goals", {**GOAL, "title": "More"}, HTTP_IDEMPOTENCY_KEY="once")
    assert other.status_code == 422
    assert Goal.objects.count() == 1


def test_a_form_sent_again_is_the_same_call_whatever_bounds_its_parts(api_for, root):
    def send(text: str):
        sent = {"file": SimpleUploadedFile("people.csv", text.encode()), "apply": "true"}
        key = {"HTTP_IDEMPOTENCY_KEY": "once"}
        return api_for(root).post("/api/v1/imports", sent, format="multipart", **key)

    first = send("Name,E-mail\nUma Berg,uma@example.org\n")
    assert first.json()["counts"]["new"] == 1, first.content
    assert send("Name,E-mail\nUma Berg,uma@example.org\n").json() == first.json()
    assert send("Name,E-mail\nEva Berg,eva@example.org\n").status_code == 422


@pytest.mark.parametrize("named", ['"1"', '"7", "1"', "*"])
def test_a_version_may_be_one_of_several(calls, named):
    url = f"/api/v1/goals/{calls.post('/api/v1/goals', GOAL).json()['id']}"
    assert calls.patch(url, {"title": "Other"}, HTTP_IF_MATCH='"7", W/"1"').status_code == 412
    assert calls.patch(url, {"title": "Other"}, HTTP_IF_MATCH=named).status_code == 200


@pytest.mark.parametrize(
    "address", ["preferences", "round-settings", "ratios/settings", "protection/settings"]
)
def test_what_is_put_as_a_whole_is_put_over_what_was_read(api_for, root, address):
    admin, url = api_for(root), f"/api/v1/{address}"
    read = admin.get(url)
    whole = {name: value for name, value in read.json().items() if name != "trusted"}
    assert admin.put(url, whole, HTTP_IF_MATCH='"other"').status_code == 412
    put = admin.put(url, whole, HTTP_IF_MATCH=read["ETag"])
    assert (put.status_code, put["ETag"]) == (200, admin.get(url)["ETag"])


@pytest.mark.parametrize(
    "address",
    ["goals?parent=x", "mastery?person=x", "purposes?team=x", "people?team=x", "feedback?value=x",
     "checkins?state=x", "commitments?state=x", "capabilities?state=x", "values?state=x",
     "capability-proposals?state=x", "coachees?show=x", "feedback?box=x", "rounds?box=x",
     "feedback-requests?box=x", "notifications?cursor=x", "coachees?page=x", "search?q=a&page=x",
     "dialogue?q=a&page=0"],
)  # fmt: skip
def test_what_no_filter_knows_is_refused_at_its_name(calls, address):
    answer = calls.get(f"/api/v1/{address}")
    name = address.split("?")[1].split("&")[-1].split("=")[0]
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [name])


@pytest.mark.parametrize("position", ["garbage", "\x00", "9" * 40])
def test_a_forged_cursor_is_refused_or_finds_nothing_new(calls, position):
    cursor = b64encode(f"p={position}".encode()).decode()
    for address in ("notifications", "absences", "goals", "people", "checkins", "commitments"):
        assert calls.get(f"/api/v1/{address}", {"cursor": cursor}).status_code in {200, 422}


@pytest.mark.parametrize(
    "address", ["capability-library", "round-questions", "prompts/library"]
)  # fmt: skip
def test_every_list_keeps_to_the_limit(calls, address):
    whole = calls.get(f"/api/v1/{address}?limit=200").json()
    first = calls.get(f"/api/v1/{address}?limit=2").json()
    second = calls.get(first["next"]).json()
    assert first["results"] + second["results"] == whole["results"][:4]
    assert whole["next"] is None
    assert calls.get(f"/api/v1/{address}?page=900").status_code == 422


def test_every_address_says_its_methods(api_for, root):
    admin = api_for(root)
    for path in {path for _verb, path in operations()}:
        answer = admin.options(path.replace("{}", NOBODY))
        assert (answer.status_code, bool(answer["Allow"])) == (204, True), path


def test_what_cannot_be_read_is_a_problem_in_words(calls):
    for address in ("/api/v1/goals/%00", "/api/v1/goals?q=%00", "/api/v1/goals?q=%ff"):
        answer = calls.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_what_breaks_is_a_problem_in_words(rf):
    broken = get_resolver().resolve_error_handler(500)
    answer = broken(rf.get("/api/v1/goals"))
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert json.loads(answer.content)["title"] == "Something broke on our side"
    assert broken(rf.get("/goals/"))["Content-Type"].startswith("text/html")


def test_a_list_that_is_none_names_its_field_alone(calls):
    sent = {"recipients": "ada", "kind": "praise", "values": "x", "goal": NOBODY}
    errors = calls.post("/api/v1/feedback", sent).json()["errors"]
    assert errors["goal"] == "There is nothing with this id."
    assert set(errors) == {"recipients", "values", "goal"}
    levels = {"name": "Rigging", "description": "Lifts.", "levels": "none"}
    assert set(calls.post("/api/v1/capabilities", levels).json()["errors"]) == {"levels"}
