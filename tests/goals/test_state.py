"""The organisation and its teams word what they are here for."""

from datetime import timedelta

import pytest

from goals.models import Purpose
from goals.selectors.purposes import STEPS
from goals.services import purposes


@pytest.mark.parametrize(("name", "status"), [("root", 303), ("ada", 403), ("tess", 403)])
def test_admins_word_the_organisations_purpose(client_for, api_for, cast, name, status):
    person = getattr(cast, name)
    assert client_for(person).get("/purpose/state/").status_code == (200 if status == 303 else 403)
    assert (
        client_for(person).post("/purpose/state/", {"text": "Keep people warm."}).status_code
        == status
    )
    called = api_for(person).post("/api/v1/purposes", {"text": "Keep people warm and dry."})
    assert called.status_code == (201 if status == 303 else 403)


@pytest.mark.parametrize(
    ("name", "status"), [("ada", 303), ("ben", 303), ("dora", 403), ("root", 403)]
)
def test_members_word_their_teams_purpose(client_for, api_for, cast, name, status):
    person, team = getattr(cast, name), cast.turbines
    assert (
        client_for(person).post(f"/purpose/teams/{team.pk}/state/", {"text": "Blades."}).status_code
        == status
    )
    sent = {"text": "Blades that last.", "team": str(team.pk)}
    assert api_for(person).post("/api/v1/purposes", sent).status_code == (
        201 if status == 303 else 403
    )
    assert client_for(person).get(f"/purpose/teams/{team.pk}/").status_code == 200
    told = api_for(person).get(f"/api/v1/purposes?team={team.pk}").json()["results"]
    assert len(told) == (2 if status == 303 else 0)


def test_the_newest_wording_counts_and_the_others_are_history(client_for, api_for, cast, now):
    purposes.state("Keep people warm.", team=None, by=cast.root, at=now.replace(day=1))
    purposes.state("Keep people warm, without oil.", team=None, by=cast.root, at=now)
    purposes.state("Blades.", team=cast.turbines, by=cast.ada, at=now)
    page = client_for(cast.ben).get("/purpose/")
    assert [(one.purpose.text, one.before) for one in page.context["history"].steps] == [
        ("Keep people warm, without oil.", "Keep people warm."),
        ("Keep people warm.", ""),
    ]
    assert '<ins><span class="hide-text">new: </span>, without oil' in page.content.decode()
    assert "Blades." in page.content.decode()
    assert [
        one["stated_on"] for one in api_for(cast.ben).get("/api/v1/purposes").json()["results"]
    ] == ["2026-11-12", "2026-11-01"]


def test_a_long_history_is_paged(client_for, cast, now):
    for number in range(STEPS + 1):
        at = now - timedelta(days=STEPS - number)
        purposes.state(f"Wording {number}.", team=cast.turbines, by=cast.ben, at=at)
    browser, address = client_for(cast.dora), f"/purpose/teams/{cast.turbines.pk}/"
    first = browser.get(address).context["history"]
    assert (len(first.steps), first.has_earlier) == (STEPS, True)
    last = browser.get(f"{address}?history=2")
    assert [one.purpose.text for one in last.context["history"].steps] == ["Wording 0."]
    assert "<h1>Wording 20.</h1>" in last.content.decode()
    assert browser.get(f"{address}?history=9").status_code == 200


def test_the_same_words_again_are_no_new_wording(cast, now):
    for _ in range(2):
        purposes.state(" Keep people warm. ", team=None, by=cast.root, at=now)
    assert Purpose.objects.count() == 1


def test_nothing_and_too_much_are_refused(client_for, api_for, root, subtests):
    browser = client_for(root)
    caller = api_for(root)
    for text in ["", "  ", "x" * 2001]:
        with subtests.test(case=repr(text)):
            assert browser.post("/purpose/state/", {"text": text}).status_code == 422
            assert caller.post("/api/v1/purposes", {"text": text}).status_code == 422
            assert not Purpose.objects.exists()


def test_a_team_that_does_not_exist_is_not_found(client_for, api_for, root):
    nowhere = "00000000-0000-4000-8000-000000000000"
    assert client_for(root).get(f"/purpose/teams/{nowhere}/").status_code == 404
    assert client_for(root).get(f"/purpose/teams/{nowhere}/state/").status_code == 404
    assert api_for(root).post("/api/v1/purposes", {"text": "X", "team": nowhere}).status_code == 422
    assert api_for(root).get("/api/v1/purposes?team=x").status_code == 422


def test_who_has_left_words_nothing(zoe, now, cast):
    for team in (None, cast.turbines):
        with pytest.raises(purposes.PermissionDenied):
            purposes.state("X", team=team, by=zoe, at=now)
