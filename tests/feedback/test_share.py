"""The recipient shows a piece to somebody, and takes that back."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.services import coaching
from feedback.models import Feedback, Share
from feedback.services import share, unshare, withdraw
from feedback.services.shares import CannotShare, NotShared
from notifications.kinds import still_due
from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("_at_now")


def share_url(feedback, act="share"):
    return reverse(f"feedback_{act}", args=[feedback.pk])


def reads(person):
    return Feedback.objects.visible_to(person).exists()


def test_shared_with_a_coach_and_taken_back(given, client_for, ada, ben):
    feedback = given()
    page = client_for(ben).get(feedback.get_absolute_url()).content.decode()
    assert "Share with Ada, who coaches you" in page
    people = {"people": [str(ada.pk)]}
    assert client_for(ben).post(share_url(feedback), people).status_code == 303
    assert reads(ada)
    page = client_for(ben).get(feedback.get_absolute_url()).content.decode()
    assert "You, Cleo Adeyemi and Ada Lindqvist can read this." in page
    assert client_for(ben).post(share_url(feedback, "unshare"), people).status_code == 303
    assert not reads(ada)
    assert client_for(ada).get(feedback.get_absolute_url()).status_code == 404


def test_by_call_with_several(given, api_for, ada, ben, dora):
    feedback = given()
    url = f"/api/v1/feedback/{feedback.pk}"
    answer = api_for(ben).post(f"{url}/share", {"with": [str(dora.pk), str(ada.pk), str(ada.pk)]})
    assert answer.status_code == 200
    names = [person["name"] for person in answer.json()["shared_with"]]
    assert names == ["Ada Lindqvist", "Dora Wójcik"]
    shown = api_for(dora).get("/api/v1/feedback", {"box": "shown"}).json()["results"]
    assert [piece["id"] for piece in shown] == [str(feedback.pk)]
    assert api_for(dora).get(url).json()["shared_with"] == []
    answer = api_for(ben).post(f"{url}/unshare", {"with": [str(dora.pk)]})
    assert [person["name"] for person in answer.json()["shared_with"]] == ["Ada Lindqvist"]


def test_recipient_giver_reader_and_stranger(given, client_for, api_for, cast):
    feedback = given("cleo", "ben", readers="recipient_and_coaches")
    for act in ("share", "unshare"):
        for name, code in (("cleo", 403), ("ada", 403), ("dora", 404)):
            person, body = getattr(cast, name), {"with": [str(cast.tess.pk)]}
            typed = {"people": body["with"]}
            assert client_for(person).post(share_url(feedback, act), typed).status_code == code
            call = api_for(person).post(f"/api/v1/feedback/{feedback.pk}/{act}", body)
            assert call.status_code == code


def test_a_share_with_a_coach_ends_with_the_coaching(given, cast, now):
    feedback = given()
    share(feedback, people=[cast.ada, cast.dora], by=cast.ben, at=now)
    coaching.end(cast.coaching, by=cast.ben, at=now)
    assert not reads(cast.ada)
    assert reads(cast.dora)
    relation = coaching.ask(cast.ada, coachee=cast.ben, by=cast.ben, at=now)
    coaching.accept(relation, by=cast.ada, at=now)
    assert not reads(cast.ada)  # what ended does not come back by itself
    share(feedback, people=[cast.ada], by=cast.ben, at=now)
    assert reads(cast.ada)


def test_whoever_reads_it_or_has_left_is_not_chosen(given, cast, now):
    feedback = given()
    share(feedback, people=[cast.ada], by=cast.ben, at=now)
    for name, words in (
        ("ada", "can read this already"),
        ("cleo", "can read this already"),
        ("ben", "can read this already"),
        ("zoe", "Zoe Tanaka has left"),
    ):
        with pytest.raises(CannotShare, match=words):
            share(feedback, people=[getattr(cast, name)], by=cast.ben, at=now)


def test_what_is_missing_is_said(given, client_for, api_for, ben, dora):
    feedback = given()
    url = f"/api/v1/feedback/{feedback.pk}"
    page = client_for(ben).post(share_url(feedback))
    assert page.status_code == 422
    assert "Choose whom to share it with." in page.content.decode()
    page = client_for(ben).post(share_url(feedback), {"people": [str(uuid.uuid4())]})
    assert page.status_code == 422
    assert "not known here" in page.content.decode()
    assert api_for(ben).post(f"{url}/share", {}).json()["errors"].keys() == {"with"}
    assert api_for(ben).post(f"{url}/share", {"with": [str(uuid.uuid4())]}).status_code == 422
    answer = api_for(ben).post(f"{url}/unshare", {"with": [str(dora.pk)]})
    assert answer.json()["detail"] == "You are not sharing this with them."
    with pytest.raises(NotShared):
        unshare(feedback, people=[], by=ben, at=feedback.given_at)


def test_people_are_found_without_a_script(given, client_for, ben, dora):
    page = client_for(ben).post(share_url(given()), {"find": "1", "q": "dor"})
    assert page.status_code == 200
    assert f'value="{dora.pk}"' in page.content.decode()
    assert not Share.objects.exists()


def test_they_are_told_as_long_as_it_is_shared(given, cast, now):
    feedback = given()
    (shared,) = share(feedback, people=[cast.dora], by=cast.ben, at=now)
    due = Notification.objects.filter(still_due(now), kind="feedback.shared", channel="app")
    assert [(row.person, row.subject) for row in due] == [(cast.dora, shared.pk)]
    unshare(feedback, people=[cast.dora], by=cast.ben, at=now)
    assert not due.all().exists()
    share(feedback, people=[cast.dora], by=cast.ben, at=now)
    withdraw(feedback, by=cast.cleo, at=now)
    assert not due.all().exists()
    assert not reads(cast.dora)


def test_shares_are_seen_by_who_made_them(given, cast, now):
    share(given(), people=[cast.dora], by=cast.ben, at=now)
    seeing = [n for n in vars(cast) if hasattr(getattr(cast, n), "email")]
    assert [n for n in seeing if Share.objects.visible_to(getattr(cast, n)).exists()] == ["ben"]


def test_the_database_knows_one_open_share_with_somebody(given, cast, now):
    feedback = given()
    (shared,) = share(feedback, people=[cast.dora], by=cast.ben, at=now)
    shared.pk = uuid.uuid4()
    with pytest.raises(IntegrityError, match="a_piece_is_shared_once_with_somebody"):
        with transaction.atomic():
            shared.save(force_insert=True)
    shared.taken_back_at, shared.taken_back_by = now, cast.cleo
    with pytest.raises(IntegrityError, match="a_share_is_taken_back_at_a_moment_by_who_made_it"):
        with transaction.atomic():
            shared.save(force_insert=True)
