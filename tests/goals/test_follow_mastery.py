"""A number of a capability somebody works on: theirs, and seen by whom they let see it."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from goals import policies
from goals.models import Measurement, Metric, MetricChange
from goals.selectors.metrics import metrics_to_update
from goals.selectors.wording import Wording
from goals.services import capabilities, measurements, metrics
from goals.services.mastery import aims, evidence, visibility
from goals.services.metrics import KeptByItsPerson, SetAside, TooManyMetrics

NOBODY = visibility.Audience()
COACHES = visibility.Audience(coaches=True)


@pytest.fixture
def mastery(ben, root, now):
    """Ben works on reading vibration; nobody else sees it."""
    levels = (("Learning", "Hears that something is off."), ("Steady", "Names the bearing."))
    words = Wording("Reading vibration", "Hearing a machine before it stops.", levels)
    proposal = capabilities.propose(words, by=root, at=now)
    capability = capabilities.accept(proposal, by=root, at=now)
    steady = capability.levels.get(name="Steady")
    return aims.begin(capability, ideal_level=steady, why="To hear it.", by=ben, at=now)


@pytest.fixture
def own(mastery, ben, now):
    """The number of ben's mastery, with a value and a change."""
    metric = metrics.add(
        mastery, name="Diagnoses confirmed", unit="of 10", forecast=Decimal(6), by=ben, at=now
    )
    measurements.measure(metric, value=Decimal(4), note="Two bearings.", by=ben, at=now)
    return metrics.change(metric, forecast=Decimal(5), note="Slow.", by=ben, at=now, version=None)


def opened(mastery, audience, now):
    visibility.open_to(mastery, audience=audience, by=mastery.person, at=now)


def addresses(metric):
    yield f"/metrics/{metric.pk}/"
    yield f"/metrics/{metric.pk}/values.csv"
    for rest in ("", "/measurements", "/changes"):
        yield f"/api/v1/metrics/{metric.pk}{rest}"
    yield f"/api/v1/mastery/{metric.mastery_id}/metrics"


def test_it_is_seen_by_exactly_those_who_see_the_mastery(client_for, cast, mastery, own, now):
    for audience, readers in [(NOBODY, {"ben"}), (COACHES, {"ben", "ada"})]:
        opened(mastery, audience, now)
        for name in ("ada", "ben", "cleo", "dora", "root", "tess"):
            expected = 200 if name in readers else 404
            browser = client_for(getattr(cast, name))
            assert {browser.get(url).status_code for url in addresses(own)} == {expected}, name


def test_policies_and_querysets_agree(cast, mastery, own, now):
    value, change = Measurement.objects.get(), MetricChange.objects.get()
    for audience in (NOBODY, COACHES, visibility.Audience(everyone=True)):
        opened(mastery, audience, now)
        for name in ("ada", "ben", "cleo", "dora", "root", "tess", "zoe"):
            person = getattr(cast, name)
            sees = policies.can_read_metric(person, own)
            assert sees == Metric.objects.visible_to(person).filter(pk=own.pk).exists()
            for model, row in ((Measurement, value), (MetricChange, change)):
                assert sees == model.objects.visible_to(person).filter(pk=row.pk).exists()
            assert sees == policies.can_read_measurement(person, value)
            assert sees == policies.can_read_change(person, change)
    assert sees is False


def test_no_page_and_no_call_of_others_tells_of_it(client_for, api_for, cast, own, goal):
    for name in ("ada", "dora", "root"):
        person = getattr(cast, name)
        assert "Diagnoses" not in client_for(person).get("/").content.decode()
        for answer in (
            api_for(person).get(f"/api/v1/goals/{goal.pk}/metrics"),
            api_for(person).get("/api/v1/search?q=Diagnoses"),
        ):
            assert "Diagnoses" not in answer.content.decode()


def test_its_person_alone_keeps_it(client_for, api_for, cast, mastery, own, now):
    opened(mastery, COACHES, now)
    for name, status in (("ben", 303), ("ada", 403), ("dora", 404)):
        browser = client_for(getattr(cast, name))
        assert browser.post(f"/metrics/{own.pk}/measure/", {"value": "5"}).status_code == status
        assert browser.get(f"/mastery/{mastery.pk}/metrics/new/").status_code == {
            303: 200, 403: 403, 404: 404,
        }[status]  # fmt: skip
    sent = {"name": "Hours of listening", "every": "month"}
    url = f"/api/v1/mastery/{mastery.pk}/metrics"
    made = api_for(cast.ben).post(url, sent).json()
    assert (made["goal"], made["mastery"], made["every"]) == (None, str(mastery.pk), "month")
    assert made["keeper"]["id"] == str(cast.ben.pk)
    assert api_for(cast.ada).post(url, sent).status_code == 403
    with pytest.raises(KeptByItsPerson):
        metrics.change(own, keeper=cast.ada, by=cast.ben, at=now, version=None)
    kept = metrics.change(own, keeper=None, by=cast.ben, at=now, version=None)
    assert kept.keeper == cast.ben


def test_from_the_page_of_the_mastery_a_number_begins_and_is_updated(
    client_for, ada, ben, mastery, now
):
    browser = client_for(ben)
    sent = {"name": "Diagnoses confirmed", "direction": "up", "unit": "of 10"}
    url = browser.post(f"/mastery/{mastery.pk}/metrics/new/", sent).headers["Location"]
    assert browser.get(url).status_code == 200
    assert browser.get(f"{url}edit/").status_code == 200
    browser.post(f"{url}measure/", {"value": "4", "back": "mastery"})
    opened(mastery, COACHES, now)
    page = browser.get(f"/mastery/{mastery.pk}/").content.decode()
    assert "Still 4 of 10" in page
    seen = client_for(ada).get(f"/mastery/{mastery.pk}/").content.decode()
    assert "4 of 10" in seen
    assert "Still 4 of 10" not in seen
    assert [row.metric.name for row in metrics_to_update(ben, now)] == ["Diagnoses confirmed"]
    assert browser.get("/").status_code == 200


def test_what_is_set_aside_rests(client_for, ben, mastery, own, now):
    aims.set_aside(mastery, by=ben, at=now)
    assert metrics_to_update(ben, now) == []
    page = client_for(ben).get(f"/metrics/{own.pk}/").content.decode()
    assert "Diagnoses confirmed" in page
    assert f"/metrics/{own.pk}/fill/" not in page
    with pytest.raises(SetAside):
        measurements.measure(own, value=Decimal(1), by=ben, at=now)
    with pytest.raises(SetAside):
        metrics.add(mastery, name="One more", by=ben, at=now)


def test_a_value_stands_as_evidence_of_its_own_person_alone(ada, ben, mastery, own, now):
    value = Measurement.objects.get()
    assert evidence.add_measurement(mastery, measurement=value, by=ben, at=now).measurement == value
    opened(mastery, COACHES, now)
    capability = mastery.capability
    adas = aims.begin(
        capability, ideal_level=capability.levels.get(position=1), why="So.", by=ada, at=now
    )
    with pytest.raises(PermissionDenied):
        evidence.add_measurement(adas, measurement=value, by=ada, at=now)


def test_the_rules_hold_without_a_form(ada, ben, goal, mastery, own, now):
    with pytest.raises(PermissionDenied):
        metrics.add(mastery, name="X", by=ada, at=now)
    with pytest.raises(IntegrityError, match="of_a_goal_or_of_a_mastery"), transaction.atomic():
        Metric.objects.filter(pk=own.pk).update(goal=goal)
    with pytest.raises(IntegrityError, match="of_a_goal_or_of_a_mastery"), transaction.atomic():
        Metric.objects.filter(pk=own.pk).update(mastery=None)
    for number in range(29):
        metrics.add(mastery, name=f"Number {number}", by=ben, at=now)
    with pytest.raises(TooManyMetrics):
        metrics.add(mastery, name="One more", by=ben, at=now)
