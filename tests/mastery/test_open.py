"""A person opens a mastery to others; everybody else finds nothing, and access ends at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Membership
from accounts.services import coaching
from accounts.services.people import deactivate
from core.errors import StaleVersion
from goals.models import Mastery, Opening
from goals.selectors.mastery_readers import sights_of
from goals.services.mastery.visibility import Audience, CannotOpen, open_to


def seers(client_for, cast, mastery):
    """Return the names of those for whom there is anything at its address."""
    names = ("ada", "ben", "cleo", "dora", "root", "tess")
    return {
        name
        for name in names
        if client_for(getattr(cast, name)).get(f"/mastery/{mastery.pk}/").status_code == 200
    }


def test_each_audience_sees_it_and_the_sentence_names_them(client_for, cast, opened, subtests):
    only = "Only you can see this level and what it rests on."
    cases = [
        ({}, {"ben"}, only),
        ({"coaches": True}, {"ben", "ada"}, "You and Ada Lindqvist can see"),
        ({"people": [cast.dora]}, {"ben", "dora"}, "You and Dora Wójcik can see"),
        (
            {"coaches": True, "teams": [cast.supply]},
            {"ben", "ada", "dora"},
            "You, Ada Lindqvist and the other person of Supply Chain can see",
        ),
        (
            {"teams": [cast.turbines]},
            {"ben", "ada", "cleo"},
            "You and the 2 other people of Turbine Design can see",
        ),
        (
            {"everyone": True},
            {"ben", "ada", "cleo", "dora", "root", "tess"},
            "Everyone at Nordlys Engineering can see",
        ),
        ({}, {"ben"}, only),
    ]
    for whom, names, words in cases:
        with subtests.test(case=words):
            mastery = opened(**whom)
            assert seers(client_for, cast, mastery) == names
            page = client_for(cast.ben).get(f"/mastery/{mastery.pk}/").content.decode()
            assert words in page
            assert "never averaged or compared" in page


def test_access_ends_with_the_relation_and_with_leaving(client_for, cast, opened, now):
    mastery = opened(coaches=True, teams=[cast.supply], people=[cast.tess])
    url = f"/mastery/{mastery.pk}/"
    coach, planner, friend = (client_for(one) for one in (cast.ada, cast.dora, cast.tess))
    assert {one.get(url).status_code for one in (coach, planner, friend)} == {200}
    coaching.end(cast.coaching, by=cast.ben, at=now)
    Membership.objects.filter(person=cast.dora).delete()
    assert {one.get(url).status_code for one in (coach, planner)} == {404}
    assert coach.get(f"/people/{cast.ben.pk}/mastery/").status_code == 404
    deactivate(cast.ben, by=cast.root, at=now)
    assert friend.get(url).status_code == 404
    cast.ben.refresh_from_db()
    assert not Mastery.objects.visible_to(cast.ben).exists()


def test_the_page_shows_names_before_and_saves_what_was_chosen(client_for, cast, mastery):
    browser, url = client_for(cast.ben), f"/mastery/{mastery.pk}/visibility/"
    page = browser.get(url).content.decode()
    assert "Ada Lindqvist" in page
    assert "The people of Turbine Design" in page
    version = Mastery.objects.get().version
    ticked = {"to": "chosen", "teams": [cast.supply.pk, ""], "version": version}
    found = browser.post(url, {**ticked, "find": "1", "q": "tess"}).content.decode()
    assert "Tess Vogel" in found
    assert "The people of Supply Chain" in found
    nobody = browser.post(url, {"to": "chosen", "version": version})
    assert nobody.status_code == 422
    assert "Choose your coaches, a team or a person" in nobody.content.decode()
    saved = browser.post(url, {**ticked, "teams": [cast.supply.pk, ""], "people": [cast.tess.pk]})
    assert saved.status_code == 303
    assert {one.to for one in Opening.objects.all()} == {"team", "person"}
    stale = browser.post(url, {"to": "me", "version": version})
    assert stale.status_code == 422
    assert "changed in between" in stale.content.decode()
    assert browser.post(url, {"to": "me", "version": version + 1}).status_code == 303
    assert not Opening.objects.exists()


def test_somebody_elses_page_shows_what_was_opened_and_nothing_about_the_rest(
    client_for, ada, ben, dora, root, opened, adopt, now
):
    from goals.services.mastery import aims

    opened(coaches=True)
    other = adopt("Teaching on site")
    aims.begin(other, ideal_level=other.levels.get(position=1), why="So.", by=ben, at=now)
    url = f"/people/{ben.pk}/mastery/"
    seen = client_for(ada).get(url).content.decode()
    assert "Hand-over writing" in seen
    assert "Teaching on site" not in seen
    assert "Ben opened this to you" in seen
    assert url in client_for(ada).get(f"/people/{ben.pk}/").content.decode()
    for stranger in (dora, root):
        browser = client_for(stranger)
        assert browser.get(url).status_code == 404
        assert url not in browser.get(f"/people/{ben.pk}/").content.decode()
    own = client_for(ben).get(url).content.decode()
    assert "Teaching on site" in own
    assert "/mastery/" in client_for(ben).get(f"/people/{ben.pk}/").content.decode()


def test_who_sees_it_may_not_write_it(client_for, cleo, opened, levels, subtests):
    mastery = opened(people=[cleo])
    browser = client_for(cleo)
    for page in ("aim", "level", "visibility", "evidence", "witnesses"):
        with subtests.test(case=page):
            assert browser.get(f"/mastery/{mastery.pk}/{page}/").status_code == 403
            assert browser.post(f"/mastery/{mastery.pk}/{page}/").status_code == 403


def test_people_who_left_and_crowds_are_refused(mastery, ben, cleo, zoe, cast, now, monkeypatch):
    for odd in (Audience(people=[zoe]), Audience(people=[cleo] * 51)):
        with pytest.raises(CannotOpen):
            open_to(mastery, audience=odd, by=ben, at=now)
    with pytest.raises(CannotOpen):
        open_to(mastery, audience=Audience(teams=[cast.supply] * 51), by=ben, at=now)
    with pytest.raises(PermissionDenied):
        open_to(mastery, audience=Audience(everyone=True), by=cleo, at=now)
    with pytest.raises(StaleVersion):
        open_to(mastery, audience=Audience(), by=ben, at=now, version=1)


def test_the_sentence_promises_nothing_to_those_who_left(opened, ben, cleo, root, ada, now, cast):
    mastery = opened(people=[cleo, ben], coaches=True)
    deactivate(cleo, by=root, at=now + timedelta(hours=1))
    coaching.end(cast.coaching, by=ben, at=now)
    sight = sights_of([mastery], owner=ben)[mastery.pk]
    assert sight.is_private
    assert sight.short == "Only you"
