"""The board shows bands in words and nothing else of a person; the mirror is its owner's alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.models import Feedback, RatioOptOut, RatioSetting
from feedback.selectors.ratio import bars_of, mirror_of, next_publication
from feedback.services import ratio
from feedback.windows import Window, newest_publishable
from tests.feedback.ratio_world import give, people, piece


@pytest.fixture
def window():
    """The newest window that may be published now, whatever the clock says."""
    return newest_publishable(timezone.now())


@pytest.fixture
def published(cast, window):
    """Ben and eleven others are shown; cleo is not."""
    everybody = people(20, at=Window(0).starts_at)
    for giver in [*everybody[:11], cast.ben]:
        give(giver, everybody[11:20], "p", window=window)
    give(cast.cleo, everybody[11:14], "i", window=window)
    return ratio.publish(window, at=window.published_at)


def test_the_board_says_bands_in_words(published, client_for, ada):
    page = client_for(ada).get("/ratios/?q=haddad").content.decode()
    assert "Ben Haddad" in page
    assert "3 to 1 or more" in page


def test_whoever_is_not_shown_reads_the_same_for_every_cause(published, client_for, ada, window):
    ben_page = client_for(ada).get("/ratios/?q=adeyemi").content.decode()
    dora_page = client_for(ada).get("/ratios/?q=dora").content.decode()
    assert "not shown for this period" in ben_page
    assert "not shown for this period" in dora_page


def test_the_totals_are_exact_for_all_together(published, client_for, ada):
    page = client_for(ada).get("/ratios/").content.decode()
    assert ">108<" in page
    assert ">3<" in page


def test_a_period_says_by_which_numbers_it_was_counted(published, client_for, cast):
    stricter = ratio.Parameters.of(RatioSetting(fewest_items=20, adds_noise=True))
    ratio.set_parameters(stricter, by=cast.root, at=timezone.now())
    page = client_for(cast.ada).get("/ratios/").content.decode()
    assert "A band is shown from 8 counted pieces on" in page
    assert "a little noise" not in page


def test_before_the_first_publication_the_page_says_when(client_for, ada):
    page = client_for(ada).get("/ratios/").content.decode()
    assert "Nothing published yet" in page


@pytest.mark.parametrize("wanted", ["999999", "abc", "-1", "9" * 40])
def test_an_unknown_period_is_not_found(published, client_for, api_for, ada, wanted):
    assert client_for(ada).get(f"/ratios/?window={wanted}").status_code == 404
    assert api_for(ada).get(f"/api/v1/ratios/?window={wanted}").status_code == 404


def test_a_name_nobody_has_gets_a_sentence(published, client_for, ada):
    assert "Nobody here has this name" in client_for(ada).get("/ratios/?q=xyzzy").content.decode()


def test_the_mirror_counts_at_once_what_was_given_and_received(cast, now):
    Feedback.objects.bulk_create(
        [
            piece(cast.ben, cast.ada, "praise", now - timedelta(days=1)),
            piece(cast.ben, cast.cleo, "improvement", now - timedelta(days=40)),
            piece(cast.ada, cast.ben, "praise", now - timedelta(days=2)),
            piece(cast.ben, cast.ada, "praise", now - timedelta(days=120)),
        ]
    )
    mirror = mirror_of(cast.ben, at=now)
    assert (mirror.given.praise, mirror.given.improvements) == (1, 1)
    assert (mirror.received.praise, mirror.received.improvements) == (1, 0)
    assert [(m.month.month, m.praise, m.improvements) for m in mirror.given.months] == [
        (6, 0, 0), (7, 1, 0), (8, 0, 0), (9, 0, 0), (10, 0, 1), (11, 1, 0),
    ]  # fmt: skip


def test_the_bars_keep_within_the_picture(cast, now):
    Feedback.objects.bulk_create(
        piece(cast.ben, cast.ada, kind, now - timedelta(minutes=n))
        for n in range(30)
        for kind in ("praise", "improvement")
    )
    for bar in bars_of(mirror_of(cast.ben, at=now).given):
        assert bar.praise_y >= 16
        assert bar.improvement_height <= 44


def test_the_mirror_is_shown_to_its_owner_alone(published, client_for, api_for, cast):
    mine = api_for(cast.ben).get("/api/v1/ratios/me/").json()
    Feedback.objects.bulk_create(
        [piece(cast.ben, cast.ada, "praise", timezone.now() - timedelta(hours=1))]
    )
    after = api_for(cast.ben).get("/api/v1/ratios/me/").json()
    assert after["given"]["praise"] == mine["given"]["praise"] + 1
    assert api_for(cast.dora).get("/api/v1/ratios/me/").json()["given"]["praise"] == 0


def test_by_call_bands_are_listed_by_name_and_paged(published, api_for, ada):
    api = api_for(ada)
    first = api.get("/api/v1/ratios/?limit=2").json()
    assert first["period"]["praise"] == 108
    assert len(first["results"]) == 2
    everyone, following = list(first["results"]), first["next"]
    while following:
        body = api.get(following).json()
        everyone += body["results"]
        following = body["next"]
    bands = {line["person"]["name"]: line["band"] for line in everyone}
    assert bands["Ben Haddad"] == "3 to 1 or more"
    assert bands["Cleo Adeyemi"] is None
    assert "Zoe Tanaka" not in bands


def test_before_the_first_publication_the_call_says_null(api_for, ada):
    assert api_for(ada).get("/api/v1/ratios/").json()["period"] is None


def test_opting_out_and_in_by_page(client_for, ben):
    client = client_for(ben)
    assert client.post("/ratios/opt-out/").status_code == 303
    assert RatioOptOut.objects.filter(person=ben).exists()
    assert "Take part again" in client.get("/ratios/").content.decode()
    client.post("/ratios/opt-in/")
    assert not RatioOptOut.objects.exists()


def test_the_settings_are_an_admins_and_404_for_everybody_else(client_for, cast):
    assert client_for(cast.ada).get("/settings/ratio/").status_code == 404
    client = client_for(cast.root)
    assert client.get("/settings/ratio/").status_code == 200
    sent = {
        "publishes": "on", "allows_opt_out": "on", "fewest_items": 12, "fewest_recipients": 5,
        "fewest_givers": 10, "largest_share": 40, "most_for_a_pair": 3,
    }  # fmt: skip
    assert client.post("/settings/ratio/", sent).status_code == 303
    assert RatioSetting.objects.get().fewest_items == 12


def test_a_number_below_the_promise_is_refused_and_kept_on_the_page(client_for, root):
    answer = client_for(root).post("/settings/ratio/", {"fewest_items": 2, "largest_share": 300})
    assert answer.status_code == 422
    assert 'value="300"' in answer.content.decode()


def test_the_next_publication_is_the_closed_window_first(now):
    window = Window(10)
    waiting = next_publication(window.ends_at + timedelta(days=1))
    assert (waiting.window, str(waiting.publication_on)) == (window, "2026-10-12")
    assert next_publication(window.published_at).window == Window(11)


def test_the_page_costs_the_same_queries_at_two_sizes(published, client_for, ada):
    counts = []
    for number in (1, 60):
        people(number, at=Window(0).starts_at)
        client = client_for(ada)
        with CaptureQueriesContext(connection) as seen:
            client.get("/ratios/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12, counts
