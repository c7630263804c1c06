"""People show their own exact figures to a coach, and take that back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.services import coaching
from accounts.services.people import deactivate
from feedback.models import Feedback, RatioShare
from feedback.services import ratio
from notifications.models import Notification
from tests.feedback.ratio_world import piece


@pytest.fixture
def figures(cast):
    """Ben praised ada twice lately."""
    at = timezone.now() - timedelta(days=2)
    return Feedback.objects.bulk_create(piece(cast.ben, cast.ada, "praise", at) for _n in range(2))


def shown(person):
    return RatioShare.objects.visible_to(person)


def test_shown_to_a_coach_on_the_page_and_taken_back(figures, client_for, ada, ben):
    page = client_for(ben).get("/ratios/").content.decode()
    assert "Only you" in page
    assert "Share with Ada, who coaches you" in page
    people = {"people": [str(ada.pk)]}
    assert client_for(ben).post("/ratios/share/", people).status_code == 303
    mine = client_for(ben).get("/ratios/").content.decode()
    assert "Ada sees these figures" in mine
    assert "Only you" not in mine
    assert "Share with Ada" not in mine
    url = shown(ada).get().get_absolute_url()
    assert url in client_for(ada).get("/ratios/").content.decode()
    seen = client_for(ada).get(url).content.decode()
    assert "Exact figures of Ben Haddad" in seen
    assert '<span class="figure">2</span> praise' in seen
    assert "This is what Ada sees" in client_for(ben).get(url).content.decode()
    assert client_for(ben).post("/ratios/unshare/", people).status_code == 303
    assert client_for(ada).get(url).status_code == 404
    assert "Shown to you" not in client_for(ada).get("/ratios/").content.decode()


def test_by_call(figures, api_for, ada, ben, dora):
    people = {"with": [str(ada.pk)]}
    answer = api_for(ben).post("/api/v1/ratios/me/share", people, format="json")
    assert answer.status_code == 200
    assert [coach["name"] for coach in answer.json()["shared_with"]] == ["Ada Lindqvist"]
    listed = api_for(ada).get("/api/v1/ratios/shared").json()["results"]
    assert [line["person"]["name"] for line in listed] == ["Ben Haddad"]
    url = f"/api/v1/ratios/shared/{listed[0]['id']}"
    assert api_for(ada).get(url).json()["given"]["praise"] == 2
    assert api_for(dora).get(url).status_code == 404
    answer = api_for(ben).post("/api/v1/ratios/me/unshare", people, format="json")
    assert answer.json()["shared_with"] == []
    assert api_for(ada).get(url).status_code == 404


def test_a_coach_is_told_once_and_no_more_when_it_is_taken_back(figures, cast, now):
    from notifications.kinds import still_due

    ratio.share(cast.ben, people=[cast.ada], at=now)
    told = Notification.objects.filter(kind="ratio.shared")
    assert set(told.values_list("person", flat=True)) == {cast.ada.pk}
    assert told.filter(still_due(at=now)).exists()
    ratio.unshare(cast.ben, people=[cast.ada], at=now)
    assert not told.filter(still_due(at=now)).exists()


def test_exact_figures_go_to_ones_own_coach_and_nobody_else(client_for, api_for, cast):
    for name in ("cleo", "dora", "root", "zoe", "ben"):
        body = {"with": [str(getattr(cast, name).pk)]}
        answer = api_for(cast.ben).post("/api/v1/ratios/me/share", body, format="json")
        assert answer.status_code == 422
        assert "coach" in answer.json()["errors"]["with"]
    nobody = client_for(cast.ben).post("/ratios/share/", {})
    assert nobody.status_code == 422
    assert "Choose a coach" in nobody.content.decode()
    assert not RatioShare.objects.exists()


def test_twice_and_back_twice_are_answered_with_a_sentence(cast, now):
    ratio.share(cast.ben, people=[cast.ada, cast.ada], at=now)
    with pytest.raises(ratio.FiguresAreShared, match="Ada"):
        ratio.share(cast.ben, people=[cast.ada], at=now)
    ratio.unshare(cast.ben, people=[cast.ada], at=now)
    with pytest.raises(ratio.FiguresAreNotShared):
        ratio.unshare(cast.ben, people=[cast.ada], at=now)


def test_it_ends_with_the_coaching_and_does_not_come_back(cast, now):
    ratio.share(cast.ben, people=[cast.ada], at=now)
    coaching.end(cast.coaching, by=cast.ben, at=now)
    assert not shown(cast.ada).exists()
    again = coaching.ask(cast.ada, coachee=cast.ben, by=cast.ben, at=now)
    coaching.accept(again, by=cast.ada, at=now)
    assert not shown(cast.ada).exists()
    ratio.share(cast.ben, people=[cast.ada], at=now)
    assert shown(cast.ada).count() == 1


def test_whoever_leaves_sees_it_no_more(cast, now):
    ratio.share(cast.ben, people=[cast.ada], at=now)
    deactivate(cast.ada, by=cast.root, at=now)
    cast.ada.refresh_from_db()
    assert not shown(cast.ada).exists()
    assert not shown(cast.ben).exists()


def test_the_pages_cost_the_same_whatever_is_in_them(figures, client_for, cast, now):
    (share,) = ratio.share(cast.ben, people=[cast.ada], at=now)
    counts = []
    for number in (0, 40):
        Feedback.objects.bulk_create(
            piece(cast.ben, cast.ada, "praise", timezone.now() - timedelta(days=n))
            for n in range(number)
        )
        client = client_for(cast.ada)
        with CaptureQueriesContext(connection) as seen:
            client.get(share.get_absolute_url())
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12, counts


def test_opting_out_and_in_by_call(api_for, ben, cast, now):
    assert api_for(ben).post("/api/v1/ratios/me/opt-out").json()["opted_out"] is True
    assert api_for(ben).post("/api/v1/ratios/me/opt-in").json()["opted_out"] is False
    assert api_for(ben).get("/api/v1/ratios/me").json()["may_opt_out"] is True


def test_parameters_by_call(api_for, cast):
    url = "/api/v1/ratios/settings"
    assert api_for(cast.ada).get(url).status_code == 404
    assert api_for(cast.ada).put(url, {}, format="json").status_code == 404
    api = api_for(cast.root)
    stands = api.get(url).json()
    assert stands["fewest_items"] == 8
    stricter = api.put(url, {"fewest_items": 12}, format="json").json()
    assert (stricter["fewest_items"], stricter["from_window"]) == (12, stands["from_window"])
    looser = api.put(url, {"fewest_items": 8}, format="json").json()
    assert looser["from_window"] == stands["from_window"] + 1
    assert api.get(url).json()["fewest_items"] == 12
    for wrong in ({"fewest_items": 2}, {"largest_share": 0}, {"adds_noise": "perhaps"}):
        assert api.put(url, wrong, format="json").status_code == 422
