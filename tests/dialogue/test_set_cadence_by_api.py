"""The cadence by call: for admins, with a sentence for every mistake."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import Absence
from dialogue.models import CadenceRule, CheckIn
from dialogue.services.planning import plan_check_ins

pytestmark = pytest.mark.django_db

RULE = {
    "scope": "everyone",
    "every": 2,
    "unit": "weeks",
    "weekdays": [5],
    "local_time": "14:30",
    "starts_on": "2026-11-02",
}


@pytest.fixture(autouse=True)
def _thursday(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def admin(api_for, root):
    return api_for(root)


def test_an_admin_sets_a_rule_and_reads_it_in_words(admin, root):
    response = admin.post("/api/v1/cadences", RULE)
    assert response.status_code == 201
    body = response.json()
    assert body["sentence"].startswith("Everyone and their coach meet every two weeks on Friday")
    assert (body["local_time"], body["quiet_from"], body["lead_days"]) == ("14:30", "17:30", 2)
    assert body["created_by"] == {"id": str(root.pk), "name": root.name}
    listed = admin.get("/api/v1/cadences").json()
    assert (listed["results"], listed["next"]) == ([body], None)


def test_rules_are_for_teams_pairs_and_persons_too(admin, cast):
    targets = {"team": cast.turbines, "pair": cast.coaching, "person": cast.ben}
    for scope, target in targets.items():
        field = "coaching" if scope == "pair" else scope
        response = admin.post("/api/v1/cadences", {**RULE, "scope": scope, field: str(target.pk)})
        assert response.status_code == 201, response.json()
        assert response.json()[field]["id"] == str(target.pk)
    pair = CadenceRule.objects.get(scope="pair")
    assert pair.coaching.coach == cast.ada


@pytest.mark.parametrize("who", ["ada", "ben", "tess"])
def test_nobody_else_may_see_or_set_rules(api_for, cast, who):
    caller = api_for(getattr(cast, who))
    assert caller.get("/api/v1/cadences").status_code == 404
    assert caller.post("/api/v1/cadences", RULE).status_code == 404
    assert caller.post("/api/v1/cadences/preview", RULE).status_code == 404
    assert not CadenceRule.objects.exists()


MISTAKES = [
    ({"every": 0}, "every", "Choose between 1 and 52 weeks."),
    ({"every": "two"}, "every", "Give a whole number."),
    ({"every": None}, "every", "Give a number."),
    ({"every": 10**30}, "every", "Choose between 1 and 52 weeks."),
    ({"unit": "days"}, "unit", "Choose weeks or months."),
    ({"weekdays": [8]}, "weekdays", "Weekdays run from 1 (Monday) to 7 (Sunday)."),
    ({"weekdays": [1, 1]}, "weekdays", "Name each weekday once."),
    ({"weekdays": "Monday"}, "weekdays", "Give a list of weekdays, such as [1, 3]."),
    ({"weekdays": ["x"]}, "weekdays.0", "Give a whole number."),
    ({"weekdays": [1] * 900}, "weekdays", "Name each weekday once."),
    ({"local_time": "25:00"}, "local_time", "Give hours and minutes, such as 14:30."),
    ({"local_time": "14:30:01"}, "local_time", "Give hours and minutes, such as 14:30."),
    (
        {"country": "XX"},
        "country",
        "We know no such country. Give its two letters, such as DE.",
    ),
    ({"starts_on": "2026-02-30"}, "starts_on", "Give a day that exists, such as 2026-11-16."),
    ({"starts_on": "0001-01-01"}, "starts_on", "Choose a day between 2020 and 2099."),
    ({"lead_days": -1}, "lead_days", "Choose between 0 and 28 days before."),
    ({"scope": "planet"}, "scope", "Choose everyone, team, pair or person."),
    ({"scope": "team"}, "team", "Choose the team this rule is for."),
    ({"scope": "team", "team": str(uuid4())}, "team", "There is no such team."),
    ({"scope": "pair", "coaching": "ada and ben"}, "coaching", "There is no such pair."),
    ({"scope": "person", "person": 7}, "person", "There is no such person."),
    ({"scope": "person", "person": [1]}, "person", "There is no such person."),
    (
        {"min_weeks": 5, "max_weeks": 4},
        "max_weeks",
        "The longest rhythm cannot be shorter than the shortest.",
    ),
]


@pytest.mark.parametrize("address", ["/api/v1/cadences", "/api/v1/cadences/preview"])
def test_each_mistake_has_its_sentence(admin, address):
    for sent, field, sentence in MISTAKES:
        response = admin.post(address, {**RULE, **sent})
        assert response.status_code == 422, sent
        assert response.json()["errors"][field] == sentence
    assert not CadenceRule.objects.exists()


def test_team_and_person_both_given_is_refused(admin, cast):
    both = {"scope": "team", "team": str(cast.turbines.pk), "person": str(cast.ben.pk)}
    response = admin.post("/api/v1/cadences", {**RULE, **both})
    assert response.json()["errors"] == {
        "person": "This rule is for a team. A rule is for one team, one pair or one person."
    }


def test_the_preview_names_who_is_nudged_when_and_saves_nothing(admin, cast):
    response = admin.post("/api/v1/cadences/preview", RULE)
    assert response.status_code == 200
    body = response.json()
    assert body["nudges"][0] == {
        "at": "2026-11-18T14:30",
        "people": 2,
        "names": ["Ben Haddad", "Ada Lindqvist"],
    }
    assert len(body["nudges"]) == 5
    counts = [body[name] for name in ("pairs", "looked_at", "narrower", "appear", "move", "vanish")]
    assert counts == [1, 1, 0, 1, 0, 0]
    assert not CadenceRule.objects.exists()


def test_the_preview_counts_what_a_change_would_do(admin, cast, now):
    admin.post("/api/v1/cadences", RULE)
    plan_check_ins(at=now)
    moved = admin.post("/api/v1/cadences/preview", {**RULE, "weekdays": [3]}).json()
    assert (moved["move"], moved["appear"], moved["stay"]) == (1, 0, 0)
    same = admin.post("/api/v1/cadences/preview", RULE).json()
    assert (same["move"], same["appear"], same["stay"]) == (0, 0, 1)
    own = {**RULE, "scope": "person", "person": str(cast.ben.pk)}
    admin.post("/api/v1/cadences", own)
    wide = admin.post("/api/v1/cadences/preview", {**RULE, "weekdays": [3]}).json()
    assert (wide["narrower"], wide["move"], wide["nudges"]) == (1, 0, [])
    for scope, field, target in (
        ("team", "team", cast.turbines),
        ("pair", "coaching", cast.coaching),
    ):
        sent = {**RULE, "scope": scope, field: str(target.pk)}
        assert admin.post("/api/v1/cadences/preview", sent).json()["narrower"] == 1


def test_the_preview_names_nobody_who_will_not_be_asked(admin, cast, now):
    moment = datetime(2026, 11, 12, 8, 0, tzinfo=UTC)
    admin.post("/api/v1/cadences", RULE)
    plan_check_ins(at=moment - timedelta(days=7))
    Absence.objects.create(person=cast.ben, starts_on=date(2026, 10, 1), ends_on=date(2027, 2, 28))
    CheckIn.objects.update(times_moved=1)  # it stays on 6 November, and is open still
    CheckIn.objects.create(
        coaching=cast.coaching,
        person=cast.ben,
        partner=cast.ada,
        planned_at=datetime(2026, 11, 19, 9, 0, tzinfo=UTC),
        created_at=moment,
    )
    nudges = admin.post("/api/v1/cadences/preview", RULE).json()["nudges"]
    assert nudges[0] == {"at": "2026-11-17T14:30", "people": 1, "names": ["Ada Lindqvist"]}


def test_what_is_left_out_is_as_usual(admin):
    response = admin.post("/api/v1/cadences", {"scope": "everyone", "every": 1, "unit": "months"})
    assert response.status_code == 201
    body = response.json()
    assert (body["starts_on"], body["weekdays"], body["country"]) == ("2026-11-12", [], "")


def test_a_call_with_a_key_is_made_once(admin):
    for _call in range(2):
        response = admin.post("/api/v1/cadences", RULE, headers={"Idempotency-Key": "once"})
        assert response.status_code == 201
    assert CadenceRule.objects.count() == 1
