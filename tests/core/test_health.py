"""Whether it lives, whether it is ready, and figures without names or words."""

from datetime import timedelta

import pytest
from django.db import connection
from prometheus_client.parser import text_string_to_metric_families

from core import clock, health
from notifications.models import Notification


@pytest.fixture
def figures(client):
    """Read the figures as Prometheus does."""

    def read(**more) -> dict[tuple[str, ...], float]:
        text = client.get("/metrics", **more).content.decode()
        samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
        return {(s.name, *s.labels.values()): s.value for s in samples}

    return read


def test_alive_asks_nobody(client, django_assert_num_queries, cast):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert answer.json() == {"status": "alive"}


def test_ready_is_cheap(client, cast, django_assert_max_num_queries):
    assert client.get("/readyz").json()["status"] == "ready"
    with django_assert_max_num_queries(1):
        client.get("/readyz")


def test_a_clock_that_is_off_is_told_to_whoever_operates_it(client, db, time_machine):
    assert clock.is_off() == ""
    time_machine.move_to(clock.database_now() - timedelta(minutes=15))
    health._migrated.clear()
    told = client.get("/readyz").json()
    assert told["status"] == "ready"
    off = "The clock of this machine and that of the database are 900 seconds apart."
    assert off in told["notes"]
    health._migrated.clear()
    health._notes.clear()


def test_not_ready_while_a_migration_waits(client, db):
    health._migrated.clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "migrations wait"}


def test_figures_count_the_outbox(figures, cast, now):
    row = {"person": cast.ben, "kind": "x", "channel": "email", "url": "/", "due_at": now}
    Notification.objects.create(slot="1", **row)
    Notification.objects.create(slot="2", sent_at=now, **row)
    found = figures()
    assert ("mastery_notifications", "due") in found
    assert found["mastery_notifications", "sent"] == 1
    assert ("mastery_oldest_due_notification_seconds",) in found


def test_the_oldest_due_one_is_told_by_its_age(figures, cast):
    assert figures()["mastery_oldest_due_notification_seconds",] == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp() - interval '90 seconds'")
        due_at = cursor.fetchone()[0]
    row = {"person": cast.ben, "kind": "x", "channel": "email", "url": "/", "due_at": due_at}
    Notification.objects.create(**row)
    assert 90 <= figures()["mastery_oldest_due_notification_seconds",] < 600


def test_figures_name_nobody(client, cast):
    client.get("/people/")
    text = client.get("/metrics").content.decode()
    for person in (cast.ben, cast.ada):
        assert str(person.pk) not in text
        assert person.email not in text


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "203.0.113.7"}, 404),
        ({"REMOTE_ADDR": ""}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}, 404),
        ({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer right"}, 200),
        ({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer wrong"}, 404),
    ],
)
def test_figures_are_for_this_machine_or_the_token(client, cast, settings, more, status):
    settings.METRICS_TOKEN = "right"
    assert client.get("/metrics", **more).status_code == status


def test_without_a_token_in_the_settings_an_empty_one_opens_nothing(client, cast):
    more = {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer "}
    assert client.get("/metrics", **more).status_code == 404


def test_figures_of_several_processes_are_read_from_their_directory(
    client, cast, settings, tmp_path
):
    settings.PROMETHEUS_MULTIPROC_DIR = str(tmp_path)
    text = client.get("/metrics").content.decode()
    assert "mastery_notifications" in text
    assert "python_gc" not in text
