"""A reflection of one's own: planned, prepared, done, and read by nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.errors import RuleError
from dialogue.models import CheckIn
from dialogue.services import agenda, commitments, holding, preparations, reflections
from notifications.models import Notification

DAY = timedelta(days=1)


@pytest.fixture
def alone(ben, now, template):
    return reflections.reflect(by=ben, at=now, planned_at=now, template=template)


def test_it_is_opened_on_the_page_and_nobody_is_told(at_now, client_for, ben):
    browser = client_for(ben)
    assert "Nobody else reads a reflection" in browser.get("/checkins/reflect/").content.decode()
    typed = {
        "day": "2026-11-12",
        "clock": "10:00",
        "template": "library/reflection",
        "idempotency_key": uuid4(),
    }
    assert browser.post("/checkins/reflect/", {**typed, "day": ""}).status_code == 422
    assert browser.post("/checkins/reflect/", {**typed, "day": "2025-01-01"}).status_code == 422
    answer = browser.post("/checkins/reflect/", typed)
    mine = CheckIn.objects.get()
    assert answer["Location"] == f"/checkins/{mine.pk}/"
    assert (mine.kind, mine.sides) == ("reflection", (ben,))
    page = browser.get(answer["Location"]).content.decode()
    assert "What gave you energy lately" in page
    assert "Only you read this, ever" in page
    assert "Show them" not in page
    assert "A reflection of your own" in browser.get("/checkins/").content.decode()
    assert not Notification.objects.filter(kind__startswith="checkin").exists()


def test_by_call_nobody_named_is_a_reflection(at_now, now, api_for, ada, ben, root):
    calls = api_for(ben)
    for body in ({}, {"with": []}, {"with": None}):
        made = calls.post(
            "/api/v1/checkins", {**body, "planned_at": now.isoformat()}, format="json"
        )
        assert made.status_code == 201, made.data
        assert (made.data["kind"], made.data["with"]) == ("reflection", [])
        for other in (ada, root):
            assert api_for(other).get(f"/api/v1/checkins/{made.data['id']}").status_code == 404


def test_nothing_of_it_is_ever_shared(now, alone, ben):
    preparations.save_preparation(
        alone, by=ben, at=now, answers={None: "Mine"}, version=0, shares_at_start=True
    )
    with pytest.raises(preparations.NobodyReadsThis):
        preparations.share_preparation(alone, by=ben, at=now)
    holding.start(alone, by=ben, at=now)
    holding.hold(alone, by=ben, at=now)
    assert not alone.preparations.filter(shared_at__isnull=False).exists()


def test_what_is_open_is_there_the_next_time(at_now, now, client_for, alone, ben, ada):
    agenda.add_agenda_point(alone, by=ben, at=now, text="Saying no earlier")
    commitments.commit(alone, by=ben, at=now, what="Leave at five", who=ben)
    with pytest.raises(RuleError):
        commitments.commit(alone, by=ben, at=now, what="Help me", who=ada)
    browser = client_for(ben)
    assert browser.post(f"/checkins/{alone.pk}/hold/").status_code == 303
    following = reflections.reflect(by=ben, at=now, planned_at=now + DAY)
    page = browser.get(f"/checkins/{following.pk}/").content.decode()
    assert "Saying no earlier" in page
    assert "Leave at five" in page
    assert "Leave at five" in browser.get("/").content.decode()
    assert "confirm" not in browser.get(f"/checkins/{alone.pk}/").content.decode().casefold()
    moved = browser.post(f"/checkins/{following.pk}/move/", {"day": "2026-11-18", "clock": "9:00"})
    skipped = browser.post(f"/checkins/{following.pk}/skip/", {"reason": "Ill"})
    assert (moved.status_code, skipped.status_code) == (303, 303)


def test_one_searches_ones_own_reflections(at_now, now, client_for, api_for, alone, ada, ben):
    agenda.add_agenda_point(alone, by=ben, at=now, text="The drawings again")
    found = client_for(ben).get("/coach/?q=drawings").content.decode()
    assert "A reflection of your own" in found
    assert api_for(ada).get("/api/v1/dialogue?q=drawings").data["results"] == []
