"""A piece goes out at the moment its giver chose; until then it is there for its giver alone."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.models import Feedback
from feedback.services import send_now, withdraw
from feedback.services.batches import NotScheduled, release_due
from feedback.services.giving import EnoughForNow
from feedback.services.pauses import pause
from feedback.services.ratio import setting_in_force
from feedback.services.ratio.counting import count
from feedback.windows import window_at
from notifications.models import Notification
from tests.feedback.conftest import PRAISE

pytestmark = pytest.mark.usefixtures("_at_now")


@pytest.fixture
def scheduled(given, now):
    """Cleo's words for ben, to go out in three days."""

    def build(*people, **words):
        return given("cleo", *people, send_at=now + timedelta(days=3), at=now, **words)

    return build


def test_it_is_chosen_on_the_givers_clock_and_nobody_else_reads_it_yet(
    client_for, api_for, cast, form
):
    cast.cleo.time_zone = "Asia/Tokyo"
    cast.cleo.save(update_fields=["time_zone"])
    client = client_for(cast.cleo)
    chosen = {"send_on": "2026-11-16", "send_clock": "09:30"}
    page = client.post("/feedback/give/", form(cast.ben, **chosen), follow=True)
    piece = Feedback.objects.get()
    assert piece.held_until == piece.send_at == datetime(2026, 11, 16, 0, 30, tzinfo=UTC)
    assert "This goes out to Ben as you chose" in page.content.decode()
    assert "Goes out" in client.get("/feedback/?box=given").content.decode()
    assert client_for(cast.ben).get(f"/feedback/{piece.pk}/").status_code == 404
    assert api_for(cast.ben).get(f"/api/v1/feedback/{piece.pk}").status_code == 404
    assert not Notification.objects.exists()
    client.post("/feedback/give/", form(cast.ben, send_on="2026-11-17"))
    later = Feedback.objects.order_by("send_at").last()
    assert later.send_at == datetime(2026, 11, 16, 23, 0, tzinfo=UTC)  # eight in the morning


def test_the_moment_lies_ahead_and_within_sixty_days(client_for, api_for, cast, form, now):
    call = api_for(cast.cleo)
    body = {**PRAISE, "recipients": [str(cast.ben.pk)]}
    for moment, said in (
        (now - timedelta(minutes=1), "Choose a moment that is still to come"),
        (now + timedelta(days=60, minutes=1), "Choose a day within the next 60 days."),
    ):
        answer = call.post("/api/v1/feedback", {**body, "send_at": moment.isoformat()})
        assert answer.status_code == 422
        assert said in answer.json()["errors"]["send_at"]
    assert call.post("/api/v1/feedback", {**body, "send_at": "soon"}).status_code == 422
    client = client_for(cast.cleo)
    for typed, said in (
        ({"send_on": "2026-01-01"}, "Choose a moment that is still to come"),
        ({"send_on": "2028-01-01"}, "Choose a day within the next 60 days."),
        ({"send_on": "soon"}, "Choose a day from the calendar."),
        ({"send_on": "2026-11-20", "send_clock": "late"}, "Write the time as hours and minutes"),
        ({"send_clock": "08:00"}, "Choose a day too"),
    ):
        page = client.post("/feedback/give/", form(cast.ben, **typed))
        assert page.status_code == 422
        assert said in page.content.decode()
    assert not Feedback.objects.exists()
    latest = (now + timedelta(days=60)).isoformat()
    assert call.post("/api/v1/feedback", {**body, "send_at": latest}).status_code == 201


def test_it_goes_out_once_and_counts_from_then_on(scheduled, cast, now):
    piece = scheduled("ben")
    moment = now + timedelta(days=3)
    week = window_at(now)
    assert count(week, setting_in_force(week))[0].praise == 0
    assert release_due(at=moment - timedelta(seconds=1)) == 0
    assert release_due(at=moment + timedelta(minutes=4)) == 1
    assert release_due(at=moment + timedelta(minutes=4)) == 0
    piece.refresh_from_db()
    assert (piece.given_at, piece.held_until, piece.written_at) == (moment, None, now)
    assert Feedback.objects.visible_to(cast.ben).get() == piece
    assert Notification.objects.filter(channel="email").get().person == cast.ben


def test_it_is_sent_now_or_taken_back_by_its_giver_alone(scheduled, client_for, api_for, cast, now):
    piece, other = scheduled("ben"), scheduled("ada")
    for person in (cast.ben, cast.dora):
        assert client_for(person).post(f"/feedback/{piece.pk}/send-now/").status_code == 404
    page = client_for(cast.cleo).post(f"/feedback/{piece.pk}/send-now/", follow=True)
    assert "Sent to Ben" in page.content.decode()
    piece.refresh_from_db()
    assert (piece.given_at, piece.held_until) == (now, None)
    assert client_for(cast.ben).post(f"/feedback/{piece.pk}/send-now/").status_code == 403
    again = api_for(cast.cleo).post(f"/api/v1/feedback/{piece.pk}/send-now")
    assert again.status_code == 422
    withdraw(other, by=cast.cleo, at=now + timedelta(days=2))
    with pytest.raises(NotScheduled):
        send_now(other, by=cast.cleo, at=now)
    assert release_due(at=now + timedelta(days=9)) == 0
    third = scheduled("dora")
    answer = api_for(cast.cleo).post(f"/api/v1/feedback/{third.pk}/send-now")
    assert (answer.status_code, answer.json()["waits_until"]) == (200, None)


def test_several_people_get_theirs_at_the_same_moment(client_for, cast, form):
    sent = form(cast.ben, cast.ada, send_on="2026-11-16")
    page = client_for(cast.cleo).post("/feedback/give/", sent, follow=True)
    assert "Goes out " in page.content.decode()
    assert Feedback.objects.filter(held_until__isnull=False).count() == 2


def test_slow_mode_and_pauses_are_asked_when_it_goes_out(
    scheduled, noticed_twice, client_for, cast, now
):
    moment = now + timedelta(days=3)
    lesson = scheduled("ben", kind="improvement")
    praise = scheduled("ben")
    pause(giver=cast.cleo, by=cast.ben, at=now)
    noticed_twice()
    assert release_due(at=moment) == 2
    lesson.refresh_from_db()
    praise.refresh_from_db()
    assert lesson.held_until > moment
    assert not lesson.is_scheduled
    assert praise.kept_aside_at == moment
    page = client_for(cast.cleo).get(f"/feedback/{lesson.pk}/").content.decode()
    assert "with the weekly batch" in page
    assert release_due(at=lesson.held_until) == 1
    lesson.refresh_from_db()
    assert (lesson.held_until, lesson.kept_aside_at is None) == (None, False)


def test_sent_at_once_in_slow_mode_it_joins_the_batch(scheduled, noticed_twice, client_for, cast):
    lesson = scheduled("ben", kind="improvement")
    noticed_twice()
    page = client_for(cast.cleo).post(f"/feedback/{lesson.pk}/send-now/", follow=True)
    assert "Goes out to Ben with the weekly batch" in page.content.decode()


def test_an_answer_to_a_question_goes_out_whatever_its_asker_pauses(given, cast, now):
    piece = given("cleo", "ben", send_at=now + timedelta(days=3), at=now)
    Feedback.objects.filter(pk=piece.pk).update(asked_at=now)
    pause(giver=cast.cleo, by=cast.ben, at=now)
    release_due(at=now + timedelta(days=3))
    piece.refresh_from_db()
    assert (piece.held_until, piece.kept_aside_at) == (None, None)


def test_limits_count_when_it_is_written(scheduled, given, cast, now):
    scheduled("ben", kind="improvement")
    scheduled("ben", kind="improvement")
    with pytest.raises(EnoughForNow):  # two wait for ben
        given("cleo", "ben", kind="improvement", at=now + timedelta(days=8))
    moment = now + timedelta(days=3)
    release_due(at=moment)
    from feedback.selectors.room import spent_by

    assert spent_by(cast.cleo, at=now).today == 2
    assert spent_by(cast.cleo, at=moment + timedelta(hours=1)).today == 0
