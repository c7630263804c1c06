"""The people one coaches at a glance, what one promised, and one's own list of talks."""

from datetime import timedelta

import pytest

from accounts.services import coaching
from accounts.services.people import create_person
from dialogue.models import CheckIn
from dialogue.selectors.coach import coachees_of
from dialogue.services import checkins, commitments, holding, notes

WEEK = timedelta(weeks=1)


@pytest.fixture
def coachees(cast, now):
    """Five people of ada beside ben, by name; each accepted 30 weeks ago."""
    people = []
    for name in ("Emil", "Dina", "Carl", "Bea", "Aino"):
        person = create_person(email=f"{name.lower()}@example.org", name=name, by=None, at=now)
        relation = coaching.ask(cast.ada, coachee=person, by=person, at=now - 30 * WEEK)
        coaching.accept(relation, by=cast.ada, at=now - 30 * WEEK)
        people.append(person)
    return people


def talked(ada, person, at):
    talk = checkins.plan(person, by=ada, at=at, planned_at=at)
    holding.hold(talk, by=ada, at=at)
    return talk


def test_the_longest_without_a_talk_stand_first(cast, now, ada, ben, coachees):
    emil, dina, carl, bea, aino = coachees
    talked(ada, emil, now - WEEK)
    talked(ada, dina, now - 8 * WEEK)
    talked(ada, carl, now - 5 * WEEK)
    talked(ada, bea, now - 5 * WEEK)
    checkins.plan(bea, by=ada, at=now, planned_at=now + timedelta(days=2))
    talked(ada, aino, now - 2 * WEEK)
    waiting, in_rhythm = coachees_of(ada, now)
    assert [one.person for one in waiting] == [ben, dina, carl]
    assert [one.person for one in in_rhythm] == [aino, bea, emil]


def test_dots_stand_where_the_talks_were(cast, now, ada, ben):
    for weeks in (26, 13, 0):
        talked(ada, ben, now - weeks * WEEK)
    talked(ada, ben, now - 40 * WEEK)
    (waiting, (one,)) = coachees_of(ada, now)
    assert not waiting
    assert one.rhythm.dots == ("2%", "48%", "94%")
    assert one.rhythm.gap_from == "94%"
    assert one.talks == 3
    checkins.plan(ben, by=ada, at=now, planned_at=now + timedelta(days=4))
    checkins.plan(ben, by=ada, at=now, planned_at=now + timedelta(days=40))
    (_waiting, (one,)) = coachees_of(ada, now)
    assert (one.rhythm.gap_from, one.rhythm.next) == ("", "96%")
    assert one.next_at == now + timedelta(days=4)


def test_the_page_shows_them_and_what_is_open(at_now, now, client_for, api_for, ada, ben, talk):
    commitments.commit(talk, by=ada, at=now, what="Free a morning", who=ada)
    page = client_for(ada).get("/coach/").content.decode()
    assert "Ben Haddad" in page
    assert "1 commitment is open." in page
    assert "Free a morning" in page
    (one,) = api_for(ada).get("/api/v1/coachees").data["results"]
    assert one["next_checkin"] == str(talk.pk)


def test_the_page_searches_all_talks(at_now, now, client_for, ada, ben, talk):
    notes.write_notes(talk, by=ben, at=now, text="Late drawings", version=0)
    answer = client_for(ada).get("/coach/?q=drawings", headers={"HX-Request": "true"})
    assert "1 place mentions" in answer.content.decode()


def test_who_coaches_nobody_is_told_what_will_be_here(at_now, client_for, dora):
    assert "You coach nobody yet" in client_for(dora).get("/coach/").content.decode()


def test_who_no_longer_coaches_does_not_see_them(cast, now, ada, talk):
    commitments.commit(talk, by=cast.ben, at=now, what="Ada frees a morning", who=ada)
    coaching.end(cast.coaching, by=ada, at=now)
    assert coachees_of(ada, now) == ([], [])


# One's own list


def test_the_list_says_what_waits_and_what_comes(at_now, now, client_for, ada, ben, cleo, talk):
    due = checkins.plan(cleo, by=ben, at=now, planned_at=now)
    held = talked(ada, ben, now - WEEK)
    notes.write_notes(held, by=ada, at=now, text="We agreed", version=0)
    page = client_for(ben).get("/checkins/").content.decode()
    assert f"/checkins/{due.pk}/#close" in page
    assert f"/checkins/{held.pk}/#notes" in page
    assert f"/checkins/{talk.pk}/" in page
    holding.confirm(held, by=ben, at=now)
    assert f"/checkins/{held.pk}/#notes" not in client_for(ben).get("/checkins/").content.decode()


def test_the_past_is_on_its_own_page(at_now, now, client_for, ada, ben, held, peer_talk):
    checkins.skip(peer_talk, by=ben, at=now, reason="Ill")
    page = client_for(ben).get("/checkins/?show=past").content.decode()
    assert f"/checkins/{held.pk}/" in page
    assert "Skipped" in page


def test_empty_lists_offer_a_first_step(at_now, client_for, dora):
    assert "No talk is planned" in client_for(dora).get("/checkins/").content.decode()
    assert "once they were held" in client_for(dora).get("/checkins/?show=past").content.decode()


def test_calls_list_talks_by_state(at_now, now, api_for, ada, ben, held, peer_talk):
    caller = api_for(ben)
    every = caller.get("/api/v1/checkins").data["results"]
    assert {row["id"] for row in every} == {str(held.pk), str(peer_talk.pk)}
    for state, found in (("open", peer_talk), ("held", held)):
        (row,) = caller.get(f"/api/v1/checkins?state={state}").data["results"]
        assert row["id"] == str(found.pk)
    first = caller.get("/api/v1/checkins?limit=1").data
    assert len(caller.get(first["next"]).data["results"]) == 1


def test_other_peoples_talks_are_on_no_list(at_now, api_for, client_for, dora, talk, peer_talk):
    assert api_for(dora).get("/api/v1/checkins").data["results"] == []
    assert "/checkins/" + str(talk.pk) not in client_for(dora).get("/checkins/").content.decode()
    assert CheckIn.objects.count() == 2
