"""Giver and recipient write to each other below a piece."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.services.people import deactivate
from core import drafts
from feedback.models import Reply
from feedback.services import mark_read, reply, withdraw
from notifications.kinds import still_due
from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("_at_now")


def reply_url(feedback):
    return reverse("feedback_reply", args=[feedback.pk])


def test_both_sides_write_and_read(given, client_for, api_for, ben, cleo):
    feedback = given()
    assert client_for(ben).post(reply_url(feedback), {"text": "Which one?"}).status_code == 303
    answer = api_for(cleo).post(f"/api/v1/feedback/{feedback.pk}/reply", {"text": "<b>Tuesday's"})
    assert answer.status_code == 201
    assert answer.json()["author"]["name"] == "Cleo Adeyemi"
    page = client_for(ben).get(feedback.get_absolute_url()).content.decode()
    assert "Which one?" in page
    assert "&lt;b&gt;Tuesday" in page
    assert "Only you and Cleo read this" in page


def test_the_thread_reads_downwards(given, ben, cleo, now):
    feedback = given()
    for minutes, (person, text) in enumerate([(ben, "When?"), (cleo, "Monday."), (ben, "Ah.")]):
        reply(feedback, text=text, by=person, at=now + timedelta(minutes=minutes))
    thread = Reply.objects.visible_to(cleo).oldest_first()
    assert [answer.text for answer in thread] == ["When?", "Monday.", "Ah."]


def test_the_thread_is_between_the_two_sides(given, api_for, cast, now):
    feedback = given("cleo", "ben", readers="everyone")
    reply(feedback, text="Between us.", by=cast.ben, at=now)
    for name in ("ada", "dora", "root", "tess", "zoe"):
        assert not Reply.objects.visible_to(getattr(cast, name)).exists()
    for name in ("ada", "root"):
        answer = api_for(getattr(cast, name)).get(f"/api/v1/feedback/{feedback.pk}")
        assert answer.json()["replies"] == []
        assert (
            "Between us."
            not in api_for(getattr(cast, name)).get(feedback.get_absolute_url()).content.decode()
        )
    for name in ("ben", "cleo"):
        assert Reply.objects.visible_to(getattr(cast, name)).exists()
    withdraw(feedback, by=cast.cleo, at=now)
    for name in ("ben", "cleo"):
        assert not Reply.objects.visible_to(getattr(cast, name)).exists()
    with pytest.raises(PermissionDenied):
        reply(feedback, text="Gone?", by=cast.ben, at=now)


def test_sides_readers_and_strangers(given, client_for, api_for, cast):
    feedback = given("cleo", "ben", readers="recipient_and_coaches")
    for name, code in (("ada", 403), ("dora", 404)):
        person = getattr(cast, name)
        assert client_for(person).post(reply_url(feedback), {"text": "Hm."}).status_code == code
        call = api_for(person).post(f"/api/v1/feedback/{feedback.pk}/reply", {"text": "Hm."})
        assert call.status_code == code
    assert not Reply.objects.exists()


def test_the_other_side_is_told_until_they_read_it(given, ben, cleo, now):
    feedback = given()
    answer = reply(feedback, text="When?", by=ben, at=now)
    due = Notification.objects.filter(still_due(now), kind="feedback.replied", channel="app")
    assert [(row.person, row.subject) for row in due] == [(cleo, answer.pk)]
    mark_read(feedback, by=cleo, at=now)
    assert not due.all().exists()


@pytest.mark.parametrize("text", ["", " \r\n ", "\u200b", "x" * 10_001, "nul\x00"])
def test_a_reply_needs_words(given, client_for, api_for, ben, text):
    feedback = given()
    page = client_for(ben).post(reply_url(feedback), {"text": text})
    assert page.status_code == 422
    assert 'id="id_text_error"' in page.content.decode()
    answer = api_for(ben).post(f"/api/v1/feedback/{feedback.pk}/reply", {"text": text})
    assert answer.status_code in (400, 422)
    assert not Reply.objects.exists()


def test_a_double_click_writes_once(given, client_for, ben):
    feedback, key = given(), str(uuid.uuid4())
    client = client_for(ben)
    for _click in range(2):
        client.post(reply_url(feedback), {"text": "Once.", "idempotency_key": key})
    assert Reply.objects.count() == 1


def test_a_key_that_is_none_shows_the_form_again(given, client_for, ben):
    answer = client_for(ben).post(reply_url(given()), {"text": "Once.", "idempotency_key": "x"})
    assert answer.status_code == 422
    assert "Once." in answer.content.decode()


def test_nobody_writes_to_somebody_who_has_left(given, client_for, cast, now):
    feedback = given()
    deactivate(cast.cleo, by=cast.root, at=now)
    answer = client_for(cast.ben).post(reply_url(feedback), {"text": "Are you there?"})
    assert answer.status_code == 422
    page = client_for(cast.ben).get(feedback.get_absolute_url()).content.decode()
    assert "Cleo Adeyemi has left and reads nothing any more." in page


def test_what_was_begun_stands_in_the_form_and_is_forgotten_when_sent(given, client_for, ben, now):
    feedback = given()
    key = f"reply/{feedback.pk}"
    drafts.save(ben, key, fields={"text": "I began to"}, version=0, at=now)
    thanks = f"thanks/{feedback.pk}"
    drafts.save(ben, thanks, fields={"will_try": "Slow down"}, version=0, at=now)
    page = client_for(ben).get(feedback.get_absolute_url()).content.decode()
    assert "I began to" in page
    assert "Slow down" in page
    client_for(ben).post(reply_url(feedback), {"text": "I began to write."})
    assert drafts.find(ben, key) is None
    assert drafts.find(ben, thanks)


@pytest.mark.parametrize(
    ("constraint", "text"), [("a_reply_has_words", "\n "), ("a_reply_has_an_end", "x" * 10_001)]
)
def test_the_database_keeps_the_rules(given, ben, now, constraint, text):
    row = Reply(feedback=given(), author=ben, text=text, at=now)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)
