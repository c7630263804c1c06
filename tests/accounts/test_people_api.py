"""Calls about people, teams, coaching and absences."""

import pytest
from rest_framework.test import APIClient

from accounts.models import Absence, Coaching
from accounts.services import coaching, teams, tokens
from accounts.services.people import deactivate

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def token_for(now):
    """A caller with a personal token."""

    def caller(person, *scopes):
        made = {"name": "test", "scopes": list(scopes), "by": person, "at": now}
        _token, secret = tokens.make_token(person, **made)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return caller


def names(answer) -> list[str]:
    return [found["name"] for found in answer.json()["results"]]


# Who calls


def test_me_says_who_calls(api_for, ben):
    me = api_for(ben).get("/api/v1/me").json()
    assert (me["id"], me["name"], me["email"]) == (str(ben.pk), "Ben Haddad", "ben@example.org")
    assert (me["role"], me["home_team"], me["scopes"]) == ("member", "Turbine Design", [])
    assert [(team["name"], team["is_home"]) for team in me["teams"]] == [("Turbine Design", True)]


def test_me_says_what_the_token_opens(token_for, ben):
    assert token_for(ben, "write").get("/api/v1/me").json()["scopes"] == ["read", "write"]


@pytest.mark.parametrize("path", ["me", "people", "teams", "coachings", "absences", "schema/"])
def test_without_a_key_nothing_opens(db, path):
    answer = APIClient().get(f"/api/v1/{path}")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_of_somebody_who_left_opens_nothing(token_for, cast, now):
    caller = token_for(cast.ben, "read")
    assert caller.get("/api/v1/me").status_code == 200
    deactivate(cast.ben, by=cast.root, at=now)
    assert caller.get("/api/v1/me").status_code == 401


def test_a_token_that_reads_does_not_write(token_for, cast):
    reads = token_for(cast.cleo, "read")
    sent = {"coach": str(cast.dora.pk)}
    assert reads.get("/api/v1/coachings").status_code == 200
    assert reads.post("/api/v1/coachings", sent).status_code == 403
    assert token_for(cast.cleo, "write").post("/api/v1/coachings", sent).status_code == 201


# People and teams


def test_people_are_listed_by_name(api_for, ben):
    assert names(api_for(ben).get("/api/v1/people")) == [
        "Ada Lindqvist",
        "Ben Haddad",
        "Cleo Adeyemi",
        "Dora Wójcik",
        "Root Solberg",
        "Tess Vogel",
    ]


def test_people_are_found_by_words_and_team(api_for, cast):
    caller = api_for(cast.ben)
    assert names(caller.get("/api/v1/people?q=wojcik+dora")) == ["Dora Wójcik"]
    team = cast.turbines.pk
    assert names(caller.get(f"/api/v1/people?team={team}&q=a")) == [
        "Ada Lindqvist",
        "Ben Haddad",
        "Cleo Adeyemi",
    ]
    assert names(caller.get(f"/api/v1/people?team={NOBODY}")) == []
    assert caller.get("/api/v1/people?team=nonsense").json()["errors"] == {
        "team": "Name it by its id."
    }


def test_others_are_shown_without_address_or_role(api_for, cast):
    shown = api_for(cast.ben).get(f"/api/v1/people/{cast.root.pk}").json()
    assert not {"email", "role", "is_trusted", "language", "working_days"} & set(shown)
    assert "example.org" not in api_for(cast.ben).get("/api/v1/people").content.decode()


def test_who_left_is_known_by_id(api_for, cast):
    assert api_for(cast.ben).get(f"/api/v1/people/{cast.zoe.pk}").json()["has_left"] is True
    assert api_for(cast.ben).get(f"/api/v1/people/{NOBODY}").status_code == 404


def test_lists_go_on_by_cursor(api_for, ben, many):
    many(30)
    caller, address, seen = api_for(ben), "/api/v1/people?limit=10", []
    while address:
        answer = caller.get(address)
        seen += names(answer)
        address = answer.json()["next"]
    assert len(seen) == 36
    assert seen == sorted(seen)


def test_teams_are_listed_with_their_size(api_for, cast, now):
    teams.found(name="Bikes", kind="community", about="On two wheels", by=cast.ben, at=now)
    found = api_for(cast.ben).get("/api/v1/teams").json()["results"]
    assert [(team["name"], team["kind"], team["size"]) for team in found] == [
        ("Bikes", "community", 1),
        ("Supply Chain", "team", 1),
        ("Turbine Design", "team", 3),
    ]


def test_lists_cost_the_same_for_few_and_many(
    api_for, cast, many, now, django_assert_max_num_queries
):
    caller = api_for(cast.ada)

    def costs() -> list[int]:
        counts = []
        for path in ("people", "teams", "coachings", "me"):
            with django_assert_max_num_queries(5) as made:
                caller.get(f"/api/v1/{path}")
            counts.append(len(made))
        return counts

    few = costs()
    for n, person in enumerate(many(15)):
        made = coaching.ask(cast.ada, coachee=person, by=person, at=now)
        coaching.accept(made, by=cast.ada, at=now)
        teams.found(name=f"Team {n}", kind="team", about="", by=person, at=now)
    assert costs() == few


# Coaching


def test_a_coach_is_asked_and_accepts(api_for, cast):
    asked = api_for(cast.cleo).post("/api/v1/coachings", {"coach": str(cast.dora.pk)})
    body = asked.json()
    assert asked.status_code == 201
    assert body["state"] == "asked"
    assert body["coach"] == {"id": str(cast.dora.pk), "name": "Dora Wójcik"}
    assert body["coachee"]["name"] == body["asked_by"]["name"] == "Cleo Adeyemi"
    address = f"/api/v1/coachings/{body['id']}"
    assert api_for(cast.cleo).post(f"{address}/accept").status_code == 403
    assert api_for(cast.ada).post(f"{address}/accept").status_code == 404
    accepted = api_for(cast.dora).post(f"{address}/accept")
    assert (accepted.status_code, accepted.json()["state"]) == (200, "active")
    again = api_for(cast.dora).post(f"{address}/accept")
    assert again.status_code == 422
    assert again.json()["detail"] == "This question was answered before."
    ended = api_for(cast.cleo).post(f"{address}/end")
    assert (ended.status_code, ended.json()["state"]) == (200, "ended")
    assert api_for(cast.cleo).post(f"{address}/end").status_code == 422


def test_coaching_is_offered(api_for, cast):
    offered = api_for(cast.cleo).post("/api/v1/coachings", {"coachee": str(cast.dora.pk)})
    assert offered.json()["coach"]["name"] == "Cleo Adeyemi"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "coach"),
        ({"coach": NOBODY, "coachee": NOBODY}, "coach"),
        ({"coach": NOBODY}, "coach"),
        ({"coachee": NOBODY}, "coachee"),
        ({"coach": "nonsense"}, "coach"),
        ({"coach": ["x"]}, "coach"),
        ({"coach": None}, "coach"),
    ],
)
def test_what_cannot_be_asked_names_its_field(api_for, cast, sent, field):
    answer = api_for(cast.cleo).post("/api/v1/coachings", sent)
    assert answer.status_code == 422
    assert answer.json()["errors"][field]


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("cleo", "Nobody coaches themselves"), ("zoe", "has left"), ("ada", "already")],
)
def test_rules_answer_with_their_sentence(api_for, cast, now, who, sentence):
    coaching.ask(cast.ada, coachee=cast.cleo, by=cast.cleo, at=now)
    sent = {"coach": str(getattr(cast, who).pk)}
    answer = api_for(cast.cleo).post("/api/v1/coachings", sent)
    assert answer.status_code == 422
    assert sentence in answer.json()["detail"]


def test_the_same_call_twice_asks_once(api_for, cast):
    sent, key = {"coach": str(cast.dora.pk)}, {"HTTP_IDEMPOTENCY_KEY": "once"}
    first, second = (api_for(cast.cleo).post("/api/v1/coachings", sent, **key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Coaching.objects.filter(asked_by=cast.cleo).count() == 1


def test_only_the_two_sides_list_a_relation(api_for, cast):
    for who, count in (("ada", 1), ("ben", 1), ("cleo", 0), ("root", 0), ("tess", 0)):
        found = api_for(getattr(cast, who)).get("/api/v1/coachings").json()["results"]
        assert len(found) == count


# Absences


def put(caller, sent, **more):
    return caller.put("/api/v1/absences", sent, format="json", **more)


DAYS = {"starts_on": "2026-12-20", "ends_on": "2027-01-03"}


def test_an_absence_is_put_and_read(api_for, ben):
    caller = api_for(ben)
    for _twice in range(2):
        answer = put(caller, DAYS)
        assert answer.status_code == 200
    (found,) = caller.get("/api/v1/absences").json()["results"]
    assert {**DAYS, "id": found["id"]} == found


def test_all_absences_are_replaced_over_the_version_that_was_read(api_for, ben):
    caller = api_for(ben)
    put(caller, DAYS)
    read = caller.get("/api/v1/absences")
    others = {"results": [{"starts_on": "2026-05-01", "ends_on": "2026-05-01"}]}
    assert put(caller, others).status_code == 428
    assert put(caller, others, HTTP_IF_MATCH='"another"').status_code == 412
    written = put(caller, others, HTTP_IF_MATCH=read["ETag"])
    assert [found["starts_on"] for found in written.json()["results"]] == ["2026-05-01"]
    assert put(caller, others, HTTP_IF_MATCH=read["ETag"]).status_code == 412
    empty = put(caller, {"results": []}, HTTP_IF_MATCH=written["ETag"])
    assert empty.json()["results"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"starts_on": "2026-12-20", "ends_on": "2026-12-19"}, "ends_on"),
        ({"starts_on": "tomorrow", "ends_on": "2026-12-19"}, "starts_on"),
        ({}, "starts_on"),
        ({"results": [{"starts_on": "2026-12-20"}]}, "results.0.ends_on"),
        ({"results": "all"}, "results"),
    ],
)
def test_odd_days_name_their_field(api_for, ben, sent, field):
    answer = put(api_for(ben), sent, HTTP_IF_MATCH="*")
    assert answer.status_code == 422
    assert field in answer.json()["errors"] or field in str(answer.json()["errors"])
    assert not Absence.objects.exists()


def test_absences_are_ones_own(api_for, cast):
    put(api_for(cast.ben), DAYS)
    assert api_for(cast.root).get("/api/v1/absences").json()["results"] == []


# Both spellings


def test_a_slash_at_the_end_changes_nothing(api_for, cast):
    caller = api_for(cast.cleo)
    assert caller.get("/api/v1/me/").json() == caller.get("/api/v1/me").json()
    assert caller.get("/api/v1/schema/").status_code == 200
    assert caller.get("/api/v1").json() == caller.get("/api/v1/").json()
    sent = {"coach": str(cast.dora.pk)}
    assert caller.post("/api/v1/coachings/", sent).status_code == 201
    assert caller.get("/api/v1/nothing/").status_code == 404


# The description


def test_the_api_is_described(api_for, ben):
    schema = api_for(ben).get("/api/v1/schema/").json()
    assert schema["openapi"].startswith("3.1")
    assert {"/api/v1/me", "/api/v1/people/{id}", "/api/v1/coachings/{id}/accept"} <= {
        path.replace("{pk}", "{id}") for path in schema["paths"]
    }


def test_the_description_is_read_by_people_who_signed_in(client_for, client, ben):
    page = client_for(ben).get("/api/v1/docs/").content.decode()
    assert 'data-schema="/api/v1/schema"' in page
    assert "<style" not in page
    assert client.get("/api/v1/docs/").status_code == 302
