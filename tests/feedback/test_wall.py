"""Praise for everyone stands on a wall, and its recipient takes it down."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from feedback.models import Feedback
from feedback.services import put_back_on_wall, take_off_wall
from feedback.services.receiving import NotOnTheWall
from feedback.views import inbox

pytestmark = pytest.mark.usefixtures("_at_now")


def wall_url(feedback, act="take_off"):
    return reverse(f"feedback_{act}_wall", args=[feedback.pk])


def test_everybody_reads_the_wall(given, client_for, api_for, dora, root):
    given("cleo", "ben", readers="everyone")
    given("cleo", "ben", behaviour="For Ben alone.")
    for person in (dora, root):
        page = client_for(person).get("/feedback/?box=wall").content.decode()
        assert "You rang me before the crew left" in page
        assert "For Ben alone." not in page
        results = api_for(person).get("/api/v1/feedback", {"box": "wall"}).json()["results"]
        assert [piece["on_the_wall"] for piece in results] == [True]


def test_its_recipient_takes_it_down_and_puts_it_back(given, client_for, api_for, ben, dora):
    feedback = given("cleo", "ben", readers="everyone")
    assert client_for(ben).post(wall_url(feedback)).status_code == 303
    assert not Feedback.objects.on_the_wall().exists()
    assert client_for(dora).get(feedback.get_absolute_url()).status_code == 404
    page = client_for(ben).get(feedback.get_absolute_url()).content.decode()
    assert "Put it back on the wall" in page
    assert client_for(ben).post(wall_url(feedback, "put_back_on")).status_code == 303
    assert Feedback.objects.on_the_wall().exists()
    url = f"/api/v1/feedback/{feedback.pk}"
    assert api_for(ben).post(f"{url}/take-off-wall").json()["on_the_wall"] is False
    assert api_for(ben).post(f"{url}/put-back-on-wall").json()["on_the_wall"] is True


def test_others_read_it_and_do_not_take_it_down(given, client_for, api_for, ada, cleo, dora):
    feedback = given("cleo", "ben", readers="everyone")
    for person in (cleo, ada, dora):
        for act, name in (("take_off", "take-off-wall"), ("put_back_on", "put-back-on-wall")):
            assert client_for(person).post(wall_url(feedback, act)).status_code == 403
            call = api_for(person).post(f"/api/v1/feedback/{feedback.pk}/{name}")
            assert call.status_code == 403


def test_twice_is_said_in_words(given, client_for, ben, now):
    feedback = given("cleo", "ben", readers="everyone")
    take_off_wall(feedback, by=ben, at=now)
    page = client_for(ben).post(wall_url(feedback))
    assert page.status_code == 422
    assert "This does not stand on the wall." in page.content.decode()
    put_back_on_wall(feedback, by=ben, at=now)
    with pytest.raises(NotOnTheWall):
        put_back_on_wall(feedback, by=ben, at=now)
    with pytest.raises(NotOnTheWall):
        take_off_wall(given("cleo", "ben"), by=ben, at=now)


def test_the_wall_ends_where_nobody_leafs(given, client_for, dora, monkeypatch):
    monkeypatch.setattr(inbox, "COUNTED_ON_THE_WALL", 3)
    monkeypatch.setattr(inbox, "ON_A_PAGE", 2)
    for number in range(5):
        given("cleo", "ben", readers="everyone", behaviour=f"Praise {number}.")
    page = client_for(dora).get("/feedback/?box=wall").content.decode()
    assert "Page 1 of 2" in page


def test_the_database_knows_who_takes_it_down(given, cleo, ben, now):
    feedback = given("cleo", "ben", readers="everyone")
    feedback.taken_off_wall_at, feedback.taken_off_wall_by = now, cleo
    with pytest.raises(IntegrityError, match="leaves_the_wall_at_a_moment_by_its_recipient"):
        with transaction.atomic():
            feedback.save()
