"""A measurement takes one click; a wrong one is corrected or taken back, never erased."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from goals.models import Measurement
from goals.services import goals, measurements, metrics
from goals.services.measurements import NoLongerCounts, NotYet, TooLateToUndo
from goals.services.owners import GoalHasEnded

KEY = "22222222-2222-4222-8222-222222222222"


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 303), ("ada", 303), ("cleo", 303), ("dora", 403), ("root", 403)]
)
def test_owners_those_who_joined_and_the_keeper_measure(
    client_for, cast, metric, joined, name, status, now
):
    metrics.change(metric, keeper=cast.cleo, by=cast.ben, at=now, version=None)
    browser, address = client_for(getattr(cast, name)), f"/metrics/{metric.pk}/measure/"
    assert browser.get(address).status_code == (200 if status == 303 else 403)
    assert browser.post(address, {"value": "88"}).status_code == status
    assert Measurement.objects.count() == (1 if status == 303 else 0)


def test_one_click_from_today_leads_back_there(client_for, ben, measured):
    answer = client_for(ben).post(
        f"/metrics/{measured.pk}/measure/", {"value": "86", "back": "today", "idempotency_key": KEY}
    )
    assert answer["Location"] == "/"
    taken = Measurement.objects.newest_first().first()
    assert (taken.value, taken.measured_on, taken.by) == (Decimal(86), date(2026, 11, 12), ben)


def test_a_double_click_measures_once(client_for, ben, metric):
    for _ in range(2):
        client_for(ben).post(
            f"/metrics/{metric.pk}/measure/", {"value": "86", "idempotency_key": KEY}
        )
    assert Measurement.objects.count() == 1


def test_with_a_script_the_row_changes_in_place(client_for, ben, measured):
    browser, htmx = client_for(ben), {"HX-Request": "true"}
    sent = {"value": "87", "back": "today", "idempotency_key": KEY}
    row = browser.post(f"/metrics/{measured.pk}/measure/", sent, headers=htmx).content.decode()
    assert "87 %, just now" in row
    assert "<html" not in row
    taken = Measurement.objects.newest_first().first()
    back = browser.post(
        f"/measurements/{taken.pk}/withdraw/?back=today", headers=htmx
    ).content.decode()
    assert "Still 86 %" in back


def test_measuring_by_call(api_for, ben, dora, metric):
    address = f"/api/v1/metrics/{metric.pk}/measurements"
    made = api_for(ben).post(
        address, {"value": 84.5, "measured_on": "2026-11-01", "note": "Damp cellars."}
    )
    assert made.status_code == 201
    assert (made.json()["value"], made.json()["measured_on"]) == (84.5, "2026-11-01")
    assert api_for(dora).post(address, {"value": 1}).status_code == 403
    assert [one["note"] for one in api_for(dora).get(address).json()["results"]] == [
        "Damp cellars."
    ]
    assert (
        api_for(dora)
        .get(f"/api/v1/goals/{metric.goal_id}/metrics")
        .json()["results"][0]["last_value"]
        == 84.5
    )


def test_what_is_no_number_is_refused_and_kept_in_the_field(client_for, ben, metric, subtests):
    browser = client_for(ben)
    for value in [
        "",
        " ",
        "many",
        "NaN",
        "Infinity",
        "-inf",
        "1e400",
        "1e5",
        "12.34567",
        "9" * 16,
        "1.2.3",
        "--1",
    ]:
        with subtests.test(case=repr(value)):
            page = browser.post(
                f"/metrics/{metric.pk}/measure/", {"value": value, "note": "My words"}
            )
            assert page.status_code == 422
            assert "My words" in page.content.decode()
            assert not Measurement.objects.exists()


def test_what_is_no_number_is_refused_by_call(api_for, ben, metric, subtests):
    caller = api_for(ben)
    for value in [
        None,
        "",
        "many",
        "NaN",
        "Infinity",
        "1e400",
        True,
        [1],
        {"a": 1},
        "0.00001",
        10**15,
    ]:
        with subtests.test(case=repr(value)):
            refused = caller.post(f"/api/v1/metrics/{metric.pk}/measurements", {"value": value})
            assert refused.status_code == 422
            assert "value" in refused.json()["errors"]


def test_json_without_a_number_is_refused(api_for, ben, metric, subtests):
    caller = api_for(ben)
    for body in ['{"value": NaN}', '{"value": Infinity}', '{"value": 1e400}']:
        with subtests.test(case=repr(body)):
            refused = caller.post(
                f"/api/v1/metrics/{metric.pk}/measurements", body, content_type="application/json"
            )
            assert refused.status_code in (400, 422)
            assert not Measurement.objects.exists()


def test_a_german_profile_types_a_comma(client_for, ben, metric, subtests):
    for typed, kept in [
        ("74,5", "74.5"),
        ("74.5", "74.5"),
        ("1.234,5", "1234.5"),
        ("12 000", "12000"),
        ("1.234", "1234"),
        ("3,5", "3.5"),
        ("12\u2009000,5", "12000.5"),
        ("12\u202f000", "12000"),
        ("1’234,5", "1234.5"),
    ]:
        with subtests.test(case=repr((typed, kept))):
            ben.language = "de"
            ben.save(update_fields=["language"])
            assert (
                client_for(ben).post(f"/metrics/{metric.pk}/measure/", {"value": typed}).status_code
                == 303
            )
            taken = Measurement.objects.get()
            assert taken.value == Decimal(kept)
            page = client_for(ben).get(f"/measurements/{taken.pk}/correct/").content.decode()
            assert f'value="{kept.replace(".", ",")}"' in page
            taken.delete()


def test_a_day_to_come_is_not_measured(client_for, ben, metric, now):
    page = client_for(ben).post(
        f"/metrics/{metric.pk}/measure/", {"value": "1", "measured_on": "2026-11-13"}
    )
    assert page.context["form"].errors["measured_on"]
    with pytest.raises(NotYet):
        measurements.measure(metric, value=Decimal(1), measured_on=date(2027, 1, 1), by=ben, at=now)


def test_a_day_before_2000_is_told_in_a_sentence(client_for, api_for, ben, metric):
    sent = {"value": "1", "measured_on": "1999-12-31"}
    page = client_for(ben).post(f"/metrics/{metric.pk}/measure/", sent)
    assert "from the year 2000 on" in str(page.context["form"].errors["measured_on"])
    called = api_for(ben).post(f"/api/v1/metrics/{metric.pk}/measurements", sent)
    assert "from the year 2000 on" in called.json()["errors"]["measured_on"]


def test_a_list_of_values_by_call_is_taken_as_a_whole(api_for, ben, dora, metric):
    caller, address = api_for(ben), f"/api/v1/metrics/{metric.pk}/measurements"
    broken = [{"value": 80}, {"value": 81, "measured_on": "2027-01-01"}]
    refused = caller.post(address, broken)
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == ["1.measured_on"]
    assert not caller.post(address, [{"value": 1}, {"value": "x"}]).json()["errors"].get("0.value")
    assert caller.post(address, [{"value": 1}] * 1001).status_code == 422
    assert caller.post(address, "text").status_code == 400
    assert not Measurement.objects.exists()
    sent = [{"value": 80, "measured_on": "2026-11-01"}, {"value": 81, "note": "So."}]
    for _ in range(2):
        made = caller.post(address, sent, headers={"Idempotency-Key": KEY})
        assert made.status_code == 201
        assert [one["value"] for one in made.json()["results"]] == [80, 81]
    assert [one["measured_on"] for one in made.json()["results"]] == ["2026-11-01", "2026-11-12"]
    assert Measurement.objects.count() == 2
    assert caller.post(address, []).json()["results"] == []
    assert api_for(dora).post(address, sent).status_code == 403


def test_a_goal_that_ended_is_not_measured(client_for, api_for, ben, metric, goal, now):
    goals.let_go(goal, learnt="Much.", by=ben, at=now)
    page = client_for(ben).post(f"/metrics/{metric.pk}/measure/", {"value": "1"})
    assert page.status_code == 422
    assert "has ended" in page.content.decode()
    assert (
        api_for(ben).post(f"/api/v1/metrics/{metric.pk}/measurements", {"value": 1}).status_code
        == 422
    )
    part = client_for(ben).post(
        f"/metrics/{metric.pk}/measure/", {"value": "1"}, headers={"HX-Request": "true"}
    )
    assert part.status_code == 422
    assert "<html" not in part.content.decode()
    with pytest.raises(GoalHasEnded):
        measurements.measure(metric, value=Decimal(1), by=ben, at=now)


def test_a_wrong_value_is_corrected_and_stays_readable(client_for, api_for, ben, dora, measured):
    wrong = Measurement.objects.newest_first().first()
    address = f"/measurements/{wrong.pk}/correct/"
    assert client_for(dora).get(address).status_code == 403
    assert client_for(ben).post(address, {"value": "x"}).status_code == 422
    assert (
        client_for(ben).post(address, {"value": "68", "measured_on": "2026-11-11"}).status_code
        == 303
    )
    wrong.refresh_from_db()
    assert wrong.corrected_by.value == Decimal(68)
    told = api_for(dora).get(f"/api/v1/metrics/{measured.pk}/measurements").json()["results"]
    assert [one["value"] for one in told if one["corrected_by"] is None] == [68, 84.5, 80]
    assert len(told) == 4
    assert client_for(ben).post(address, {"value": "69"}).status_code == 422


def test_correcting_by_call_keeps_day_and_note(api_for, ben, metric, now):
    wrong = measurements.measure(
        metric, value=Decimal(8), measured_on=date(2026, 11, 2), note="So.", by=ben, at=now
    )
    right = api_for(ben).post(f"/api/v1/measurements/{wrong.pk}/correct", {"value": 80}).json()
    assert (right["value"], right["measured_on"], right["note"]) == (80, "2026-11-02", "So.")


def test_taking_back_within_a_day_by_the_author_alone(
    client_for, api_for, ben, ada, joined, metric, now, time_machine
):
    taken = measurements.measure(metric, value=Decimal(8), by=ben, at=now)
    assert client_for(ada).post(f"/measurements/{taken.pk}/withdraw/").status_code == 403
    assert client_for(ben).post(f"/measurements/{taken.pk}/withdraw/").status_code == 303
    assert not Measurement.objects.that_count().exists()
    assert Measurement.objects.count() == 1
    assert api_for(ben).post(f"/api/v1/measurements/{taken.pk}/withdraw").status_code == 422
    late = measurements.measure(metric, value=Decimal(9), by=ben, at=now - timedelta(hours=25))
    with pytest.raises(TooLateToUndo):
        measurements.withdraw(late, by=ben, at=now)
    with pytest.raises(PermissionDenied):
        measurements.withdraw(late, by=ada, at=now)


def test_a_correction_taken_back_brings_the_former_value_back(api_for, ben, metric, now):
    first = measurements.measure(metric, value=Decimal(8), by=ben, at=now)
    right = measurements.correct(first, value=Decimal(9), by=ben, at=now)
    told = api_for(ben).post(f"/api/v1/measurements/{right.pk}/withdraw").json()
    assert told["withdrawn_on"] == "2026-11-12"
    assert [one.value for one in Measurement.objects.that_count()] == [Decimal(8)]
    with pytest.raises(NoLongerCounts):
        measurements.correct(right, value=Decimal(1), by=ben, at=now)


def test_of_two_on_one_day_the_last_counts(api_for, ben, metric, now):
    for minutes, value in ((1, 1), (2, 2)):
        measurements.measure(
            metric, value=Decimal(value), by=ben, at=now + timedelta(minutes=minutes)
        )
    assert api_for(ben).get(f"/api/v1/metrics/{metric.pk}").json()["last_value"] == 2
