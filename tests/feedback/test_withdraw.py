"""Taking feedback back within 15 minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import AuditEntry, Draft
from feedback.models import Feedback
from feedback.services import withdraw, withdraw_all
from feedback.services.withdrawing import AlreadyWithdrawn, TooLateToWithdraw
from notifications.kinds import still_due
from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("_at_now")


def withdraw_url(feedback):
    return reverse("feedback_withdraw", args=[feedback.pk])


def test_the_giver_gets_the_words_back_as_a_draft(given, client_for, cleo, ben, now):
    feedback = given("cleo", "ben", kind="improvement")
    answer = client_for(cleo).post(withdraw_url(feedback), follow=True)
    page = answer.content.decode()
    draft = Draft.objects.get(owner=cleo)
    assert answer.redirect_chain == [
        (f"/feedback/give/{draft.key.removeprefix('feedback/')}/", 303)
    ]
    assert "Taken back. The words are a draft again." in page
    assert "The pump curve was not in the hand-over sheet." in page
    assert f'value="{ben.pk}" checked' in page
    feedback.refresh_from_db()
    assert (feedback.withdrawn_at, feedback.withdrawn_by) == (now, cleo)


def test_it_vanishes_for_everybody_else_at_once(given, api_for, cast, now):
    feedback = given("cleo", "ben", readers="everyone")
    withdraw(feedback, by=cast.cleo, at=now)
    for reader in (cast.ben, cast.ada, cast.dora, cast.root):
        assert not Feedback.objects.visible_to(reader).exists()
        assert api_for(reader).get(f"/api/v1/feedback/{feedback.pk}").status_code == 404
    page = api_for(cast.cleo).get(feedback.get_absolute_url())
    assert "You took this back." in page.content.decode()
    assert not Feedback.objects.given_by(cast.cleo).exists()


def test_nobody_is_told_about_what_was_taken_back(given, cleo, now):
    feedback = given()
    due = Notification.objects.filter(still_due(now), subject=feedback.pk)
    assert due.exists()
    withdraw(feedback, by=cleo, at=now)
    assert not due.all().exists()


def test_after_fifteen_minutes_it_stays(given, client_for, api_for, cleo, now):
    feedback = given(at=now - timedelta(minutes=15, seconds=1))
    page = client_for(cleo).post(withdraw_url(feedback))
    assert page.status_code == 422
    assert "more than 15 minutes ago" in page.content.decode()
    answer = api_for(cleo).post(f"/api/v1/feedback/{feedback.pk}/withdraw")
    assert answer.status_code == 422
    assert "Take back" not in client_for(cleo).get(feedback.get_absolute_url()).content.decode()


def test_at_fifteen_minutes_it_can_still_be_taken_back(given, cleo, now):
    feedback = given(at=now - timedelta(minutes=15))
    withdraw(feedback, by=cleo, at=now)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(feedback, by=cleo, at=now)


def test_the_page_says_until_when(given, client_for, cleo, ben):
    feedback = given()
    page = client_for(cleo).get(feedback.get_absolute_url()).content.decode()
    assert "You can take it back until 10:05." in page  # 09:05 in London is 10:05 in Oslo
    assert "Take back" not in client_for(ben).get(feedback.get_absolute_url()).content.decode()


def test_giver_recipient_and_stranger(given, client_for, api_for, cleo, ben, dora):
    feedback = given()
    for person, code in ((ben, 403), (dora, 404)):
        assert client_for(person).post(withdraw_url(feedback)).status_code == code
        call = api_for(person).post(f"/api/v1/feedback/{feedback.pk}/withdraw")
        assert call.status_code == code
    answer = api_for(cleo).post(f"/api/v1/feedback/{feedback.pk}/withdraw")
    assert answer.status_code == 200
    assert Draft.objects.get().key == f"feedback/{answer.json()['draft']}"
    again = api_for(cleo).post(f"/api/v1/feedback/{feedback.pk}/withdraw")
    assert again.status_code == 422


def test_all_copies_can_be_taken_back_together(given, client_for, cleo, ada, ben):
    first, _second = given("cleo", "ada", "ben")
    client_for(cleo).post(withdraw_url(first) + "?all=1")
    assert not Feedback.objects.filter(withdrawn_at__isnull=True).exists()
    kept = Draft.objects.get(owner=cleo).fields["recipients"]
    assert set(kept) == {str(ada.pk), str(ben.pk)}


def test_copies_taken_back_before_are_left_out(given, cleo, ada, ben, now):
    first, second = given("cleo", "ada", "ben")
    withdraw(first, by=cleo, at=now)
    withdraw_all(second, by=cleo, at=now)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_all(Feedback.objects.get(pk=second.pk), by=cleo, at=now)
    assert [draft.fields["recipients"] for draft in Draft.objects.order_by("pk")] == [
        [str(ada.pk)],
        [str(ben.pk)],
    ]


def test_only_the_giver_takes_back_all(given, ben, cleo, now):
    feedback = given()
    with pytest.raises(PermissionDenied):
        withdraw_all(feedback, by=ben, at=now)
    with pytest.raises(TooLateToWithdraw):
        withdraw_all(feedback, by=cleo, at=now + timedelta(minutes=6))


def test_a_goal_comes_back_with_the_words(given, cleo, now, goal):
    withdraw(given(goal=goal), by=cleo, at=now)
    assert Draft.objects.get().fields["goal"] == [str(goal.pk)]


def test_the_audit_line_has_no_words(given, cleo, now):
    feedback = given()
    withdraw(feedback, by=cleo, at=now)
    entry = AuditEntry.objects.get(action="feedback.withdraw")
    assert (entry.subject, entry.words) == (feedback.pk, "")


def test_the_database_knows_who_takes_back(given, ben, now):
    feedback = given()
    feedback.withdrawn_at, feedback.withdrawn_by = now, ben
    with pytest.raises(IntegrityError, match="withdrawn_at_a_moment_by_its_giver"):
        with transaction.atomic():
            feedback.save()
