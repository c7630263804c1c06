"""What production is made of: every service healthy by its own measure, no secret written down."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def test_everything_that_runs_has_a_health_check(services):
    running = set(services) - {"migrate"}
    assert running == {"postgres", "redis", "web", "worker", "beat"}
    assert all("healthcheck" in services[name] for name in running)


def test_secrets_come_from_the_environment_or_nothing_starts(services):
    for name in ("SECRET_KEY", "EMAIL_URL", "BASE_URL", "ALLOWED_HOSTS"):
        assert services["web"]["environment"][name].startswith("${" + name + ":?")
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith("${")


def test_the_web_signs_in_as_a_role_that_cannot_read_sealed_answers(services):
    assert services["web"]["environment"]["DATABASE_URL"].startswith("postgres://mastery_web:${WEB")
    assert services["worker"]["environment"]["DATABASE_URL"].startswith("postgres://mastery:${POST")
    assert "manage.py web_role" in services["migrate"]["command"][-1]
    assert "WEB_PASSWORD" not in services["worker"]["environment"]


def test_the_app_has_no_rights_it_does_not_need(services):
    for name in ("web", "worker", "beat", "migrate"):
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["read_only"] is True


def test_the_image_does_not_run_as_root_and_pins_every_package():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "\nUSER mastery\n" in dockerfile
    assert "--require-hashes" in dockerfile
