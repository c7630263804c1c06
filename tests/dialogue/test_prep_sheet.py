"""The prep sheet, and what else stands on the timeline of two people."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services import agreements, coaching
from accounts.services.people import deactivate
from dialogue.models import AgendaPoint, PointSource, StartedGoal
from dialogue.selectors.coach import coachees_of
from dialogue.selectors.prep import Few, prep_sheet
from dialogue.selectors.timeline import timeline
from dialogue.services import agenda, checkins, commitments, notes
from feedback.services import Piece, give
from goals.models import Goal, Metric, Ownership

DAY = timedelta(days=1)


@pytest.fixture
def goal(cast, now):
    """A goal of ada and ben, of whose number they expect less than they reach for."""
    made = Goal.objects.create(
        title="Fewer call-backs", why_it_matters="Nights.", proposed_by=cast.ada, proposed_at=now,
        starts_on=now.date(), agreed_at=now,
    )  # fmt: skip
    for person in (cast.ada, cast.ben):
        Ownership.objects.create(
            goal=made, person=person, named_by=cast.ada, named_at=now, agreed_at=now
        )
    Metric.objects.create(
        goal=made, name="Call-backs", unit="a week", direction="down", ambition=Decimal(5),
        forecast=Decimal(8), confidence="low", added_by=cast.ada, added_at=now,
    )  # fmt: skip
    return made


@pytest.fixture
def told(cast, held, goal, now):
    """What happened between ada and ben after their talk."""
    later = now + 2 * DAY
    notes.write_notes(held, by=cast.ben, at=now, text="The hand-over sheet worked.", version=0)
    made = commitments.commit(held, by=cast.ben, at=later, what="Show the list", who=cast.ben)
    kept = commitments.commit(held, by=cast.ada, at=later, what="Send the case", who=cast.ada)
    commitments.complete(kept, by=cast.ada, at=later)
    agreements.write(cast.coaching, by=cast.ben, at=later, text="I come prepared.", version=0)
    shared = Piece(kind="praise", readers="recipient_and_coaches", behaviour="You rang first.")
    give([cast.ben], what=shared, by=cast.cleo, at=later)
    StartedGoal.objects.create(checkin=held, goal=goal, started_by=cast.ben, started_at=later)
    point = AgendaPoint.objects.create(
        checkin=held, author=cast.ben, text="Call-backs", position=9, added_at=later
    )
    PointSource.objects.create(point=point, goal=goal)
    return made


def lines(viewer, other, **more):
    found = timeline(viewer, other, most=50, **more).entries
    return {(entry.kind, entry.state, entry.words) for entry in found}


def test_the_timeline_holds_goals_feedback_that_is_shown_and_agreements(cast, told, goal, now):
    for viewer, other in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
        found = lines(viewer, other)
        assert {state for kind, state, _words in found if kind == "goals"} == {
            "started", "discussed", "shared",
        }  # fmt: skip
        assert ("agreement", "written", "I come prepared.") in found
        assert ("feedback", "praise", "You rang first.") in found
    (piece,) = timeline(cast.ada, cast.ben, most=5, show="feedback").entries
    assert (piece.giver, piece.is_mine) == ("Cleo Adeyemi", False)
    Goal.objects.filter(pk=goal.pk).update(achieved_at=now, achieved_by=cast.ada)
    assert ("goals", "achieved", "Fewer call-backs") in lines(cast.ada, cast.ben, show="goals")


def test_a_former_coach_keeps_their_own_words_alone(cast, told, now):
    coaching.end(cast.coaching, by=cast.ben, at=now + 3 * DAY)
    words = {text for _kind, _state, text in lines(cast.ada, cast.ben)}
    assert "Send the case" in words
    for text in ("Show the list", "I come prepared.", "You rang first."):
        assert text not in words
    assert not any("hand-over" in text for text in words)
    sheet = prep_sheet(cast.ada, cast.ben)
    assert (sheet.last, sheet.coming) == (None, None)
    assert sheet.promises == Few([], 0)
    deactivate(cast.ada, by=cast.root, at=now)
    assert timeline(cast.ada, cast.ben, most=5).number == 0
    gone = prep_sheet(cast.ada, cast.ben)
    assert (gone.last, gone.since, gone.promises) == (None, Few([], 0), Few([], 0))
    assert coachees_of(cast.ada, now) == ([], [])


def test_one_jumps_to_a_date(client_for, cast, told, now, at_now):
    ben = client_for(cast.ben)
    first = ben.get(f"/dialogue/{cast.ada.pk}/?until={now.date()}").content.decode()
    assert "Show the list" not in first
    assert "Back to the newest" in first
    later = ben.get(f"/dialogue/{cast.ada.pk}/?until={(now + 3 * DAY).date()}").content.decode()
    assert "Show the list" in later
    for odd in ("nonsense", "9999-12-31", "0001-01-01"):
        assert ben.get(f"/dialogue/{cast.ada.pk}/?until={odd}").status_code == 200


def test_the_sheet_gathers_what_changed(client_for, api_for, cast, told, talk, now, time_machine):
    time_machine.move_to(now + 3 * DAY)
    page = client_for(cast.ada).get(f"/dialogue/{cast.ben.pk}/prepare/").content.decode()
    for text in (
        "The hand-over sheet worked.", "Show the list", "Send the case", "I come prepared.",
        "You rang first.", "they expect 8 a week and reach for 5 a week",
        "They have little confidence in it.",
    ):  # fmt: skip
        assert text in page
    body = api_for(cast.ada).get(f"/api/v1/dialogue/{cast.ben.pk}/prep").data
    assert body["last"]["notes"] == "The hand-over sheet worked."
    assert [one["what"] for one in body["open_commitments"]] == ["Show the list"]
    assert body["numbers"][0]["confidence"] == "low"
    for other in (cast.ada.pk, cast.coaching.pk):
        assert client_for(cast.ada).get(f"/dialogue/{other}/prepare/").status_code == 404


def test_what_the_next_talk_is_about_stands_on_it(client_for, cast, talk, now, goal, at_now):
    Metric.objects.update(forecast=None, confidence="")
    agenda.add_agenda_point(talk, by=cast.ben, at=now, text="Who covers for me")
    page = client_for(cast.ada).get(f"/dialogue/{cast.ben.pk}/prepare/").content.decode()
    assert "Who covers for me" in page
    assert "You have not talked here yet." in page
    metric = Metric.objects.get()
    metric.measurements.create(value=Decimal(7), measured_on=now.date(), by=cast.ben, at=now)
    page = client_for(cast.ada).get(f"/dialogue/{cast.ben.pk}/prepare/").content.decode()
    assert "7 a week at present; they reach for 5 a week" in page
    Metric.objects.update(ambition=None, unit="")
    page = client_for(cast.ada).get(f"/dialogue/{cast.ben.pk}/prepare/").content.decode()
    assert "Call-backs: 7 at present." in page


def test_the_coach_sees_goals_at_risk_as_their_owners_see_them(client_for, cast, told, at_now):
    ada = client_for(cast.ada)
    assert "they expect 8 a week" in ada.get("/coach/?show=risk").content.decode()
    assert "Ben Haddad" in ada.get("/coach/?show=open").content.decode()
    assert "Nobody among those" in ada.get("/coach/?show=help").content.decode()
    Metric.objects.update(confidence="high", ambition=None)
    assert "Nobody among those" in ada.get("/coach/?show=risk").content.decode()
    Metric.objects.update(confidence="low")
    assert "Call-backs: they expect 8 a week." in ada.get("/coach/").content.decode()


def test_the_sheet_asks_as_often_however_long_the_history(client_for, cast, told, held, now):
    browser, address = client_for(cast.ada), f"/dialogue/{cast.ben.pk}/prepare/"
    browser.get(address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(address).status_code == 200
        return len(counted)

    few = asked()
    for number in range(12):
        commitments.commit(held, by=cast.ben, at=now, what=f"Promise {number}", who=cast.ben)
    assert asked() == few <= 12


def test_what_is_too_much_for_a_page_is_counted_and_leads_on(
    client_for, api_for, cast, talk, held, goal, now, at_now
):
    later = now + 2 * DAY
    notes.write_notes(held, by=cast.ben, at=now, text="Drawings. " * 80, version=0)
    for number in range(11):
        commitments.commit(held, by=cast.ben, at=later, what=f"Promise {number}", who=cast.ben)
        kept = commitments.commit(held, by=cast.ben, at=later, what=f"Kept {number}", who=cast.ben)
        commitments.complete(kept, by=cast.ben, at=later)
        Metric.objects.create(
            goal=goal, name=f"Number {number}", unit="", direction="up", ambition=Decimal(5),
            forecast=Decimal(8), added_by=cast.ada, added_at=now,
        )  # fmt: skip
    coming = checkins.plan(cast.ada, by=cast.ben, at=later, planned_at=later + DAY)
    for number in range(7):
        agenda.add_agenda_point(coming, by=cast.ben, at=later, text=f"Point {number}")
    page = client_for(cast.ada).get(f"/dialogue/{cast.ben.pk}/prepare/").content.decode()
    for said in ("And 3 more", "And 7 more", "And 1 more", "And more, in your history"):
        assert said in page
    assert "Drawings.…" in page
    body = api_for(cast.ada).get(f"/api/v1/dialogue/{cast.ben.pk}/prep").data
    assert body["more"] == {"agenda": 1, "since": 1, "open_commitments": 3, "numbers": 7}
    assert {one["is_measured"] for one in body["numbers"]} == {False}
