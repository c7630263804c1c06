"""Numbers of a goal: ambition and forecast are two things."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import StaleVersion
from goals.models import Metric
from goals.services import goals, metrics
from goals.services.metrics import (
    ConfidenceWithoutForecast,
    KeeperHasLeft,
    NotANumber,
    Retired,
    TooManyMetrics,
)
from goals.services.owners import GoalHasEnded


def words(**more):
    return {"name": "Visits fixed at once", "unit": "%", "direction": "up", **more}


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 303), ("ada", 303), ("dora", 403), ("root", 403)]
)
def test_those_who_carry_the_goal_add_numbers(client_for, cast, goal, joined, name, status):
    browser, address = client_for(getattr(cast, name)), f"/goals/{goal.pk}/metrics/new/"
    assert browser.get(address).status_code == (200 if status == 303 else 403)
    assert (
        browser.post(address, words(ambition="92", forecast="88.5", confidence="high")).status_code
        == status
    )
    if status == 303:
        added = Metric.objects.get()
        assert (added.ambition, added.forecast, added.confidence) == (
            Decimal(92),
            Decimal("88.5"),
            "high",
        )


def test_numbers_by_call(api_for, ben, cleo, dora, goal):
    address = f"/api/v1/goals/{goal.pk}/metrics"
    sent = words(ambition=92, forecast="88.25", confidence="low", keeper=str(cleo.pk))
    made = api_for(ben).post(address, sent)
    assert made.status_code == 201
    told = made.json()
    assert (told["ambition"], told["forecast"], told["baseline"], told["confidence"]) == (
        92,
        88.25,
        None,
        "low",
    )
    assert told["keeper"] == {"id": str(cleo.pk), "name": cleo.name}
    assert api_for(dora).post(address, words()).status_code == 403
    assert len(api_for(dora).get(address).json()["results"]) == 1
    assert api_for(dora).get(f"/api/v1/metrics/{told['id']}").json()["confidence"] == "low"


def test_what_cannot_be_a_number_is_told_at_its_field(client_for, api_for, ben, goal, subtests):
    browser = client_for(ben)
    caller = api_for(ben)
    for change, field in [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"unit": "x" * 200}, "unit"),
        ({"direction": "sideways"}, "direction"),
        ({"confidence": "total"}, "confidence"),
        ({"confidence": "high"}, "forecast"),
        ({"forecast": "soon"}, "forecast"),
        ({"ambition": "NaN"}, "ambition"),
        ({"ambition": "Infinity"}, "ambition"),
        ({"ambition": "1e400"}, "ambition"),
        ({"ambition": "9" * 60}, "ambition"),
        ({"ambition": "100000000000000"}, "ambition"),
        ({"baseline": "0.00001"}, "baseline"),
        ({"keeper": "x"}, "keeper"),
    ]:
        with subtests.test(case=repr((change, field))):
            page = browser.post(f"/goals/{goal.pk}/metrics/new/", words(**change))
            assert page.status_code == 422
            assert page.context["form"].errors[field]
            called = caller.post(f"/api/v1/goals/{goal.pk}/metrics", words(**change))
            assert called.status_code == 422
            assert field in called.json()["errors"]
            assert not Metric.objects.exists()


def test_a_unit_of_200_characters_is_told_how_long_it_may_be(client_for, api_for, ben, goal):
    sent, sentence = words(unit="x" * 200), "Shorten this to 40 characters. It has 200."
    page = client_for(ben).post(f"/goals/{goal.pk}/metrics/new/", sent)
    assert page.context["form"].errors["unit"] == [sentence]
    assert "x" * 200 in page.content.decode()
    called = api_for(ben).post(f"/api/v1/goals/{goal.pk}/metrics", sent)
    assert called.json()["errors"]["unit"] == sentence


def test_a_forecast_is_lowered_and_the_ambition_stays(client_for, ben, metric):
    page = client_for(ben).get(f"/metrics/{metric.pk}/edit/")
    assert 'value="88"' in page.content.decode()
    sent = words(ambition="92", forecast="85", confidence="low", version=1)
    assert client_for(ben).post(f"/metrics/{metric.pk}/edit/", sent).status_code == 303
    metric.refresh_from_db()
    assert (metric.ambition, metric.forecast, metric.confidence, metric.version) == (
        Decimal(92),
        Decimal(85),
        "low",
        2,
    )
    assert client_for(ben).post(f"/metrics/{metric.pk}/edit/", sent).status_code == 422


def test_changing_by_call_wants_the_version(api_for, ben, dora, metric):
    address = f"/api/v1/metrics/{metric.pk}"
    assert api_for(ben).patch(address, {"forecast": 80}).status_code == 428
    assert (
        api_for(ben).patch(address, {"forecast": 80}, headers={"If-Match": '"4"'}).status_code
        == 412
    )
    changed = api_for(ben).patch(address, {"forecast": None}, headers={"If-Match": '"1"'})
    assert (changed.json()["forecast"], changed.json()["confidence"], changed["ETag"]) == (
        None,
        None,
        '"2"',
    )
    assert (
        api_for(dora).patch(address, {"forecast": 80}, headers={"If-Match": "*"}).status_code == 403
    )
    kept = api_for(ben).patch(
        address, {"forecast": 80, "confidence": None}, headers={"If-Match": "*"}
    )
    assert kept.json()["confidence"] is None


@pytest.mark.parametrize(("name", "status"), [("ben", 303), ("dora", 403)])
def test_a_number_is_followed_no_longer(client_for, api_for, cast, metric, name, status):
    person = getattr(cast, name)
    assert client_for(person).post(f"/metrics/{metric.pk}/retire/").status_code == status
    again = api_for(person).post(f"/api/v1/metrics/{metric.pk}/retire")
    assert again.status_code == (422 if status == 303 else 403)
    shown = client_for(person).get(f"/goals/{metric.goal_id}/").context["shown"].metrics
    assert len(shown) == (0 if status == 303 else 1)


def test_a_number_is_retired_by_call(api_for, ben, metric):
    assert (
        api_for(ben).post(f"/api/v1/metrics/{metric.pk}/retire").json()["retired_on"]
        == "2026-11-12"
    )


def test_finding_the_keeper_without_a_script(client_for, ben, cleo, goal):
    page = client_for(ben).post(
        f"/goals/{goal.pk}/metrics/new/", words(q="cleo", find="1", keeper="zzz")
    )
    assert page.status_code == 200
    assert page.context["found"] == [cleo]


def test_the_rules_hold_without_a_form(goal, metric, ben, zoe, now):
    with pytest.raises(ConfidenceWithoutForecast):
        metrics.add(goal, name="X", confidence="low", by=ben, at=now)
    with pytest.raises(NotANumber):
        metrics.add(goal, name="X", ambition=Decimal("Infinity"), by=ben, at=now)
    with pytest.raises(KeeperHasLeft):
        metrics.add(goal, name="X", keeper=zoe, by=ben, at=now)
    with pytest.raises(PermissionDenied):
        metrics.add(goal, name="X", by=zoe, at=now)
    with pytest.raises(StaleVersion):
        metrics.change(metric, name="X", by=ben, at=now, version=7)
    metrics.change(metric, name="Y", by=ben, at=now, version=None)
    metrics.retire(metric, by=ben, at=now)
    with pytest.raises(Retired):
        metrics.change(metric, name="X", by=ben, at=now, version=None)
    for number in range(30):
        metrics.add(goal, name=f"Number {number}", by=ben, at=now)
    with pytest.raises(TooManyMetrics):
        metrics.add(goal, name="One more", by=ben, at=now)
    goals.achieve(goal, by=ben, at=now)
    with pytest.raises(GoalHasEnded):
        metrics.add(goal, name="X", by=ben, at=now)
