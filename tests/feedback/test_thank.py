"""The recipient says thanks, and perhaps what they will try."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditEntry
from feedback.services import mark_read, thank, withdraw
from notifications.kinds import still_due
from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("_at_now")


def thank_url(feedback):
    return reverse("feedback_thank", args=[feedback.pk])


def test_thanks_are_seen_by_the_giver(given, client_for, ben, cleo):
    feedback = given()
    typed = {"text": "That helped.\r\nReally.", "will_try": " Read the  list aloud "}
    answer = client_for(ben).post(thank_url(feedback), typed)
    assert answer.status_code == 303
    page = client_for(cleo).get(feedback.get_absolute_url()).content.decode()
    assert "That helped.<br>Really." in page
    assert "What Ben will try" in page
    assert "Read the list aloud" in page


def test_thanks_are_between_the_two_sides(given, api_for, cast, now):
    feedback = given("cleo", "ben", readers="recipient_and_coaches")
    thank(feedback, text="Private thanks.", will_try="Something", by=cast.ben, at=now)
    url = f"/api/v1/feedback/{feedback.pk}"
    assert api_for(cast.cleo).get(url).json()["thanks"]["text"] == "Private thanks."
    assert api_for(cast.ada).get(url).json()["thanks"] is None
    page = api_for(cast.ada).get(feedback.get_absolute_url()).content.decode()
    assert "Private thanks." not in page
    assert "Asked and answered" not in page


def test_a_plain_thank_you_is_enough_and_is_told_once(given, api_for, ben, cleo, now):
    feedback = given()
    url = f"/api/v1/feedback/{feedback.pk}/thank"
    answer = api_for(ben).post(url)
    assert answer.status_code == 200
    assert answer.json()["thanks"] == {"text": "", "will_try": "", "thanked_on": "2026-11-12"}
    answer = api_for(ben).post(url, {"text": "With words now.", "will_try": "Ask first"})
    assert answer.json()["thanks"]["will_try"] == "Ask first"
    told = Notification.objects.filter(kind="feedback.thanked", channel="app")
    assert [(row.person, row.actor) for row in told] == [(cleo, ben)]
    assert AuditEntry.objects.filter(action="feedback.thank", words="").count() == 2


def test_thanks_that_were_seen_are_not_told(given, ben, cleo, now):
    feedback = given()
    thank(feedback, text="", will_try="", by=ben, at=now)
    due = Notification.objects.filter(still_due(now), kind="feedback.thanked")
    assert due.exists()
    mark_read(feedback, by=cleo, at=now)
    assert not due.all().exists()


def test_recipient_giver_and_stranger(given, client_for, api_for, ben, cleo, dora):
    feedback = given("cleo", "ben")
    for person, code in ((cleo, 403), (dora, 404), (ben, 303)):
        assert client_for(person).post(thank_url(feedback)).status_code == code
        call = api_for(person).post(f"/api/v1/feedback/{feedback.pk}/thank")
        assert call.status_code == (200 if code == 303 else code)


def test_what_cannot_be_kept_stands_in_the_form(given, client_for, api_for, ben):
    feedback = given()
    typed = {"text": "x" * 10_001, "will_try": "y" * 301}
    page = client_for(ben).post(thank_url(feedback), typed)
    assert page.status_code == 422
    assert "Shorten this to 10,000 characters." in page.content.decode()
    assert "Shorten this to 300 characters." in page.content.decode()
    assert "x" * 10_001 in page.content.decode()
    answer = api_for(ben).post(f"/api/v1/feedback/{feedback.pk}/thank", typed)
    assert set(answer.json()["errors"]) == {"text", "will_try"}
    assert client_for(ben).post(thank_url(feedback), {"will_try": "nul\x00"}).status_code == 422


def test_nobody_thanks_for_what_was_taken_back(given, ben, cleo, now):
    feedback = given()
    withdraw(feedback, by=cleo, at=now)
    with pytest.raises(PermissionDenied):
        thank(feedback, text="", will_try="", by=ben, at=now)


def test_htmx_gets_the_piece_and_the_message(given, client_for, ben):
    feedback = given()
    answer = client_for(ben).post(thank_url(feedback), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "<html" not in body
    assert "You said thanks today" in body
    assert "Cleo will see it" in body
    assert "HX-Request" in answer["Vary"]
