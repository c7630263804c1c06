"""Somebody takes no feedback for a while, and nobody can tell."""

import re
from datetime import timedelta
from difflib import unified_diff

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import Feedback, Pause, Reply
from feedback.selectors.ratio import mirror_of
from feedback.services import mark_read, reply
from feedback.services.giving import Piece, give
from feedback.services.pauses import CannotPause, NotPaused, end_pause, let_in, pause
from feedback.services.ratio import setting_in_force
from feedback.services.ratio.counting import count
from feedback.windows import window_at
from notifications import bell
from tests.feedback.conftest import IMPROVEMENT

pytestmark = pytest.mark.usefixtures("_at_now")

CHANGES = re.compile(
    r'name="(csrfmiddlewaretoken|idempotency_key)" value="[^"]*"|X-CSRFToken[^}]*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
)


@pytest.fixture
def paused(cast, now):
    """ben pauses cleo."""
    return pause(giver=cast.cleo, by=cast.ben, at=now - timedelta(hours=1))


def play(client, caller, ben, form, clock, now):
    """Let a giver do all that a giver can, and return what they are answered, ids blotted out."""
    sent = form(ben, kind="improvement", readers="recipient_and_coaches")
    clock.move_to(now, tick=False)
    answers = [client.post("/feedback/give/", sent, follow=True)]
    url = answers[0].redirect_chain[-1][0]
    pk = url.split("/")[2]
    clock.move_to(now + timedelta(minutes=1), tick=False)  # so that there is one order
    answers += [
        caller.post("/api/v1/feedback", {**sent, "kind": "praise", "readers": "everyone"}),
        client.get(url),
        client.post(f"{url}reply/", {"text": "One more thing."}, follow=True),
        client.post(f"{url}thank/", {"text": "Thanks."}),
        client.get("/feedback/?box=given"),
        client.get("/feedback/?box=wall"),
        client.get("/search/?q=hand-over"),
        client.get(f"/feedback/give/?to={ben.pk}", follow=True),
        client.get("/ratios/"),
        client.get(f"/people/{ben.pk}/"),
        client.get(f"/dialogue/{ben.pk}/"),
        client.get("/notifications/"),
        caller.get(f"/api/v1/feedback/{pk}"),
        caller.get("/api/v1/feedback?box=given"),
        caller.get("/api/v1/feedback?box=wall"),
        caller.get("/api/v1/ratios/me"),
        caller.get(f"/api/v1/protection?to={ben.pk}"),
        client.post(f"{url}withdraw/"),
    ]
    return [
        line
        for one in answers
        for line in (str(one.status_code), *CHANGES.sub("", one.content.decode()).splitlines())
    ]


@pytest.mark.parametrize("of_everyone", [False, True])
def test_a_giver_is_answered_the_same_with_a_pause_and_without(
    client_for, api_for, cast, form, now, of_everyone, time_machine
):
    giver, recipient = cast.cleo, cast.ben
    before = play(client_for(giver), api_for(giver), recipient, form, time_machine, now)
    Feedback.objects.all().delete()
    pause(giver=None if of_everyone else giver, by=recipient, at=now - timedelta(hours=1))
    after = play(client_for(giver), api_for(giver), recipient, form, time_machine, now)
    changed = list(unified_diff(before, after, n=0))
    assert not changed, "\n".join(changed)
    assert Feedback.objects.exclude(kept_aside_at=None).count() == 2


def test_giving_takes_the_same_statements_with_a_pause_and_without(given, cast, now):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            given("cleo", "ben")
        return [re.sub(r"'[^']*'|\d+", "?", query["sql"])[:80] for query in asked]

    before = statements()
    pause(giver=cast.cleo, by=cast.ben, at=now - timedelta(hours=1))
    assert statements() == before


def test_what_comes_meanwhile_is_missing_for_its_recipient_alone(
    paused, given, client_for, api_for, cast, now
):
    piece = given("cleo", "ben", readers="recipient_and_coaches")
    caller = api_for(cast.ben)
    assert client_for(cast.ben).get(f"/feedback/{piece.pk}/").status_code == 404
    assert caller.get("/api/v1/feedback").json()["results"] == []
    assert "before the crew left" not in client_for(cast.ben).get("/").content.decode()
    assert "before the crew" not in client_for(cast.ben).get("/search/?q=crew").content.decode()
    composer = client_for(cast.ben).get(f"/feedback/give/?to={cast.cleo.pk}", follow=True)
    assert "before the crew left" not in composer.content.decode()
    assert bell.number_waiting(cast.ben, at=now) == 0
    assert mirror_of(cast.ben, at=now).received.praise == 0
    assert mirror_of(cast.cleo, at=now).given.praise == 1
    window = window_at(now)
    assert count(window, setting_in_force(window))[0].praise == 1
    assert client_for(cast.ada).get(f"/feedback/{piece.pk}/").status_code == 200


def test_praise_on_the_wall_stands_there_as_ever(paused, given, client_for, api_for, cast):
    piece = given("cleo", "ben", readers="everyone")
    assert client_for(cast.dora).get(f"/feedback/{piece.pk}/").status_code == 200
    page = client_for(cast.ben).get(f"/feedback/{piece.pk}/")
    assert page.status_code == 200
    piece.refresh_from_db()
    assert piece.read_at is None
    assert api_for(cast.ben).get("/api/v1/feedback?box=received").json()["results"] == []
    assert client_for(cast.ben).post(f"/feedback/{piece.pk}/take-off-wall/").status_code == 303


def test_others_are_not_paused_and_what_was_asked_for_comes(paused, given, cast, now):
    assert given("dora", "ben").kept_aside_at is None
    what = Piece(**IMPROVEMENT)
    (piece,) = give([cast.ben], what=what, by=cast.cleo, at=now, asked_at=now)
    assert piece.kept_aside_at is None


def test_a_reply_of_somebody_paused_waits_too(given, client_for, api_for, cast, now):
    piece = given("cleo", "ben")
    mark_read(piece, by=cast.ben, at=now)
    begun = pause(giver=cast.cleo, by=cast.ben, at=now)
    said = reply(piece, text="Did you hear me?", by=cast.cleo, at=now)
    assert "Did you hear" in client_for(cast.cleo).get(f"/feedback/{piece.pk}/").content.decode()
    assert "Did you hear" not in client_for(cast.ben).get(f"/feedback/{piece.pk}/").content.decode()
    assert api_for(cast.ben).get(f"/api/v1/feedback/{piece.pk}").json()["replies"] == []
    assert Reply.objects.get().read_at is None
    assert bell.number_waiting(cast.ben, at=now) == 0
    end_pause(begun, lets_in=True, by=cast.ben, at=now)
    said.refresh_from_db()
    assert said.kept_aside_at is None
    assert bell.number_waiting(cast.ben, at=now) == 1


def test_on_the_page_one_person_is_paused_and_what_came_is_let_in(
    client_for, given, cast, now, time_machine
):
    client = client_for(cast.ben)
    page = client.get(f"/protection/pauses/?from={cast.cleo.pk}").content.decode()
    assert cast.cleo.name in page
    sent = {"whom": "one", "giver": str(cast.cleo.pk), "until": "2026-11-30"}
    assert client.post("/protection/pauses/", sent).status_code == 303
    begun = Pause.objects.get()
    assert begun.ends_at.isoformat() == "2026-11-30T23:00:00+00:00"  # midnight in Bergen
    given("cleo", "ben", at=now)
    page = client.get("/protection/pauses/").content.decode()
    assert "Kept aside" in page
    assert "1 piece" in page
    answer = client.post(f"/protection/pauses/{begun.pk}/end/", {"lets_in": "on"}, follow=True)
    assert "1 piece of feedback came in" in answer.content.decode()
    assert bell.number_waiting(cast.ben, at=now) == 1


def test_left_aside_it_stays_until_it_is_let_in(paused, client_for, given, cast, now):
    given("cleo", "ben", at=now)
    given("cleo", "ben", at=now, readers="recipient_and_coaches")
    client = client_for(cast.ben)
    answer = client.post(f"/protection/pauses/{paused.pk}/end/", follow=True).content.decode()
    assert "stays aside" in answer
    assert "2 pieces" in answer
    assert Feedback.objects.kept_aside_from(cast.ben).count() == 2
    answer = client.post("/protection/let-in/", {"giver": str(cast.cleo.pk)}, follow=True)
    assert "2 pieces of feedback came in" in answer.content.decode()
    again = client.post("/protection/let-in/", follow=True).content.decode()
    assert "Nothing was waiting." in again


def test_what_another_pause_holds_stays_aside(paused, given, cast, now):
    everyone = pause(giver=None, by=cast.ben, at=now)
    given("cleo", "ben", at=now)
    assert end_pause(paused, lets_in=True, by=cast.ben, at=now) == 0
    assert let_in(cast.ben, giver=cast.cleo, at=now) == 0
    assert end_pause(everyone, lets_in=True, by=cast.ben, at=now) == 1


def test_a_pause_runs_out_by_itself_and_a_new_one_can_begin(given, cast, now):
    first = pause(giver=cast.cleo, by=cast.ben, at=now - timedelta(days=3), ends_at=now)
    assert given("cleo", "ben", at=now).kept_aside_at is None
    pause(giver=cast.cleo, by=cast.ben, at=now)
    first.refresh_from_db()
    assert first.ended_at == now


def test_what_cannot_be_paused_is_said(client_for, cast, now):
    client = client_for(cast.ben)

    def refused(**sent):
        answer = client.post("/protection/pauses/", sent)
        assert answer.status_code == 422
        return answer.content.decode()

    assert "Choose one person." in refused(whom="one")
    assert "Choose one person or everyone." in refused(whom="nobody")
    assert "You give yourself no feedback." in refused(whom="one", giver=str(cast.ben.pk))
    assert "still to come" in refused(whom="everyone", until="2026-11-01")
    assert "Write a day such as" in refused(whom="everyone", until="soon")
    assert not Pause.objects.exists()
    pause(giver=None, by=cast.ben, at=now)
    assert "This is paused already." in refused(whom="everyone")


def test_people_are_found_without_a_script(client_for, cast):
    sent = {"whom": "one", "find": "1", "q": "cleo"}
    page = client_for(cast.ben).post("/protection/pauses/", sent)
    assert page.status_code == 200
    assert cast.cleo.name in page.content.decode()


def test_a_double_click_pauses_once(client_for, cast):
    sent = {"whom": "everyone", "idempotency_key": "7a9ac3f2-0000-4000-8000-000000000001"}
    client = client_for(cast.ben)
    assert {client.post("/protection/pauses/", sent).status_code for _time in range(2)} == {303}
    assert Pause.objects.count() == 1


def test_by_call(api_for, given, cast, now):
    caller = api_for(cast.ben)
    made = caller.post("/api/v1/pauses", {"person": str(cast.cleo.pk), "until": "2026-12-24"})
    assert made.status_code == 201
    assert made.json()["person"] == {"id": str(cast.cleo.pk), "name": cast.cleo.name}
    assert made.json()["ends_at"] == "2026-12-25T00:00:00+01:00"  # the day is over in Bergen
    given("cleo", "ben", at=now)
    (line,) = caller.get("/api/v1/pauses/let-in").json()["results"]
    assert line["pieces"] == 1
    url = f"/api/v1/pauses/{made.json()['id']}/end"
    assert caller.post(url, {"lets_in": False}).json() == {"came_in": 0}
    assert caller.post(url).status_code == 422
    assert caller.post("/api/v1/pauses/let-in", {"person": str(cast.cleo.pk)}).json() == {
        "came_in": 1
    }
    assert caller.post("/api/v1/pauses", {"person": str(made.json()["id"])}).status_code == 422
    assert [one["ended"] for one in caller.get("/api/v1/pauses").json()["results"]] == [True]
    everyone = caller.post("/api/v1/pauses", {})
    assert (everyone.status_code, everyone.json()["person"]) == (201, None)
    assert api_for(cast.cleo).get("/api/v1/pauses").json()["results"] == []


def test_a_pause_is_ended_once_by_its_person(paused, cast, now):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        end_pause(paused, lets_in=True, by=cast.cleo, at=now)
    end_pause(paused, lets_in=False, by=cast.ben, at=now)
    with pytest.raises(NotPaused):
        end_pause(paused, lets_in=False, by=cast.ben, at=now)
    with pytest.raises(CannotPause):
        pause(giver=cast.ben, by=cast.ben, at=now)


def test_the_page_costs_the_same_at_two_sizes(client_for, given, cast, now):
    client = client_for(cast.ben)
    pause(giver=cast.cleo, by=cast.ben, at=now)
    given("cleo", "ben", at=now)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/protection/pauses/")
        return len(queries)

    asked()
    few = asked()
    for giver in (cast.ada, cast.dora, cast.tess):
        pause(giver=giver, by=cast.ben, at=now)
        given(giver.called.lower(), "ben", at=now)
    assert asked() == few <= 12
