"""Feedback that is about a talk of the two: written from its page, and known to nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.models import Draft
from dialogue.services import checkins, holding
from feedback.models import Feedback
from feedback.services import share, withdraw

UNKNOWN = "00000000-0000-4000-8000-000000000000"
WORDS = {"kind": "praise", "readers": "recipient", "behaviour": "You asked before you told."}


@pytest.fixture
def talk(cast, now, time_machine):
    time_machine.move_to(now, tick=False)
    talk = checkins.plan(cast.ada, planned_at=now, by=cast.ben, at=now)
    holding.hold(talk, by=cast.ben, at=now)
    return talk


def test_feedback_is_given_about_a_talk_and_its_sides_see_which(client_for, cast, talk, now):
    ben, ada, dora = cast.ben, cast.ada, cast.dora
    assert f"?checkin={talk.pk}" in client_for(ben).get(f"/checkins/{talk.pk}/").content.decode()
    begun = client_for(ben).get(f"/feedback/give/?checkin={talk.pk}", follow=True)
    assert "Your talk with Ada" in begun.content.decode()
    assert "Ada Lindqvist" in begun.content.decode()
    sent = {**WORDS, "recipients": [str(ada.pk)], "checkin": str(talk.pk)}
    assert client_for(ben).post(begun.redirect_chain[-1][0], sent).status_code == 303
    piece = Feedback.objects.get()
    assert piece.checkin == talk.pk
    url = f"/feedback/{piece.pk}/"
    assert f'href="/checkins/{talk.pk}/"' in client_for(ada).get(url).content.decode()
    share(piece, people=[dora], by=ada, at=now)
    shown = client_for(dora).get(url)
    assert shown.status_code == 200
    assert "About a talk" not in shown.content.decode()
    assert str(talk.pk) not in shown.content.decode()


def test_a_third_person_learns_nothing_of_a_talk(client_for, cast, talk):
    page = client_for(cast.dora).get(f"/feedback/give/?checkin={talk.pk}", follow=True)
    assert page.status_code == 200
    assert "About a talk" not in page.content.decode()
    assert "Ada Lindqvist" not in page.content.decode()


@pytest.mark.parametrize("who", ["stranger", "third", "unknown", "odd"])
def test_only_a_talk_of_the_two_is_linked(api_for, client_for, cast, talk, who):
    giver, to = (cast.dora, cast.ada) if who == "stranger" else (cast.ben, cast.dora)
    checkin = {"unknown": UNKNOWN, "odd": "no-id"}.get(who, str(talk.pk))
    sent = {**WORDS, "recipients": [str(to.pk)], "checkin": checkin}
    called = api_for(giver).post("/api/v1/feedback", sent)
    assert called.status_code == 422
    assert "checkin" in called.json()["errors"]
    typed = client_for(giver).post(f"/feedback/give/{uuid4()}/", sent)
    assert typed.status_code == 422
    assert WORDS["behaviour"] in typed.content.decode()
    assert not Feedback.objects.exists()


def test_the_link_is_told_to_the_two_by_call_and_kept_when_taken_back(api_for, cast, talk, now):
    sent = {**WORDS, "recipients": [str(cast.ada.pk)], "checkin": str(talk.pk)}
    sent["readers"] = "everyone"
    made = api_for(cast.ben).post("/api/v1/feedback", sent)
    assert made.status_code == 201
    url = f"/api/v1/feedback/{made.json()['id']}"
    assert api_for(cast.ada).get(url).json()["checkin"] == str(talk.pk)
    assert api_for(cast.dora).get(url).json()["checkin"] is None
    piece = Feedback.objects.get()
    draft = withdraw(piece, by=cast.ben, at=now + timedelta(minutes=1))
    kept = Draft.objects.get(owner=cast.ben, key=f"feedback/{draft}")
    assert kept.fields["checkin"] == str(talk.pk)
