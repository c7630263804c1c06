"""A hint to who writes, then the weekly batch; nobody else sees either, and nothing is blocked."""

from datetime import UTC, datetime, timedelta

import pytest

from core.models import AuditEntry
from feedback import limits
from feedback.models import Feedback, Flag, Pause
from feedback.services import withdraw
from feedback.services.batches import release_due
from feedback.services.giving import EnoughForNow
from feedback.services.protection_patterns import look_for_patterns
from feedback.services.ratio import setting_in_force
from feedback.services.ratio.counting import count
from feedback.windows import window_at
from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("_at_now")

MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)  # after the Thursday of the cast


@pytest.fixture
def noticed(cast, now):
    """Let a pattern of cleo towards ben, or of cleo alone, have been noticed in some weeks."""

    def build(*weeks_ago, pattern="one_on_one", about="ben"):
        for weeks in weeks_ago:
            at = now - timedelta(weeks=weeks, hours=3)
            Flag.objects.create(
                pattern=pattern,
                person=cast.cleo,
                about=getattr(cast, about) if about else None,
                week=150 - weeks,
                first_at=at,
                last_at=at,
                pieces=5,
                others=1,
                people=4,
                made_at=at,
            )

    return build


@pytest.fixture
def slow(noticed):
    noticed(1, 2)


def compose(client, *people, **more):
    ids = "&".join(f"to={person.pk}" for person in people)
    return client.get(f"/feedback/give/?{ids}", follow=True, **more).content.decode()


# The hint


def test_a_hint_stands_beside_the_form_for_its_writer_alone(noticed, client_for, cleo, ada, ben):
    noticed(1)
    page = compose(client_for(cleo), ben)
    assert "you gave Ben 5 improvements and 1 piece of praise" in page
    assert "Nobody else sees this." in page
    assert 'href="/protection/"' in page
    assert "weekly batch" not in page
    assert "5 improvements" not in compose(client_for(cleo), ada)
    assert "5 improvements" not in compose(client_for(ada), ben)


@pytest.mark.parametrize(
    ("pattern", "about", "words"),
    [
        ("in_kind", "ben", "answered an improvement from Ben with one of your own"),
        ("ring", None, "5 of the 1 pieces of praise you gave went round"),
        ("same_text", None, "You sent the same words to 4 people"),
    ],
)
def test_each_pattern_has_a_hint_of_its_own(
    noticed, client_for, api_for, cleo, ben, pattern, about, words
):
    noticed(1, pattern=pattern, about=about)
    assert words in compose(client_for(cleo), ben)
    (hint,) = api_for(cleo).get(f"/api/v1/protection?to={ben.pk}").json()["hints"]
    assert hint["pattern"] == pattern
    assert hint["about"] == ({"id": str(ben.pk), "name": ben.name} if about else None)


def test_what_many_wrote_to_somebody_is_no_hint_to_anybody(noticed, client_for, cleo, ben):
    noticed(1, 2, pattern="many_givers", about=None)
    assert "Nobody else sees this" not in compose(client_for(cleo), ben)


def test_a_hint_goes_after_four_weeks(noticed, client_for, cleo, ben):
    noticed(5)
    assert "Nobody else sees this" not in compose(client_for(cleo), ben)


def test_a_hint_never_blocks(noticed, client_for, cleo, ben, form):
    noticed(1)
    answer = client_for(cleo).post("/feedback/give/", form(ben, kind="improvement"))
    assert answer.status_code == 303
    assert Feedback.objects.get().held_until is None


# The weekly batch


def test_noticed_in_two_weeks_an_improvement_waits_and_the_giver_is_told_before(
    slow, client_for, cleo, ben, form
):
    client, sent = client_for(cleo), form(ben, kind="improvement")
    told = client.post("/feedback/give/", sent)
    assert told.status_code == 422
    assert "Not sent yet. This waits for the weekly batch" in told.content.decode()
    assert sent["behaviour"] in told.content.decode()
    assert not Feedback.objects.exists()
    page = compose(client, ben)
    assert "Monday 16 November" in page
    assert 'name="told"' in page
    answer = client.post("/feedback/give/", {**sent, "told": "1"}, follow=True)
    assert Feedback.objects.get().held_until == MONDAY
    shown = answer.content.decode()
    assert "This goes out to Ben with the weekly batch: Monday 16 November" in shown
    assert "Only you can read this." in shown
    assert "Goes out to Ben with the weekly batch" in shown
    assert "Goes out" in client.get("/feedback/?box=given").content.decode()


def test_what_waits_is_there_for_nobody_else(slow, given, client_for, api_for, cast):
    piece = given("cleo", "ben", kind="improvement", readers="recipient_and_coaches")
    assert not Notification.objects.exists()
    for person in (cast.ben, cast.ada, cast.root):
        assert client_for(person).get(f"/feedback/{piece.pk}/").status_code == 404
        assert api_for(person).get(f"/api/v1/feedback/{piece.pk}").status_code == 404
        assert api_for(person).get("/api/v1/feedback").json()["results"] == []
    own = api_for(cast.cleo).get(f"/api/v1/feedback/{piece.pk}").json()
    assert datetime.fromisoformat(own["waits_until"]) == MONDAY
    answer = api_for(cast.cleo).post(f"/api/v1/feedback/{piece.pk}/reply", {"text": "And more."})
    assert answer.status_code == 403


def test_the_batch_is_released_once_and_told(slow, given, client_for, cast, now):
    piece = given("cleo", "ben", kind="improvement")
    assert release_due(at=MONDAY - timedelta(minutes=1)) == 0
    assert release_due(at=MONDAY + timedelta(hours=5)) == 1
    assert release_due(at=MONDAY + timedelta(hours=6)) == 0
    piece.refresh_from_db()
    assert (piece.held_until, piece.given_at) == (None, MONDAY)
    row = Notification.objects.get(kind="feedback.received", channel="app")
    assert (row.person, row.actor, row.subject) == (cast.ben, cast.cleo, piece.pk)
    assert client_for(cast.ben).get(f"/feedback/{piece.pk}/").status_code == 200
    assert AuditEntry.objects.filter(action="feedback.release_batch", by=None).count() == 1


def test_it_can_be_taken_back_until_it_goes(slow, given, cleo, ben, now):
    piece = given("cleo", "ben", kind="improvement")
    withdraw(piece, by=cleo, at=MONDAY - timedelta(minutes=1))
    assert release_due(at=MONDAY) == 0
    piece.refresh_from_db()
    assert piece.withdrawn_at
    assert piece.held_until is None


def test_praise_others_and_switching_it_off_slow_nothing(slow, given, api_for, cast, now):
    assert given("cleo", "ben").held_until is None
    assert given("cleo", "dora", kind="improvement").held_until is None
    body = {"improvements_for_a_pair": 2, "pieces_of_a_giver": 20, "uses_slow_mode": False}
    assert api_for(cast.root).put("/api/v1/protection/settings", body).status_code == 200
    assert given("cleo", "ben", kind="improvement").held_until is None


def test_four_weeks_without_it_end_it(noticed, given):
    noticed(5, 6)
    assert given("cleo", "ben", kind="improvement").held_until is None


def test_the_same_words_again_and_again_slow_improvements_to_everybody(
    noticed, given, api_for, cast
):
    noticed(1, 2, pattern="same_text", about=None)
    assert given("cleo", "dora", kind="improvement").held_until == MONDAY
    slow = api_for(cast.cleo).get(f"/api/v1/protection?to={cast.dora.pk}").json()
    assert [person["name"] for person in slow["slow"]] == [cast.dora.name]
    assert datetime.fromisoformat(slow["released_at"]) == MONDAY


def test_what_waits_keeps_the_limits_and_counts_by_its_release(slow, given, cast, now):
    given("cleo", "ben", kind="improvement")
    given("cleo", "ben", kind="improvement")
    with pytest.raises(EnoughForNow):
        given("cleo", "ben", kind="improvement")
    window = window_at(now)
    assert count(window, setting_in_force(window))[0].improvements == 0
    assert look_for_patterns(at=now)["one_on_one"] == 0
    release_due(at=MONDAY)
    assert count(window, setting_in_force(window))[0].improvements == 2


def test_what_is_released_to_somebody_who_pauses_is_kept_aside(slow, given, cast, now):
    piece = given("cleo", "ben", kind="improvement")
    Pause.objects.create(person=cast.ben, giver=cast.cleo, since_at=now)
    release_due(at=MONDAY)
    piece.refresh_from_db()
    assert piece.kept_aside_at == MONDAY


def test_with_somebody_who_left_it_counts_while_both_were_here(slow, given, cast, now):
    from accounts.services.people import deactivate

    piece = given("cleo", "ben", kind="improvement")
    deactivate(cast.ben, by=cast.root, at=now + timedelta(days=1))
    release_due(at=MONDAY)
    piece.refresh_from_db()
    assert piece.given_at == now + timedelta(days=1)


def test_the_batch_goes_on_mondays():
    sunday, monday = datetime(2026, 11, 15, 23, 0, tzinfo=UTC), MONDAY - timedelta(minutes=1)
    assert limits.next_batch(sunday) == limits.next_batch(monday) == MONDAY
    assert limits.next_batch(MONDAY) == MONDAY + limits.A_WEEK


def test_the_composer_stays_cheap_with_hints(slow, noticed, client_for, cleo, ben, given):
    noticed(1, 2, pattern="same_text", about=None)
    client, url = (
        client_for(cleo),
        f"/feedback/give/3f8f0f52-0000-4000-8000-000000000001/?to={ben.pk}",
    )
    client.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) <= 12
