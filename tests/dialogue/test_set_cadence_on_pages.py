"""The pages of the cadence: for admins alone, with a preview before anything is saved."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from accounts.services import coaching as coachings
from dialogue.cadence import Rule
from dialogue.models import CadenceRule
from dialogue.selectors.cadence import Proposal
from dialogue.services.cadence import set_rule
from dialogue.services.planning import plan_check_ins

pytestmark = pytest.mark.django_db

fortnightly = Rule(2, "weeks", date(2026, 11, 2), (5,), local_time=time(14, 30))
FIELDS = {
    "scope": "everyone",
    "every": "2",
    "unit": "weeks",
    "weekdays": ["5"],
    "local_time": "14:30",
    "starts_on": "2026-11-02",
    "lead_days": "2",
    "remind_after_days": "3",
    "quiet_from": "17:30",
    "quiet_to": "08:00",
    "country": "NO",
    "min_weeks": "1",
    "max_weeks": "4",
}


@pytest.fixture(autouse=True)
def _thursday(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def admin(client_for, root):
    return client_for(root)


@pytest.fixture
def rule(root, now) -> CadenceRule:
    return set_rule(Proposal("everyone", fortnightly, max_weeks=4), by=root, at=now)


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("who", ["ada", "ben", "tess"])
def test_nobody_but_an_admin_finds_the_settings(cast, client_for, rule, who):
    client = client_for(getattr(cast, who))
    for address in ("", "new/", f"{rule.pk}/", f"{uuid4()}/"):
        assert client.get(f"/settings/cadence/{address}").status_code == 404
        assert client.post(f"/settings/cadence/{address}", FIELDS).status_code == 404
    assert client.post(f"/settings/cadence/{rule.pk}/end/").status_code == 404
    assert CadenceRule.objects.open().get() == rule


def test_an_empty_list_offers_a_first_rule(admin):
    assert "Begin with one for everyone" in text(admin.get("/settings/cadence/"))


def test_the_list_says_what_each_rule_decides(cast, admin, rule, now):
    set_rule(Proposal("pair", fortnightly, coaching=cast.coaching), by=cast.root, at=now)
    set_rule(Proposal("team", fortnightly, team=cast.supply), by=cast.root, at=now)
    page = text(admin.get("/settings/cadence/"))
    assert "Everyone and their coach meet every two weeks on Friday at 14:30." in page
    assert "Ben Haddad and Ada Lindqvist meet every two weeks" in page
    assert page.count("Decides for one pair.") == 1
    assert page.count("Decides for no pair") == 2


def test_a_rule_is_saved_and_the_list_shows_it(admin, cast):
    response = admin.post("/settings/cadence/new/", FIELDS)
    assert (response.status_code, response["Location"]) == (303, "/settings/cadence/")
    rule = CadenceRule.objects.open().get()
    assert rule.rule == replace(fortnightly, country="NO")
    assert (rule.min_weeks, rule.max_weeks, rule.created_by) == (1, 4, cast.root)
    assert "The cadence is saved" in text(admin.get("/settings/cadence/"))


def test_a_double_click_saves_once(admin, cast):
    sent = {**FIELDS, "idempotency_key": str(uuid4())}
    for _click in range(2):
        assert admin.post("/settings/cadence/new/", sent).status_code == 303
    assert CadenceRule.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"scope": "team", "team": "turbines"}, "Turbine Design"),
        ({"scope": "person", "person": "ben@example.org"}, "Ben Haddad"),
        ({"scope": "person", "person": "haddad"}, "Ben Haddad"),
        ({"scope": "pair", "person": "Ben", "coach": "Ada"}, "Ben Haddad and Ada Lindqvist"),
    ],
)
def test_a_rule_can_be_for_a_team_a_person_or_a_pair(admin, cast, sent, expected):
    if "team" in sent:
        sent = {**sent, "team": str(cast.turbines.pk)}
    bounds = {} if sent["scope"] == "team" else {"min_weeks": "", "max_weeks": ""}
    assert admin.post("/settings/cadence/new/", {**FIELDS, **sent, **bounds}).status_code == 303
    assert CadenceRule.objects.get().title == expected


MISTAKES = [
    ({"every": "0"}, "Choose between 1 and 52 weeks."),
    ({"every": "two"}, "Give a whole number."),
    ({"every": ""}, "Give a number."),
    ({"every": "9" * 40}, "Choose between 1 and 52 weeks."),
    ({"unit": "days"}, "Choose weeks or months."),
    ({"weekdays": ["8"]}, "Choose from Monday to Sunday."),
    ({"local_time": "25:00"}, "Give hours and minutes, such as 14:30."),
    ({"starts_on": "2026-02-30"}, "Give a day that exists, such as 2026-11-16."),
    ({"starts_on": "1890-01-01"}, "Choose a day between 2020 and 2099."),
    ({"starts_on": ""}, "Give the day from which on the rule holds."),
    ({"lead_days": "20"}, "the message would come before the last talk."),
    ({"country": "XX"}, "Choose a country from the list."),
    ({"min_weeks": "5"}, "The longest rhythm cannot be shorter than the shortest."),
    ({"scope": "planet"}, "Choose for whom the rule is."),
    ({"scope": "team"}, "Choose the team this rule is for."),
    ({"scope": "person", "person": "Nobody"}, "Nobody of that name."),
    ({"scope": "person", "person": "example.org"}, "Several people have this name."),
    ({"scope": "pair", "person": "Cleo", "coach": "Ada"}, "have no coaching relation."),
    ({"scope": "pair"}, "Choose the pair this rule is for."),
    ({"person": "Ben"}, "This rule is for everyone, so leave this empty."),
]


def test_each_mistake_has_its_sentence_and_what_was_typed_stays(admin, cast):
    for sent, sentence in MISTAKES:
        response = admin.post("/settings/cadence/new/", {**FIELDS, "lead_days": "7", **sent})
        assert response.status_code == 422, sent
        assert sentence in text(response), sent
        if "lead_days" not in sent:
            assert 'name="lead_days" value="7"' in text(response)
    assert not CadenceRule.objects.exists()


def test_a_wrong_field_is_marked(admin, cast):
    page = text(admin.post("/settings/cadence/new/", {**FIELDS, "every": "0"}))
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_every_error"' in page
    assert 'id="id_every_error"' in page


def test_the_preview_says_in_words_who_is_nudged_when_and_saves_nothing(admin, cast):
    response = admin.post("/settings/cadence/new/", {**FIELDS, "preview": "1"})
    page = text(response)
    assert response.status_code == 200
    assert "Everyone and their coach meet every two weeks on Friday at 14:30." in page
    assert "This is about one pair." in page
    assert "Wednesday 18 November, 14:30" in page
    assert "<b>Ben Haddad, Ada Lindqvist</b>" in page
    assert "One is added" in page
    assert 'value="14:30"' in page
    assert not CadenceRule.objects.exists()


def test_a_change_in_the_form_brings_only_the_preview(admin, cast):
    response = admin.post(
        "/settings/cadence/new/", {**FIELDS, "preview": "1"}, headers={"HX-Request": "true"}
    )
    page = text(response)
    assert "The next nudges" in page
    assert "<html" not in page
    assert "HX-Request" in response["Vary"]


def test_a_preview_of_a_mistake_says_what_to_correct(admin, cast):
    response = admin.post(
        "/settings/cadence/new/",
        {**FIELDS, "every": "0", "preview": "1"},
        headers={"HX-Request": "true"},
    )
    assert response.status_code == 422
    assert "Choose between 1 and 52 weeks." in text(response)


def test_a_rule_is_changed_in_place_and_keeps_whom_it_is_for(admin, cast, rule):
    page = text(admin.get(f"/settings/cadence/{rule.pk}/"))
    assert 'name="every" value="2"' in page
    assert 'name="scope"' not in page
    response = admin.post(f"/settings/cadence/{rule.pk}/", {**FIELDS, "every": "1"})
    assert response.status_code == 303
    assert CadenceRule.objects.open().get().every == 1
    assert admin.get(f"/settings/cadence/{rule.pk}/").status_code == 404


def test_saving_what_holds_already_would_change_no_check_in(admin, cast, rule, now):
    plan_check_ins(at=now)
    page = text(admin.get(f"/settings/cadence/{rule.pk}/"))
    assert "None of them changes." in page
    assert "One is added" not in page


def test_a_rule_is_ended(admin, cast, rule):
    assert admin.get(f"/settings/cadence/{rule.pk}/end/").status_code == 405
    assert admin.post(f"/settings/cadence/{rule.pk}/end/").status_code == 303
    assert not CadenceRule.objects.open().exists()
    again = admin.post(f"/settings/cadence/{rule.pk}/end/")
    assert again.status_code == 422
    assert "This rule was ended or replaced before." in text(again)


OWN = {
    name: value for name, value in FIELDS.items() if name not in ("scope", "min_weeks", "max_weeks")
}


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 200), ("ben", 200), ("cleo", 404), ("root", 404)]
)
def test_the_two_sides_find_their_rhythm_and_why_it_is_so(cast, client_for, rule, who, status):
    response = client_for(getattr(cast, who)).get(f"/checkins/rhythm/{cast.coaching.pk}/")
    assert response.status_code == status
    if status == 200:
        assert "The rule for everyone applies: there is no narrower one." in text(response)


def test_the_two_sides_choose_their_own_rhythm_within_the_bounds_and_go_back(
    cast, client_for, rule
):
    address = f"/checkins/rhythm/{cast.coaching.pk}/"
    ben = client_for(cast.ben)
    refused = ben.post(address, {**OWN, "every": "6"})
    assert refused.status_code == 422
    assert "Choose 4 weeks at most: that is the longest rhythm here." in text(refused)
    assert ben.post(address, {**OWN, "every": "3"}).status_code == 303
    page = text(client_for(cast.ada).get(address))
    assert "it is narrower than any other." in page
    assert "Go back to the rule for more people" in page
    assert client_for(cast.cleo).post(f"{address}end/").status_code == 404
    assert client_for(cast.ada).post(f"{address}end/").status_code == 303
    assert "there is no narrower one." in text(ben.get(address))
    assert ben.post(f"{address}end/").status_code == 404


def test_a_pair_that_has_ended_has_no_rhythm(cast, client_for, rule, now):
    coachings.end(cast.coaching, by=cast.ben, at=now)
    assert client_for(cast.ben).get(f"/checkins/rhythm/{cast.coaching.pk}/").status_code == 404


def test_the_pages_ask_as_much_for_many_as_for_few(
    cast, admin, rule, now, django_assert_max_num_queries
):
    for coachee in (cast.cleo, cast.dora, cast.tess, cast.root):
        asked = coachings.ask(cast.ada, coachee=coachee, by=coachee, at=now)
        coachings.accept(asked, by=cast.ada, at=now)
        set_rule(Proposal("pair", fortnightly, coaching=asked), by=cast.root, at=now)
        set_rule(Proposal("person", fortnightly, person=coachee), by=cast.root, at=now)
    for address in ("", "new/", f"{rule.pk}/"):
        with django_assert_max_num_queries(12):
            admin.get(f"/settings/cadence/{address}")


def test_a_preview_of_very_many_pairs_says_how_many_it_looked_at(cast, admin, monkeypatch):
    monkeypatch.setattr("dialogue.selectors.preview.PAIRS_LOOKED_AT", 1)
    at = datetime(2026, 11, 11, tzinfo=UTC)
    asked = coachings.ask(cast.ada, coachee=cast.cleo, by=cast.cleo, at=at)
    coachings.accept(asked, by=cast.ada, at=at)
    page = text(admin.post("/settings/cadence/new/", {**FIELDS, "preview": "1"}))
    assert "This is about 2 pairs. The figures below come from the first one." in page
