"""A level rests on reflections, measurements, released feedback and witnesses."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.models import Draft
from goals.models import Evidence
from goals.services import goals, measurements, metrics
from goals.services.mastery import aims, evidence, witnesses


@pytest.fixture
def measured(ben, now):
    """A value of a number that ben keeps."""
    at = now - timedelta(days=9)
    goal = goals.propose("Nobody rings", why_it_matters="Sleep.", by=ben, at=at)
    metric = metrics.add(goal, name="Calls at night", unit="a week", by=ben, at=at)
    return measurements.measure(metric, value=Decimal(3), by=ben, at=at)


@pytest.fixture
def saw(mastery, levels, ben, now):
    """Somebody is asked, and says what they saw."""

    def build(person, level="With help", words="I saw it."):
        [asked] = witnesses.ask(mastery, people=[person], by=ben, at=now)
        return witnesses.answer(asked, level=levels[level], words=words, by=person, at=now)

    return build


def is_witnessed(client_for, person, mastery):
    page = client_for(person).get(f"/mastery/{mastery.pk}/").content.decode()
    assert ("tag--blue" in page) or ("Own view so far" in page)
    return "since August 2026, witnessed" in page


def test_a_reflection_saves_itself_and_stands_on_the_page(client_for, ben, mastery, now):
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/evidence/"
    key = f"mastery/{mastery.pk}/evidence"
    Draft.objects.create(owner=ben, key=key, fields={"words": "Begun."}, saved_at=now)
    assert "Begun." in browser.get(url).content.decode()
    assert browser.post(url, {"words": " "}).status_code == 422
    assert browser.post(url, {"words": "Emre rang twice, not ten times."}).status_code == 303
    assert not Draft.objects.exists()
    page = browser.get(f"/mastery/{mastery.pk}/").content.decode()
    assert "Emre rang twice, not ten times." in page
    assert "Own reflection" in page


def test_a_measurement_stands_until_it_is_taken_back(client_for, ben, mastery, measured, now):
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/evidence/"
    assert "Calls at night: 3 a week" in browser.get(url).content.decode()
    assert browser.post(url, {"measurement": ""}).status_code == 422
    words = {"measurement": measured.pk, "words": "Half of the spring."}
    assert browser.post(url, words).status_code == 303
    twice = browser.post(url, words)
    assert "stands here already" in twice.content.decode()
    page = f"/mastery/{mastery.pk}/"
    assert "Calls at night: 3 a week" in browser.get(page).content.decode()
    measured.withdrawn_at = now
    measured.save()
    assert "Calls at night: 3 a week" not in browser.get(page).content.decode()
    with pytest.raises(evidence.ThereAlready):
        evidence.add_measurement(mastery, measurement=measured, by=ben, at=now)


def test_two_different_people_make_a_level_witnessed(
    client_for, ben, ada, cleo, tess, mastery, saw, subtests
):
    saw(cleo)
    assert not is_witnessed(client_for, ben, mastery)
    saw(cleo, words="And once more.")
    assert not is_witnessed(client_for, ben, mastery), "the same person twice is one person"
    saw(ada, level="Learning")
    assert not is_witnessed(client_for, ben, mastery), "a lower level says nothing about this one"
    last = saw(tess, level="On my own")
    assert is_witnessed(client_for, ben, mastery)
    assert client_for(tess).post(f"/evidence/{last.pk}/withdraw/").status_code == 303
    assert not is_witnessed(client_for, ben, mastery)


def test_a_step_up_needs_witnesses_of_its_own(
    client_for, ben, ada, cleo, mastery, levels, saw, now
):
    saw(ada)
    saw(cleo)
    assert is_witnessed(client_for, ben, mastery)
    aims.note(mastery, level=levels["On my own"], by=ben, at=now)
    page = client_for(ben).get(f"/mastery/{mastery.pk}/").content.decode()
    assert "On my own, since November 2026, own view so far" in page
    assert page.count('class="wit"') == 1


def test_what_was_said_is_taken_off_by_its_owner_and_taken_back_by_its_witness(
    client_for, ben, cleo, dora, opened, saw, now
):
    said = saw(cleo, words="He asked the caretaker first.")
    mastery = opened(people=[dora])
    assert (
        "He asked the caretaker" in client_for(dora).get(f"/mastery/{mastery.pk}/").content.decode()
    )
    assert client_for(dora).post(f"/evidence/{said.pk}/withdraw/").status_code == 403
    own = evidence.add_reflection(mastery, words="Mine.", by=ben, at=now)
    assert client_for(cleo).post(f"/evidence/{own.pk}/withdraw/").status_code == 404
    assert client_for(ben).post(f"/evidence/{own.pk}/withdraw/").status_code == 303
    assert client_for(cleo).post(f"/evidence/{said.pk}/withdraw/").status_code == 303
    for person in (ben, dora):
        page = client_for(person).get(f"/mastery/{mastery.pk}/").content.decode()
        assert "caretaker" not in page
    assert client_for(cleo).post(f"/evidence/{said.pk}/withdraw/").status_code == 404
    evidence.withdraw(said, by=cleo, at=now)
    assert set(Evidence.objects.values_list("withdrawn_by", flat=True)) == {ben.pk, cleo.pk}
    with pytest.raises(PermissionDenied):
        evidence.withdraw(said, by=dora, at=now)


def test_long_histories_are_paged(client_for, ben, mastery, levels, now):
    for number in range(25):
        at = now + timedelta(seconds=number)
        evidence.add_reflection(mastery, words=f"Moment number {number}.", by=ben, at=at)
        aims.note(mastery, level=levels["Learning"], reflection=f"Thought {number}.", by=ben, at=at)
    browser, url = client_for(ben), f"/mastery/{mastery.pk}/"
    first = browser.get(url).content.decode()
    assert "Moment number 24." in first
    assert "Moment number 4." not in first
    assert "Thought 4." not in first
    second = browser.get(f"{url}?page=2&levels=2").content.decode()
    assert "Moment number 4." in second
    assert "Thought 4." in second
