"""An admin sets the limits and names the trusted persons; everybody reads what is set."""

import pytest

from accounts.services.trusted import CannotBeTrusted, name_trusted
from core.models import AuditEntry
from feedback.models import HelpOffer, ProtectionSetting
from feedback.services.giving import EnoughForNow, WrongRecipients
from feedback.services.protection_settings import OutOfBounds, set_limits

pytestmark = pytest.mark.usefixtures("_at_now")

LIMITS = {"improvements_for_a_pair": 1, "pieces_of_a_giver": 5, "uses_slow_mode": True}


@pytest.fixture
def tight(root, now):
    return set_limits(**LIMITS, by=root, at=now)


def test_an_admin_sets_limits_and_names_two_trusted_persons(client_for, cast):
    client = client_for(cast.root)
    page = client.get("/settings/protection/").content.decode()
    assert "Tess Vogel" in page
    sent = {
        "improvements_for_a_pair": "3",
        "pieces_of_a_giver": "12",
        "trusted": [str(cast.tess.pk), str(cast.dora.pk)],
    }
    answer = client.post("/settings/protection/", sent, follow=True)
    assert "It holds from now on." in answer.content.decode()
    setting = ProtectionSetting.objects.newest()
    assert (setting.improvements_for_a_pair, setting.uses_slow_mode) == (3, False)
    cast.dora.refresh_from_db()
    assert cast.dora.is_trusted
    told = AuditEntry.objects.admin_acts().values_list("action", "words")
    assert ("person.name_trusted", "Tess Vogel, Dora Wójcik") in told
    assert any(action == "protection.set_limits" and "12" in words for action, words in told)
    client.post("/settings/protection/", sent)
    assert ProtectionSetting.objects.count() == 1
    page = client_for(cast.ben).get("/protection/").content.decode()
    assert "3 improvements" in page
    assert "12 pieces" in page
    assert "Tess Vogel" in page
    assert "Your organisation has switched this off." in page


def test_limits_outside_of_the_bounds_are_refused_with_a_sentence(client_for, api_for, cast, now):
    sent = {"improvements_for_a_pair": "9", "pieces_of_a_giver": "1"}
    page = client_for(cast.root).post("/settings/protection/", sent)
    assert page.status_code == 422
    assert "Choose a number from 1 to 5." in page.content.decode()
    called = api_for(cast.root).put("/api/v1/protection/settings", {**LIMITS, **sent})
    assert called.status_code == 422
    assert called.json()["errors"] == {
        "improvements_for_a_pair": "Choose a number from 1 to 5.",
        "pieces_of_a_giver": "Choose a number from 5 to 50.",
    }
    with pytest.raises(OutOfBounds):
        set_limits(**{**LIMITS, "pieces_of_a_giver": 51}, by=cast.root, at=now)


def test_only_an_admin_sets_anything(client_for, api_for, cast, now):
    from django.core.exceptions import PermissionDenied

    assert client_for(cast.tess).get("/settings/protection/").status_code == 404
    assert api_for(cast.tess).put("/api/v1/protection/settings", LIMITS).status_code == 404
    with pytest.raises(PermissionDenied):
        set_limits(**LIMITS, by=cast.tess, at=now)
    with pytest.raises(PermissionDenied):
        name_trusted([cast.tess], by=cast.tess, at=now)


def test_the_limits_that_are_set_hold(tight, given, cast):
    given("cleo", "ben", kind="improvement")
    with pytest.raises(EnoughForNow, match="has had an improvement from you within a week"):
        given("cleo", "ben", kind="improvement")
    with pytest.raises(WrongRecipients, match="at most 5 people"):
        given("dora", "ada", "ben", "cleo", "root", "tess", "zoe")
    given("cleo", "ada", "ben", "dora", "tess")
    with pytest.raises(EnoughForNow, match="5 pieces of feedback within 24 hours"):
        given("cleo", "ada")


def test_admins_leavers_and_a_third_are_not_named_as_trusted(client_for, api_for, cast, now):
    for people in ([cast.root], [cast.zoe], [cast.ada, cast.ben, cast.cleo]):
        with pytest.raises(CannotBeTrusted):
            name_trusted(people, by=cast.root, at=now)
    sent = {"improvements_for_a_pair": "2", "pieces_of_a_giver": "20", "trusted": cast.root.pk}
    page = client_for(cast.root).post("/settings/protection/", sent)
    assert page.status_code == 422
    assert "admins read nobody’s words" in page.content.decode()
    cast.tess.refresh_from_db()
    assert cast.tess.is_trusted
    called = api_for(cast.root).put(
        "/api/v1/protection/settings", {**LIMITS, "trusted": [str(cast.dora.pk)]}
    )
    assert [person["name"] for person in called.json()["trusted"]] == [cast.dora.name]
    assert api_for(cast.root).get("/api/v1/protection/settings").json() == called.json()


def test_people_are_found_without_a_script(client_for, cast):
    sent = {"find": "1", "q": "dora", "improvements_for_a_pair": "4", "pieces_of_a_giver": "20"}
    page = client_for(cast.root).post("/settings/protection/", sent)
    assert page.status_code == 200
    assert cast.dora.name in page.content.decode()
    assert 'value="4"' in page.content.decode()


def test_everybody_reads_the_rules_and_what_they_have_used(client_for, api_for, given, cast):
    given("cleo", "ben")
    body = api_for(cast.cleo).get("/api/v1/protection").json()
    assert body["improvements_for_a_pair"] == 2
    assert body["pieces_of_a_giver"] == 20
    assert body["sent_today"] == 1
    assert [person["name"] for person in body["trusted"]] == [cast.tess.name]
    assert (body["hints"], body["slow"], body["help_offered"]) == ([], [], False)
    page = client_for(cast.cleo).get("/protection/").content.decode()
    assert "You have sent 1." in page
    assert "For you" not in page


def test_an_offer_of_help_stands_until_it_is_put_away(client_for, api_for, cast, now):
    HelpOffer.objects.create(person=cast.ben, week=150, made_at=now)
    client = client_for(cast.ben)
    for url in ("/protection/", "/feedback/"):
        assert "else" in client.get(url).content.decode()
    assert "Pause feedback" in client.get("/protection/").content.decode()
    assert "getting too much" in client.get("/feedback/").content.decode()
    assert "getting too much" not in client_for(cast.cleo).get("/feedback/").content.decode()
    assert api_for(cast.ben).get("/api/v1/protection").json()["help_offered"] is True
    client.post("/protection/put-away/")
    assert "getting too much" not in client.get("/feedback/").content.decode()
