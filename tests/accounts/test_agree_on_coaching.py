"""The coaching agreement: written by each side, confirmed by both, changed, looked back at."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Agreement, AgreementConfirmation, AgreementWording
from accounts.services import agreements, coaching
from accounts.services.people import deactivate
from core.errors import RuleError, StaleVersion
from notifications.models import Muted, Notification
from notifications.services.look_backs import plan_look_backs
from tests.accounts.test_coaching import due

MINE = "An hour every second week, and an honest word."
THEIRS = "I come prepared, and I say when something is too much."


def url(relation, rest=""):
    return f"/coachings/{relation.pk}/agreement/{rest}"


@pytest.fixture
def agreed(cast, now):
    """Ada and Ben wrote, and both confirmed."""
    for person, text in ((cast.ada, MINE), (cast.ben, THEIRS)):
        version = current(cast)
        agreements.write(cast.coaching, by=person, at=now, text=text, version=version)
    for person in (cast.ada, cast.ben):
        agreements.confirm(cast.coaching, by=person, at=now, version=2)
    return Agreement.objects.get(pk=cast.coaching.pk)


def current(cast) -> int:
    found = Agreement.objects.filter(pk=cast.coaching.pk).first()
    return found.version if found else 0


def test_two_write_confirm_and_change_their_agreement(client_for, cast, now):
    ada, ben = client_for(cast.ada), client_for(cast.ben)
    relation = cast.coaching
    assert "Write your agreement" in ada.get("/coachings/").content.decode()
    assert ada.post(url(relation), {"text": MINE, "version": 0}).status_code == 303
    assert "agreement.written" in due(cast.ben, now)
    shown = ben.get(url(relation)).content.decode()
    assert MINE in shown
    assert "Confirm both parts" not in shown
    early = ben.post(url(relation, "confirm/"), {"version": 1})
    assert early.status_code == 422
    assert "Both of you write what you commit to first" in early.content.decode()
    # Ben had opened the page before Ada wrote: hers stays, his is added.
    ben.post(url(relation), {"text": THEIRS, "version": 0})
    assert "Confirm both parts" in ben.get(url(relation)).content.decode()
    for browser in (ada, ben):
        assert browser.post(url(relation, "confirm/"), {"version": 2}).status_code == 303
    assert "agreement.written" not in due(cast.ben, now)
    assert "agreement.confirmed" in due(cast.ada, now)
    assert "Both of you confirmed these words" in ada.get(url(relation)).content.decode()
    assert "Your agreement" in ada.get("/coachings/").content.decode()


def test_a_change_asks_for_both_again_and_hides_nothing(client_for, cast, agreed):
    ada, ben, relation = client_for(cast.ada), client_for(cast.ben), cast.coaching
    assert 'name="text"' not in ben.get(url(relation)).content.decode()
    assert 'name="text"' in ben.get(url(relation) + "?change=1").content.decode()
    ben.post(url(relation), {"text": THEIRS.replace("prepared", "rested"), "version": 2})
    assert not Agreement.objects.get(pk=relation.pk).is_agreed
    page = ada.get(url(relation)).content.decode()
    assert "<del>" in page
    assert "prepared</del>" in page
    assert "rested</ins>" in page
    stale = ada.post(url(relation, "confirm/"), {"version": 2})
    assert stale.status_code == 422
    assert "Read them again" in stale.content.decode()
    assert ada.post(url(relation, "confirm/"), {}).status_code == 422


def test_two_tabs_lose_no_word(client_for, cast, now):
    browser, relation = client_for(cast.ben), cast.coaching
    browser.post(url(relation), {"text": "From the first tab.", "version": 0})
    again = browser.post(url(relation), {"text": "From the first tab.", "version": 0})
    assert again.status_code == 303, "the same words again are no change"
    second = browser.post(url(relation), {"text": "From the second tab.", "version": 0})
    assert second.status_code == 422
    page = second.content.decode()
    assert "From the first tab." in page
    assert "From the second tab." in page
    assert 'name="version" value="1"' in page
    assert AgreementWording.objects.count() == 1
    with pytest.raises(StaleVersion):
        agreements.write(relation, by=cast.ben, at=now, text="x", version=7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Write what you commit to"), (" \n ", "Write what you commit to"), ("x" * 4001, "4000")],
    ids=["empty", "blank", "long"],
)
def test_odd_words_get_a_sentence(client_for, cast, text, sentence):
    answer = client_for(cast.ben).post(url(cast.coaching), {"text": text, "version": 0})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_rule_holds_for_every_caller(cast, now):
    for text in ("  ", "x" * 4001):
        with pytest.raises(RuleError):
            agreements.write(cast.coaching, by=cast.ben, at=now, text=text, version=0)
    for act in (agreements.confirm, agreements.write):
        words = {"text": "x"} if act is agreements.write else {}
        with pytest.raises(PermissionDenied):
            act(cast.coaching, by=cast.cleo, at=now, version=0, **words)


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 200), ("ben", 200), ("cleo", 404), ("root", 404)]
)
def test_the_two_sides_read_it(client_for, api_for, cast, agreed, who, status):
    person = getattr(cast, who)
    assert client_for(person).get(url(cast.coaching)).status_code == status
    address = f"/api/v1/coachings/{cast.coaching.pk}/agreement"
    for rest in ("", "/versions"):
        assert api_for(person).get(address + rest).status_code == status


def test_an_ended_coaching_closes_it_but_for_ones_own_words(client_for, api_for, cast, agreed, now):
    coaching.end(cast.coaching, by=cast.ben, at=now)
    page = client_for(cast.ada).get(url(cast.coaching)).content.decode()
    assert MINE in page
    assert THEIRS not in page
    body = api_for(cast.ada).get(f"/api/v1/coachings/{cast.coaching.pk}/agreement").json()
    assert (body["theirs"], body["is_open"]) == (None, False)
    kept = client_for(cast.ben).get(url(cast.coaching)).content.decode()
    assert THEIRS in kept
    assert MINE in kept, "what was written for one stays with one"
    answer = client_for(cast.ada).post(url(cast.coaching), {"text": "More.", "version": 2})
    assert answer.status_code == 422
    assert "while one of you coaches the other" in answer.content.decode()


def test_somebody_who_left_closes_it(client_for, cast, agreed, now):
    deactivate(cast.ben, by=cast.root, at=now)
    page = client_for(cast.ada).get(url(cast.coaching)).content.decode()
    assert THEIRS not in page
    assert not AgreementWording.objects.visible_to(cast.ben).exists()
    assert not AgreementConfirmation.objects.visible_to(cast.ben).exists()


def test_looking_back_is_offered_every_half_year(client_for, cast, agreed, now):
    relation, later = cast.coaching, now + timedelta(days=183)
    assert plan_look_backs(at=now + timedelta(days=180)) == 0
    assert plan_look_backs(at=later) == 2
    assert plan_look_backs(at=later) == 0, "once for each confirmation"
    assert "agreement.look_back" in due(cast.ada, later)
    early = agreements.confirm(relation, by=cast.ben, at=now + timedelta(days=9), version=2)
    assert early.coachee_confirmed_at == now, "sooner, a second time changes nothing"
    kept = agreements.confirm(relation, by=cast.ada, at=later, version=2)
    assert kept.coach_confirmed_at == later
    assert "agreement.look_back" not in due(cast.ada, later)
    assert "agreement.look_back" in due(cast.ben, later)
    assert "kept it as it is" in client_for(cast.ben).get(url(relation)).content.decode()
    for channel in ("app", "email"):
        Muted.objects.create(person=cast.ada, kind="agreement.look_back", channel=channel)
    Notification.objects.all().delete()
    much_later = later + timedelta(days=183)
    assert plan_look_backs(at=much_later) == 1, "Ben alone; Ada wants none of these"
    agreements.write(relation, by=cast.ben, at=much_later, text="Anew.", version=2)
    assert "agreement.look_back" not in due(cast.ben, much_later)


def test_the_page_offers_to_keep_or_to_change(client_for, cast, agreed, now, time_machine):
    time_machine.move_to(now + timedelta(days=190))
    browser = client_for(cast.ben)
    assert "Look back at your agreement" in browser.get("/coachings/").content.decode()
    page = browser.get(url(cast.coaching)).content.decode()
    assert "Keep it as it is" in page
    browser.post(url(cast.coaching, "confirm/"), {"version": 2})
    assert "You kept it as it is today" in browser.get(url(cast.coaching)).content.decode()


def test_the_same_by_api(api_for, cast):
    ada, ben = api_for(cast.ada), api_for(cast.ben)
    address = f"/api/v1/coachings/{cast.coaching.pk}/agreement"
    first = ada.put(address, {"text": MINE}, format="json")
    assert first.status_code == 200
    assert first["ETag"] == '"1"'
    assert ben.put(address, {"text": THEIRS}, format="json").status_code == 428
    stale = ben.put(address, {"text": THEIRS}, format="json", headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    ben.put(address, {"text": THEIRS}, format="json", headers={"If-Match": '"1"'})
    assert ben.post(f"{address}/confirm", {"version": 1}, format="json").status_code == 412
    assert ben.post(f"{address}/confirm", {}, format="json").status_code == 422
    for caller in (ada, ben):
        caller.post(f"{address}/confirm", {"version": 2}, format="json")
    body = ada.get(address).json()
    assert body["mine"]["text"] == MINE
    assert body["theirs"]["text"] == THEIRS
    assert body["agreed_on"]
    versions = ada.get(f"{address}/versions").json()["results"]
    assert [one["version"] for one in versions] == [2, 1]
    assert len(versions[0]["confirmations"]) == 2
    empty = ben.put(address, {"text": ""}, format="json", headers={"If-Match": '"2"'})
    assert empty.status_code == 422


def test_the_page_asks_as_often_however_much_was_written(client_for, cast, agreed, now):
    browser = client_for(cast.ada)
    browser.get(url(cast.coaching))

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert browser.get(url(cast.coaching)).status_code == 200
        return len(counted)

    few = asked()
    for number in range(2, 12):
        agreements.write(
            cast.coaching, by=cast.ben, at=now, text=f"Version {number}.", version=number
        )
    assert asked() == few <= 12
