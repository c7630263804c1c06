"""A round is prepared in the browser without scripts, and nothing typed is launched past."""

import pytest

from core.models import Draft
from feedback.models import Nomination, Round
from tests.rounds.preparing import REFUSED, SENT, prepared
from tests.rounds.world import crowd

pytestmark = pytest.mark.django_db


def test_a_round_is_prepared_with_all_of_it_in_view(cast, client_for, listening, clock):
    ben = client_for(cast.ben)
    about, url = prepared(ben, [cast.cleo, *crowd(6)], listening)
    page = ben.get(url).content.decode()
    assert "What should Ben by all means keep doing?" in page
    assert "And the van?" in page
    assert "7 people will be invited" in page
    assert "levels are shown from 4 answers on, its words from 5" in page
    assert "Too small to be read alone" not in page
    ben.post(f"{url}nominate/", {"perspective": "coaches", "people": [cast.ada.pk]})
    ben.post(f"{url}nominate/", {"perspective": "served", "people": [cast.dora.pk]})
    page = ben.get(url).content.decode()
    assert "Too small to be read alone" in page
    assert "Coaches answer with their names" in page
    gone = Nomination.objects.get(person=cast.dora)
    ben.post(f"{url}withdraw-nomination/", {"nomination": gone.pk})
    assert "Too small to be read alone" not in ben.get(url).content.decode()
    dates = {
        "title": "Mine",
        "mode": "named",
        "closes_on": "2026-11-20",
        "releases_on": "2026-11-23",
    }
    assert ben.post(f"{url}edit/", dates).status_code == SENT
    about.refresh_from_db()
    assert (about.title, about.mode) == ("Mine", "named")
    assert about.closes_at.isoformat() == "2026-11-20T16:00:00+00:00"  # five in the evening in Oslo


def types(browser, about, form, **fields):
    """Do as the page does by itself within a second."""
    key = f"round-{form}/{about.pk}"
    version = getattr(Draft.objects.filter(key=key).first(), "version", 0)
    body = {"fields": fields, "version": version}
    assert browser.put(f"/drafts/{key}/", body, content_type="application/json").status_code == 200


@pytest.fixture
def dated(cast, client_for, listening, clock):
    """Ben, his round with its dates kept, and what its form says."""
    ben = client_for(cast.ben)
    about, url = prepared(ben, [cast.cleo, *crowd(6)], listening)
    when = {"closes_on": "2026-11-20", "closes_clock": "17:00", "releases_on": "2026-11-23"}
    what = {"title": about.title, "mode": "confidential", **when, "releases_clock": "09:00"}
    types(ben, about, "edit", **{**what, "title": "Another"})
    types(ben, about, "choose", own_questions="And the ladder?")
    types(ben, about, "nominate", people=[str(cast.dora.pk)], emails="", perspective="served")
    assert ben.post(f"{url}edit/", what).status_code == SENT
    return ben, about, what


def test_what_is_typed_and_not_kept_stays_and_is_not_launched_past(dated):
    ben, about, _what = dated
    url = about.get_absolute_url()
    page = ben.get(url).content.decode()
    for there in ("And the ladder?", "Dora", "Something under 2 is changed and not kept yet."):
        assert there in page
    assert "Something under 1 is changed" not in page
    refused = ben.post(f"{url}launch/")
    assert refused.status_code == REFUSED
    assert "Somebody under 3 is chosen and not added yet." in refused.content.decode()
    assert Round.objects.get().state == Round.State.PREPARING


def test_what_was_typed_and_taken_away_again_is_in_nobodys_way(dated, listening):
    ben, about, what = dated
    url, own = about.get_absolute_url(), about.questions.get(library_code="").text
    ticked = {"capabilities": [str(listening.pk)], "questions": ["keep", own]}
    types(ben, about, "choose", **ticked, own_questions="")
    types(ben, about, "nominate", people=[], emails=" ", perspective="served")
    types(ben, about, "edit", **{**what, "title": ""})
    assert "Something under 1 is changed" in ben.get(url).content.decode()
    types(ben, about, "edit", **what)
    assert "not kept yet" not in ben.get(url).content.decode()
    assert ben.post(f"{url}launch/").status_code == SENT
    assert not Draft.objects.exists()
    assert "The report comes Monday 23 November, 09:00." in ben.get(url).content.decode()
