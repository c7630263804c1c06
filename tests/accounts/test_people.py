"""The list of people, the picker's list, and a person's page."""

import pytest

from accounts.models import Membership, Person
from accounts.querysets import folded
from accounts.services.coaching import ask, end
from accounts.services.people import create_person


def names(response) -> list[str]:
    return [person.name for person in response.context["page"]]


@pytest.fixture
def ben_browser(client_for, ben):
    return client_for(ben)


def test_people_are_listed_by_name_without_those_who_left(ben_browser):
    everybody = names(ben_browser.get("/people/"))
    assert everybody == sorted(everybody)
    assert len(everybody) == 6
    assert "Zoe Tanaka" not in everybody


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dora wojcik", ["Dora Wójcik"]),
        ("WÓJCIK", ["Dora Wójcik"]),
        ("cik do", ["Dora Wójcik"]),
        ("engineer", ["Ada Lindqvist", "Ben Haddad"]),
        ("ada engineer", ["Ada Lindqvist"]),
        ("ben@example", ["Ben Haddad"]),
        ("zoe", []),
        ("100%", []),
        ("_", []),
        ("x" * 5000, []),
    ],
)
def test_every_word_must_be_found(ben_browser, words, found):
    assert names(ben_browser.get("/people/", {"q": words})) == found


def test_letters_of_all_alphabets_are_folded():
    assert folded("Łukasz Øster-Ærø Straße Iğdır") == "lukasz oster-aero strasse igdir"


def test_a_team_narrows_the_list(ben_browser, cast):
    found = names(ben_browser.get("/people/", {"team": cast.supply.pk}))
    assert found == ["Dora Wójcik"]


@pytest.mark.parametrize("team", ["nonsense", "00000000-0000-4000-8000-000000000000", ""])
def test_a_team_that_does_not_exist_shows_everybody(ben_browser, team):
    assert len(names(ben_browser.get("/people/", {"team": team}))) == 6


def test_the_list_is_paged_and_keeps_what_was_searched(ben_browser, many):
    many(60)
    first = ben_browser.get("/people/", {"q": "person"})
    assert len(names(first)) == 50
    assert "q=person&amp;page=2" in first.content.decode()
    assert len(names(ben_browser.get("/people/", {"q": "person", "page": 2}))) == 10
    assert ben_browser.get("/people/?page=nonsense").status_code == 200


def test_htmx_gets_the_list_alone_and_the_back_button_the_page(ben_browser):
    part = ben_browser.get("/people/?q=ada", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Ada Lindqvist" in part.content.decode()
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in ben_browser.get("/people/?q=ada", headers=back).content.decode()


def test_finding_nobody_offers_a_way_on(ben_browser):
    page = ben_browser.get("/people/?q=nobody").content.decode()
    assert "Nobody of that name" in page
    assert "Show everybody" in page


def test_names_are_shown_as_text(ben_browser, now):
    create_person(email="x@example.org", name="<script>alert(1)</script>", by=None, at=now)
    page = ben_browser.get("/people/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_list_costs_the_same_for_few_and_many(
    ben_browser, many, cast, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6) as few:
        ben_browser.get("/people/")
    for person in many(45):
        Membership.objects.create(team=cast.turbines, person=person, is_home=True)
    with django_assert_max_num_queries(6) as lots:
        ben_browser.get("/people/")
    assert len(lots) == len(few)


def options(response) -> list[str]:
    return [person.name for person in response.context["people"]]


def test_the_picker_offers_people_who_are_here(ben_browser):
    assert options(ben_browser.get("/people/choose/?q=nobody")) == []
    assert options(ben_browser.get("/people/choose/?q=engineer")) == ["Ada Lindqvist", "Ben Haddad"]
    without_me = ben_browser.get("/people/choose/?q=engineer&without=me")
    assert options(without_me) == ["Ada Lindqvist"]


def test_the_picker_shows_exactly_the_people_named(ben_browser, cast):
    address = f"/people/choose/?id={cast.ada.pk}&id=nonsense&id={cast.zoe.pk}"
    assert options(ben_browser.get(address)) == ["Ada Lindqvist"]
    assert options(ben_browser.get("/people/choose/?id=nonsense")) == []


def test_the_picker_offers_at_most_twenty(ben_browser, many):
    many(30)
    assert len(options(ben_browser.get("/people/choose/"))) == 20


def page_of(browser, person) -> str:
    return browser.get(f"/people/{person.pk}/").content.decode()


def test_a_persons_page_says_who_they_are(ben_browser, cast):
    page = page_of(ben_browser, cast.dora)
    assert "Dora Wójcik" in page
    assert "Planner" in page
    assert "Supply Chain" in page
    assert f"/feedback/give/?to={cast.dora.pk}" in page
    assert "Ask Dora to coach me" in page
    assert f"/dialogue/{cast.dora.pk}/" not in page


def test_the_local_time_of_the_other_one_is_told(ben_browser, cast, time_machine):
    Person.objects.filter(pk=cast.dora.pk).update(time_zone="Asia/Tokyo")
    time_machine.move_to("2026-11-12T09:20:00+00:00", tick=False)
    assert "It is 18:20 where Dora is." in page_of(ben_browser, cast.dora)


def test_coaching_is_shown_to_its_two_sides_alone(client_for, cast):
    assert "Coaches you" in page_of(client_for(cast.ben), cast.ada)
    assert "You are the coach" in page_of(client_for(cast.ada), cast.ben)
    for stranger in (cast.cleo, cast.root, cast.tess):
        page = page_of(client_for(stranger), cast.ada)
        assert "Ben Haddad" not in page
        assert "Agreed" not in page


def test_history_stays_open_when_coaching_has_ended(client_for, cast, now):
    link = f"/dialogue/{cast.ada.pk}/"
    end(cast.coaching, by=cast.ben, at=now)
    page = page_of(client_for(cast.ben), cast.ada)
    assert link in page
    assert "Ask Ada to coach me" in page


def test_a_question_that_waits_is_answered_on_the_page(client_for, cast, now):
    ask(cast.cleo, coachee=cast.dora, by=cast.dora, at=now)
    page = page_of(client_for(cast.cleo), cast.dora)
    assert "whether you would be the coach" in page
    assert "Say yes" in page
    assert "Ask Dora to coach me" in page
    assert "Offer to coach Dora" not in page


def test_ones_own_page_offers_no_feedback_to_oneself(ben_browser, ben, ada):
    page = page_of(ben_browser, ben)
    assert "/feedback/give/?to" not in page
    assert "Ask Ben to coach me" not in page
    assert "/me/settings/" in page
    assert ada.name in page


def test_who_has_left_is_known_and_left_alone(ben_browser, zoe):
    page = page_of(ben_browser, zoe)
    assert "has left the organisation" in page
    assert "/feedback/give/?to" not in page
    assert "coach me" not in page


def test_somebody_who_does_not_exist_is_a_404(ben_browser):
    address = "/people/00000000-0000-4000-8000-000000000000/"
    assert ben_browser.get(address).status_code == 404


def test_who_left_sees_nobody(client_for, zoe, ada):
    for address in ("/people/", f"/people/{ada.pk}/", "/people/choose/"):
        response = client_for(zoe).get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_a_persons_page_costs_the_same_with_many_teams(
    ben_browser, cast, now, django_assert_max_num_queries
):
    from accounts.services import teams

    with django_assert_max_num_queries(6) as few:
        page_of(ben_browser, cast.ada)
    for n in range(20):
        teams.found(name=f"Team {n}", kind="community", about="", by=cast.ada, at=now)
    with django_assert_max_num_queries(6) as lots:
        page_of(ben_browser, cast.ada)
    assert len(lots) == len(few)
