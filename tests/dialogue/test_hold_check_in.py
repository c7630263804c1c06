"""A talk begins and is held, early or late; what is open goes on to the next one."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.services import coaching
from dialogue.models import AgendaPoint, CheckIn, Preparation
from dialogue.services import agenda, checkins, commitments, holding, preparations

DAY = timedelta(days=1)


def prepare(talk, person, now, **choice):
    preparations.save_preparation(
        talk, by=person, at=now, answers={None: "prepared"}, version=0, **choice
    )


def shared(talk):
    rows = Preparation.objects.filter(checkin=talk, shared_at__isnull=False)
    return {row.person for row in rows}


def test_the_page_holds_it(at_now, client_for, ben, talk):
    answer = client_for(ben).post(f"/checkins/{talk.pk}/hold/", {"idempotency_key": uuid4()})
    talk.refresh_from_db()
    assert answer.status_code == 303
    assert (talk.held_at, talk.held_by, talk.talk_at) == (at_now, ben, at_now)


def test_htmx_gets_the_whole_page_anew(at_now, client_for, ben, talk):
    answer = client_for(ben).post(f"/checkins/{talk.pk}/hold/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/checkins/{talk.pk}/"


def test_either_side_holds_by_call(at_now, api_for, ada, talk):
    answer = api_for(ada).post(f"/api/v1/checkins/{talk.pk}/hold")
    assert (answer.status_code, answer.data["state"]) == (200, "held")


def test_a_double_click_holds_once(at_now, client_for, ben, talk):
    browser, form = client_for(ben), {"idempotency_key": uuid4()}
    for _twice in range(2):
        assert browser.post(f"/checkins/{talk.pk}/hold/", form).status_code == 303


def test_a_second_time_is_refused(at_now, client_for, api_for, ben, ada, talk):
    client_for(ben).post(f"/checkins/{talk.pk}/hold/")
    page = client_for(ada).post(f"/checkins/{talk.pk}/hold/")
    call = api_for(ada).post(f"/api/v1/checkins/{talk.pk}/hold")
    assert (page.status_code, call.status_code) == (422, 422)
    assert "This talk was held before." in page.content.decode()


def test_beginning_shares_what_was_to_be_shared_then(at_now, client_for, api_for, ada, ben, talk):
    prepare(talk, ben, at_now)
    prepare(talk, ada, at_now)
    holding.start(talk, by=ada, at=talk.planned_at)
    holding.start(talk, by=ben, at=talk.planned_at)
    assert shared(talk) == {ada, ben}
    talk.refresh_from_db()
    assert talk.started_by == ada
    assert client_for(ben).post(f"/checkins/{talk.pk}/start/").status_code == 303
    assert api_for(ben).post(f"/api/v1/checkins/{talk.pk}/start").status_code == 200


def test_who_chose_to_share_by_hand_is_not_shared(now, ada, ben, talk):
    prepare(talk, ben, now, shares_at_start=False)
    holding.hold(talk, by=ada, at=talk.planned_at)
    assert shared(talk) == set()


def test_a_talk_held_days_before_opens_only_ones_own_answers(now, ada, ben, talk):
    prepare(talk, ben, now)
    prepare(talk, ada, now)
    holding.hold(talk, by=ada, at=talk.planned_at - 2 * DAY)
    assert shared(talk) == {ada}


def test_unfinished_points_are_copied_to_the_next_talk_once(now, ada, ben, talk):
    for text in ("The drawings", "Harbour Road"):
        agenda.add_agenda_point(talk, by=ben, at=now, text=text)
    done = talk.agenda.get(text="Harbour Road")
    agenda.mark_agenda_point(done, by=ada, at=now, done=True)
    following = checkins.plan(ada, by=ben, at=now, planned_at=now + 15 * DAY)
    agenda.add_agenda_point(following, by=ada, at=now, text="Something new")
    holding.hold(talk, by=ben, at=now)
    assert agenda.carry_over([following], at=now) == 0
    points = [(p.text, p.author, p.position) for p in following.agenda.in_order()]
    assert points == [("Something new", ada, 1), ("The drawings", ben, 2)]
    assert following.agenda.get(text="The drawings").carried_from.checkin == talk


def test_without_a_next_talk_they_wait_for_it(now, ada, ben, talk):
    agenda.add_agenda_point(talk, by=ben, at=now, text="The drawings")
    holding.hold(talk, by=ben, at=now)
    assert AgendaPoint.objects.count() == 1
    following = checkins.plan(ada, by=ben, at=now, planned_at=now + 15 * DAY)
    assert [point.text for point in following.agenda.all()] == ["The drawings"]


def test_points_of_a_coaching_never_go_on_to_a_talk_among_peers(now, cast, ada, ben, talk):
    agenda.add_agenda_point(talk, by=ben, at=now, text="The drawings")
    holding.hold(talk, by=ben, at=now)
    coaching.end(cast.coaching, by=ben, at=now)
    among_peers = checkins.plan(ben, by=ada, at=now, planned_at=now + DAY)
    assert among_peers.coaching is None
    assert not among_peers.agenda.exists()


def test_points_among_peers_go_on_whoever_plans(now, ben, cleo, peer_talk):
    agenda.add_agenda_point(peer_talk, by=ben, at=now, text="Vans")
    following = checkins.plan(ben, by=cleo, at=now, planned_at=now + 15 * DAY)
    holding.hold(peer_talk, by=ben, at=now)
    assert [point.text for point in following.agenda.all()] == ["Vans"]


def test_open_commitments_show_on_the_next_talk(at_now, ada, ben, talk, client_for):
    commitments.commit(talk, by=ben, at=at_now, what="Send the photos", who=ben)
    following = checkins.plan(ada, by=ben, at=at_now, planned_at=at_now + 15 * DAY)
    holding.hold(talk, by=ben, at=at_now)
    page = client_for(ben).get(f"/checkins/{following.pk}/").content.decode()
    assert "Send the photos" in page
    assert "carried over from Thursday 12 November" in page


@pytest.mark.parametrize("verb", ["hold", "start"])
def test_pages_of_acts_are_posted_to(verb, at_now, client_for, ben, talk):
    assert client_for(ben).get(f"/checkins/{talk.pk}/{verb}/").status_code == 405
    assert CheckIn.objects.open().filter(pk=talk.pk).exists()
