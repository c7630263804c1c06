"""A person chooses a capability, says how far and why, and notes levels over time."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.errors import StaleVersion
from core.models import Draft
from goals.models import LevelEntry, Mastery
from goals.services import metrics
from goals.services.mastery import aims, evidence


def test_a_capability_is_chosen_on_a_page_and_nobody_else_sees_it(
    client_for, ben, ada, root, capability, levels, subtests
):
    browser = client_for(ben)
    assert "Hand-over writing" in browser.get("/mastery/new/?q=hand").content.decode()
    url = f"/mastery/new/?capability={capability.pk}"
    assert "Nobody else will, coaches and admins included" in browser.get(url).content.decode()
    for words in ({}, {"ideal_level": levels["On my own"].pk}, {"why": "x", "ideal_level": "no"}):
        with subtests.test(case=str(words)):
            page = browser.post(url, {"reflection": "Typed before.", **words})
            assert page.status_code == 422
            assert "Typed before." in page.content.decode()
    key = str(uuid4())
    words = {"why": "Calls.", "ideal_level": levels["On my own"].pk, "idempotency_key": key}
    answers = [browser.post(url, {**words, "level": levels["Learning"].pk}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    chosen = Mastery.objects.get()
    assert answers[0]["Location"] == answers[1]["Location"] == f"/mastery/{chosen.pk}/"
    assert (chosen.ideal_level.name, chosen.why) == ("On my own", "Calls.")
    assert "Only you can see this level" in browser.get(f"/mastery/{chosen.pk}/").content.decode()
    assert "Hand-over writing" not in browser.get("/mastery/new/").content.decode()
    for other in (ada, root):
        assert client_for(other).get(f"/mastery/{chosen.pk}/").status_code == 404
    again = browser.post(url, {**words, "idempotency_key": str(uuid4())})
    assert "on your page already" in again.content.decode()


def test_what_is_not_in_use_cannot_be_chosen_nor_a_level_of_another(
    adopt, capability, levels, ben, zoe, now, monkeypatch
):
    other = adopt("Teaching on site")
    with pytest.raises(aims.LevelOfAnother):
        aims.begin(other, ideal_level=levels["Learning"], why="So.", by=ben, at=now)
    with pytest.raises(PermissionDenied):
        aims.begin(capability, ideal_level=levels["Learning"], why="So.", by=zoe, at=now)
    monkeypatch.setattr(aims, "MOST", 0)
    with pytest.raises(aims.TooMany):
        aims.begin(capability, ideal_level=levels["Learning"], why="So.", by=ben, at=now)
    monkeypatch.undo()
    capability.retired_at, capability.retired_by = now, ben
    with pytest.raises(aims.NotAdopted):
        aims.begin(capability, ideal_level=levels["Learning"], why="So.", by=ben, at=now)


def test_levels_go_up_and_down_and_all_of_them_stay(client_for, ben, mastery, levels, now):
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/level/"
    aims.note(mastery, level=levels["On my own"], reached_on=date(2026, 9, 1), by=ben, at=now)
    Draft.objects.create(
        owner=ben, key=f"mastery/{mastery.pk}/note", fields={"reflection": "Begun."}, saved_at=now
    )
    form = browser.get(url).content.decode()
    assert "Begun." in form
    assert "Only you can see this level" in form
    back = {"level": levels["With help"].pk, "reflection": "The new sheet asks for more."}
    assert browser.post(url, {**back, "reached_on": "2026-10-16"}).status_code == 303
    assert not Draft.objects.exists()
    page = browser.get(f"/mastery/{mastery.pk}/").content.decode()
    assert "stepped back in October 2026" in page
    assert "Emre still completes mine." in page
    assert "The new sheet asks for more." in page
    label = "Hand-over writing: With help, since October 2026, own view so far."
    assert f'aria-label="{label} Aiming for: Showing others"' in page
    listed = browser.get("/mastery/").content.decode()
    assert label in listed
    assert "the rest" not in listed


@pytest.mark.parametrize("day", ["2027-01-01", "1066-10-14", "yesterday"])
def test_a_day_that_cannot_be_is_refused_and_the_words_stay(client_for, ben, mastery, levels, day):
    words = {"level": levels["Learning"].pk, "reached_on": day, "reflection": "Kept words."}
    page = client_for(ben).post(f"/mastery/{mastery.pk}/level/", words)
    assert page.status_code == 422
    assert "Kept words." in page.content.decode()
    assert LevelEntry.objects.count() == 1


def test_a_noted_level_is_not_rewritten_even_by_the_database(mastery):
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelEntry.objects.update(reflection="Better words.")


def test_the_aim_changes_over_the_version_that_was_read(client_for, ben, mastery, levels, now):
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/aim/"
    version = Mastery.objects.get().version
    words = {"ideal_level": levels["On my own"].pk, "why": "Enough.", "version": version}
    assert browser.get(url).status_code == 200
    assert browser.post(url, words).status_code == 303
    stale = browser.post(url, {**words, "why": "Typed by hand."})
    assert stale.status_code == 422
    assert "changed in between" in stale.content.decode()
    assert "Typed by hand." in stale.content.decode()
    with pytest.raises(StaleVersion):
        aims.change(
            mastery, ideal_level=levels["Learning"], why="No.", by=ben, at=now, version=version
        )


def test_set_aside_it_is_seen_by_its_owner_alone_and_taken_up_again(
    client_for, ben, cleo, opened, levels, now
):
    mastery = opened(people=[cleo])
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/"
    assert client_for(cleo).get(url).status_code == 200
    assert client_for(cleo).post(f"{url}set-aside/").status_code == 403
    assert browser.post(f"{url}set-aside/").status_code == 303
    assert client_for(cleo).get(url).status_code == 404
    assert "You set this aside" in browser.get(url).content.decode()
    assert "Set aside" in browser.get("/mastery/").content.decode()
    refused = browser.post(f"{url}level/", {"level": levels["Learning"].pk})
    assert "Take it up again first" in refused.content.decode()
    assert browser.post(f"{url}take-up/").status_code == 303
    assert client_for(cleo).get(url).status_code == 200


def test_a_page_with_nothing_on_it_says_what_will_be_there(client_for, ben, dora, mastery):
    assert "Nothing chosen yet" in client_for(dora).get("/mastery/").content.decode()
    empty = client_for(ben).get("/mastery/new/").content.decode()
    assert "Nothing to choose yet" in empty


def costs(browsers):
    """Return how many queries each page takes."""
    counts = []
    for browser, urls in browsers.items():
        for url in urls:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(url).status_code == 200
            counts.append(len(asked))
    return counts


def test_lists_and_pages_cost_the_same_however_much_there_is(
    client_for, adopt, mastery, ben, ada, cleo, levels, opened, now
):
    opened(coaches=True, people=[cleo], teams=list(ben.teams.all()))
    evidence.add_reflection(mastery, words="Nobody rang on Friday.", by=ben, at=now)
    metrics.add(mastery, name="Calls", unit="a week", forecast=Decimal(6), by=ben, at=now)
    own = ("/mastery/", f"/mastery/{mastery.pk}/", "/mastery/new/")
    shown = (f"/people/{ben.pk}/mastery/", f"/mastery/{mastery.pk}/")
    browsers = {client_for(ben): own, client_for(ada): shown}
    few = costs(browsers)
    for number in range(12):
        capability = adopt(f"Another {number}")
        first = capability.levels.get(position=1)
        one = aims.begin(capability, ideal_level=first, why="So.", level=first, by=ben, at=now)
        aims.note(mastery, level=levels["Learning"], by=ben, at=now + timedelta(minutes=number))
        assert one.version == 1
    assert costs(browsers) == few
    assert max(few) <= 12
