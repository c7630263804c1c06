"""A number has a page: its course, what was expected, what was corrected, and when it is due."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from goals.models import MetricChange
from goals.selectors.metrics import metrics_to_update
from goals.services import measurements, metrics

MOST_QUERIES = 12


def changed(metric, by, at, **words):
    return metrics.change(metric, by=by, at=at, version=None, **words)


def test_a_lowered_forecast_stays_readable_with_its_reason(client_for, ben, dora, metric):
    why = "Two controllers of the old series fail in damp cellars."
    sent = {
        "name": metric.name, "unit": "%", "direction": "up", "ambition": "92", "forecast": "86.5",
        "confidence": "medium", "note": why, "version": 1,
    }  # fmt: skip
    answer = client_for(ben).post(f"/metrics/{metric.pk}/edit/", sent)
    assert answer.headers["Location"] == f"/metrics/{metric.pk}/"
    page = client_for(dora).get(f"/metrics/{metric.pk}/").content.decode()
    assert "<b>Ben Haddad</b> lowered the forecast from 88 to 86.5 %" in page
    assert why in page
    change = MetricChange.objects.get()
    assert (change.ambition_before, change.ambition_after) == (92, 92)
    kept = {**sent, "note": "", "forecast": "86,5", "version": 2}
    client_for(ben).post(f"/metrics/{metric.pk}/edit/", kept)
    assert MetricChange.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ({"forecast": Decimal(90)}, ["raised the forecast from 88 to 90 %"]),
        ({"forecast": None}, ["took the forecast of 88 % back"]),
        ({"ambition": Decimal(95)}, ["raised the ambition from 92 to 95 %"]),
        ({"ambition": Decimal(90)}, ["lowered the ambition from 92 to 90 %"]),
        ({"ambition": None}, ["took the ambition of 92 % back"]),
        ({"confidence": "high"}, ["says how sure the forecast is: high"]),
        ({"note": "Holds."}, ["stands by the forecast of 88 %"]),
        (
            {"forecast": Decimal(70), "ambition": Decimal(80)},
            ["lowered the forecast from 88 to 70 %", "lowered the ambition from 92 to 80 %"],
        ),
    ],
)
def test_what_moved_is_said_in_whole_sentences(client_for, ben, metric, now, words, sentences):
    changed(metric, ben, now, **words)
    page = client_for(ben).get(f"/metrics/{metric.pk}/").content.decode()
    for sentence in sentences:
        assert f"<b>Ben Haddad</b> {sentence}" in page


def test_an_outlook_is_set_for_the_first_time(client_for, ben, goal, now):
    bare = metrics.add(goal, name="Calls", by=ben, at=now)
    changed(bare, ben, now, note="Quiet so far.")
    changed(bare, ben, now, ambition=Decimal(3), forecast=Decimal(5), confidence="low")
    page = client_for(ben).get(f"/metrics/{bare.pk}/").content.decode()
    assert "<b>Ben Haddad</b> wrote about it" in page
    assert "<b>Ben Haddad</b> expects 5" in page
    assert "<b>Ben Haddad</b> set the ambition to 3" in page


def test_the_history_of_the_goal_tells_what_moved(client_for, api_for, ben, metric, now):
    steps = [
        ({"forecast": Decimal(90)}, "forecast_raised"),
        ({"forecast": Decimal(86)}, "forecast_lowered"),
        ({"forecast": None}, "forecast_dropped"),
        ({"note": "Quiet."}, "number_said"),
        ({"forecast": Decimal(80)}, "forecast_set"),
        ({"note": "It holds."}, "stands_by"),
        ({"ambition": Decimal(95)}, "ambition_raised"),
        ({"ambition": Decimal(90)}, "ambition_lowered"),
        ({"ambition": None}, "ambition_dropped"),
        ({"ambition": Decimal(92)}, "ambition_set"),
    ]
    for minute, (words, _what) in enumerate(steps):
        changed(metric, ben, now + timedelta(minutes=minute), **words)
    rows = api_for(ben).get(f"/api/v1/goals/{metric.goal_id}/history").json()["results"]
    assert [one["what"] for one in rows[:10]] == [what for _words, what in reversed(steps)]
    assert (rows[2]["before"], rows[2]["value"]) == (95, 90)
    page = client_for(ben).get(f"/goals/{metric.goal_id}/history/").content.decode()
    name = "<b>Ben Haddad</b>"
    assert f"{name} lowered the forecast for Visits fixed at once from 90 to 86 %" in page
    assert f"{name} took the forecast of 86 % for Visits fixed at once back" in page
    assert f"{name} expects 80 % for Visits fixed at once" in page
    assert f"{name} stands by the forecast of 80 % for Visits fixed at once" in page
    assert (
        "ambition for Visits fixed at once"
        in client_for(ben).get(f"/goals/{metric.goal_id}/").content.decode()
    )


def test_what_was_expected_is_never_rewritten(ben, metric, now):
    changed(metric, ben, now, forecast=Decimal(80))
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        MetricChange.objects.update(note="It was always so.")


def test_changes_by_call(api_for, ben, dora, zoe, metric):
    caller, address = api_for(ben), f"/api/v1/metrics/{metric.pk}"
    for value, note in ((86, "Damp."), (85, "")):
        sent = {"forecast": value, "note": note, "every": "week"}
        told = caller.patch(address, sent, headers={"If-Match": "*"})
        assert (told.status_code, told.json()["every"]) == (200, "week")
    long = caller.patch(address, {"note": "x" * 501}, headers={"If-Match": "*"})
    assert "It has 501" in long.json()["errors"]["note"]
    rows = api_for(dora).get(f"{address}/changes").json()["results"]
    assert {one["forecast_after"]: one["note"] for one in rows} == {85: "", 86: "Damp."}
    assert rows[0]["by"] == {"id": str(ben.pk), "name": ben.name}
    assert rows[0]["changed_on"] == "2026-11-12"
    assert not MetricChange.objects.visible_to(zoe).exists()


def test_a_corrected_value_stays_struck_through_with_who_and_when(
    client_for, ben, ada, joined, metric, now
):
    wrong = measurements.measure(metric, value=Decimal(8), by=ben, at=now - timedelta(days=1))
    measurements.correct(wrong, value=Decimal(80), note="A slip.", by=ada, at=now)
    gone = measurements.measure(metric, value=Decimal(7), by=ben, at=now)
    measurements.withdraw(gone, by=ben, at=now)
    page = client_for(ben).get(f"/metrics/{metric.pk}/").content.decode()
    assert "<del>8 %</del>" in page
    assert "Ada Lindqvist corrected it to 80 % today" in page
    assert "<del>7 %</del>" in page
    assert "Ben Haddad took it back today" in page
    assert "<b>Ada Lindqvist</b> noted 80 %" in page
    assert f"/measurements/{wrong.pk}/correct/" not in page


def test_the_page_of_a_number_followed_no_longer(client_for, ben, metric, now):
    page = client_for(ben).get(f"/metrics/{metric.pk}/").content.decode()
    assert f"/metrics/{metric.pk}/fill/" in page
    metrics.retire(metric, by=ben, at=now)
    page = client_for(ben).get(f"/metrics/{metric.pk}/").content.decode()
    assert "followed no longer" in page
    assert f"/metrics/{metric.pk}/fill/" not in page


def test_the_page_costs_the_same_at_two_sizes(client_for, ben, ada, joined, metric, now):
    browser, costs = client_for(ben), []
    for size in (2, 60):
        for number in range(size):
            at = now - timedelta(days=number)
            taken = measurements.measure(metric, value=Decimal(number), note="So.", by=ada, at=at)
            if number % 20 == 0:
                measurements.correct(taken, value=Decimal(1), by=ben, at=at)
                changed(metric, ada, at, forecast=Decimal(size + number))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/metrics/{metric.pk}/?page=1").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= MOST_QUERIES
    assert browser.get(f"/metrics/{metric.pk}/?page=2").status_code == 200


def test_what_waits_for_its_week_or_month_comes_first(ben, goal, metric, now):
    week = metrics.add(goal, name="Each week", every="week", by=ben, at=now)
    month = metrics.add(goal, name="Each month", every="month", by=ben, at=now)
    for one, days in ((week, 4), (month, 11), (metric, 200)):  # it is Thursday, 12 November
        at = now - timedelta(days=days)
        measurements.measure(one, value=Decimal(1), by=ben, at=at)
    rows = {row.metric.name: row.is_due for row in metrics_to_update(ben, now)}
    assert list(rows) == ["Each week", "Visits fixed at once", "Each month"]
    assert rows == {"Each week": True, "Visits fixed at once": False, "Each month": False}
    later = now + timedelta(days=20)
    rows = {row.metric.name: row.is_due for row in metrics_to_update(ben, later)}
    assert rows == {"Each month": True, "Each week": True, "Visits fixed at once": False}


def test_today_says_which_value_is_not_in_yet(client_for, ben, goal, now):
    metrics.add(goal, name="Each week", every="week", by=ben, at=now)
    metrics.add(goal, name="Each month", every="month", by=ben, at=now)
    page = client_for(ben).get("/").content.decode()
    assert "this week’s value is not in yet" in page
    assert "this month’s value is not in yet" in page
