"""People are asked what they saw; they answer or decline silently."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry, Draft
from goals.models import Evidence, WitnessRequest
from goals.services.mastery import aims, witnesses
from notifications.models import Notification


@pytest.fixture
def asked(mastery, ben, cleo, now):
    [request] = witnesses.ask(mastery, people=[cleo], question="Harbour Road?", by=ben, at=now)
    return request


def test_somebody_is_asked_learns_the_question_and_not_the_level(
    client_for, ben, cleo, dora, mastery
):
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/witnesses/"
    assert "They will not see the level you noted" in browser.get(url).content.decode()
    found = browser.post(url, {"find": "1", "q": "cleo", "question": "Typed."}).content.decode()
    assert "Cleo Adeyemi" in found
    assert "Typed." in found
    key = str(uuid4())
    words = {"people": [cleo.pk], "question": "Harbour Road?", "idempotency_key": key}
    assert [browser.post(url, words).status_code for _ in range(2)] == [303, 303]
    request = WitnessRequest.objects.get()
    told = Notification.objects.filter(kind="mastery.witness_asked")
    assert {row.person for row in told} == {cleo}
    assert "Harbour Road?" not in str(list(told.values()))
    witness = client_for(cleo)
    page = witness.get(f"/witness/{request.pk}/").content.decode()
    assert "Harbour Road?" in page
    assert "Writes a hand-over that nobody has to ask about." in page
    assert "Emre still completes mine." not in page
    assert "Ben will be able to read this" in page
    assert "Hand-over writing" in witness.get("/mastery/").content.decode()
    assert witness.get(f"/mastery/{mastery.pk}/").status_code == 404
    assert client_for(dora).get(f"/witness/{request.pk}/").status_code == 404
    assert browser.get(f"/witness/{request.pk}/")["Location"] == f"/mastery/{mastery.pk}/"


def test_she_answers_he_is_told_and_she_can_take_her_words_back(
    client_for, ben, cleo, mastery, levels, asked, now
):
    browser, url = client_for(cleo), f"/witness/{asked.pk}/"
    Draft.objects.create(
        owner=cleo, key=f"witness/{asked.pk}", fields={"words": "Nobody"}, saved_at=now
    )
    assert "Nobody" in browser.get(url).content.decode()
    for wrong in (
        {"words": "He did."},
        {"level": levels["Learning"].pk},
        {"level": 1, "words": ""},
    ):
        assert browser.post(url, wrong).status_code == 422
    words = {"level": levels["On my own"].pk, "words": "Nobody had to ring at Harbour Road."}
    assert browser.post(url, words).status_code == 303
    assert not Draft.objects.exists()
    assert "You answered this before" in browser.post(url, words).content.decode()
    told = Notification.objects.filter(kind="mastery.witness_answered")
    assert {row.person for row in told} == {ben}
    done = Notification.objects.get(kind="mastery.witness_asked", channel="app")
    assert done.done_at == now
    page = client_for(ben).get(f"/mastery/{mastery.pk}/").content.decode()
    assert "Nobody had to ring at Harbour Road." in page
    assert "saw: On my own" in page
    assert "Nobody had to ring" in browser.get(url).content.decode()
    assert "Harbour" not in str(list(AuditEntry.objects.values()))
    said = Evidence.objects.get()
    assert browser.post(f"/evidence/{said.pk}/withdraw/").status_code == 303
    assert "words were taken back" in browser.get(url).content.decode()
    assert "Harbour Road" not in client_for(ben).get(f"/mastery/{mastery.pk}/").content.decode()


def words_of(page):
    """Return the lines of a page without the tokens, which differ each time."""
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


def test_declining_is_silent_and_can_be_changed(
    client_for, api_for, ben, cleo, mastery, asked, levels, now
):
    owner, witness = client_for(ben), client_for(cleo)
    before = owner.get(f"/mastery/{mastery.pk}/").content.decode()
    calls = f"/api/v1/mastery/{mastery.pk}/witnesses"
    told_before = api_for(ben).get(calls).json()
    assert owner.post(f"/witness/{asked.pk}/decline/").status_code == 403
    assert witness.post(f"/witness/{asked.pk}/decline/").status_code == 303
    assert "Hand-over writing" not in witness.get("/mastery/").content.decode()
    after = owner.get(f"/mastery/{mastery.pk}/").content.decode()
    assert words_of(after) == words_of(before)
    assert api_for(ben).get(calls).json() == told_before
    again = owner.post(f"/mastery/{mastery.pk}/witnesses/", {"people": [cleo.pk]})
    assert "You have asked Cleo Adeyemi already." in again.content.decode()
    assert not Notification.objects.filter(kind="mastery.witness_answered").exists()
    assert "you can still answer" in witness.get(f"/witness/{asked.pk}/").content.decode()
    witnesses.answer(asked, level=levels["Learning"], words="After all.", by=cleo, at=now)
    assert "After all." in owner.get(f"/mastery/{mastery.pk}/").content.decode()


def test_a_question_taken_back_or_set_aside_is_nothing_to_the_asked(
    client_for, ben, cleo, mastery, asked, levels, now
):
    owner, witness, url = client_for(ben), client_for(cleo), f"/witness/{asked.pk}/"
    aims.set_aside(mastery, by=ben, at=now)
    assert witness.get(url).status_code == 404
    aims.take_up(mastery, by=ben, at=now)
    assert witness.get(url).status_code == 200
    assert witness.post(f"{url}withdraw/").status_code == 403
    assert owner.post(f"{url}withdraw/").status_code == 303
    assert witness.get(url).status_code == 404
    with pytest.raises(witnesses.NotAskedAnyMore):
        witnesses.answer(asked, level=levels["Learning"], words="Late.", by=cleo, at=now)
    witnesses.withdraw(asked, by=ben, at=now)
    assert AuditEntry.objects.filter(action="witness.withdraw").count() == 1


def test_nobody_oneself_and_who_left_are_not_asked(
    client_for, ben, cleo, zoe, dora, mastery, now, monkeypatch, subtests
):
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/witnesses/"
    cases = [
        ([], "Choose whom to ask."),
        ([ben.pk], "Your own view is on the page already."),
        ([zoe.pk], "Zoe Tanaka has left."),
        ([str(uuid4())], "One of them is no longer there."),
    ]
    for people, sentence in cases:
        with subtests.test(case=sentence):
            page = browser.post(url, {"people": people, "question": "Kept."})
            assert page.status_code == 422
            assert sentence in page.content.decode()
            assert "Kept." in page.content.decode()
    monkeypatch.setattr(witnesses, "MOST", 1)
    with pytest.raises(witnesses.CannotAsk):
        witnesses.ask(mastery, people=[cleo, dora], by=ben, at=now)
    with pytest.raises(PermissionDenied):
        witnesses.ask(mastery, people=[dora], by=cleo, at=now)
    assert not WitnessRequest.objects.exists()
