"""The cast, and what every test stands on: the real PostgreSQL and the real Valkey.

ada coaches ben; cleo is their peer; dora is in another team; root is admin; tess is a trusted
person; zoe has left.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0" * 40)
os.environ.setdefault("STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["DB_POOL"] = "0"
os.environ["STATIC_FROM_SOURCE"] = "1"
os.environ["STATIC_ROOT"] = str(Path(tempfile.gettempdir()) / "mastery-loop-no-static")
Path(os.environ["STATIC_ROOT"]).mkdir(exist_ok=True)

from config.embedded.testing import OURS, ensure_services

ensure_services()

import django

django.setup()

from django.conf import settings as project
from zeal.constants import initialize_app_registry
from zeal.patch import patch

# A question asked for each row is an error in every request of every test. Twice is no row:
# a write loads what it is about, acts, and loads it again to show it.
project.ZEAL_NPLUSONE_THRESHOLD = 3
initialize_app_registry()
patch()
project.MIDDLEWARE = [
    "tests.described.AsDescribed",
    *project.MIDDLEWARE,
    "zeal.middleware.zeal_middleware",
]

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from tests.migrated import migrated_database

first_prompts = import_module("dialogue.migrations.0003_the_first_prompts")
NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)  # a Thursday morning


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Copy one migrated database on servers of our own; others keep nothing of a test run."""
    if os.environ.get(OURS):
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Bring back what migrations wrote, after a test that emptied every table."""
    answer = yield
    marker = item.get_closest_marker("django_db")
    emptied = "live_server" in item.fixturenames or (marker and marker.kwargs.get("transaction"))
    if emptied and nextitem:
        with item.config.stash[blocking_manager_key].unblock():
            first_prompts.introduce(apps, connection.schema_editor())
    return answer


@pytest.fixture(autouse=True)
def _quick_and_quiet(settings):
    """Hash passwords cheaply; nothing else differs from the real settings."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def cast(db):
    """Nordlys Engineering as most tests know it, built through the services."""
    from accounts.models import Membership, Organisation, Person, Team
    from accounts.services import coaching
    from accounts.services.people import create_person, deactivate
    from notifications.models import Notification

    long_ago = NOW - timedelta(days=400)
    Organisation.objects.get_or_create(defaults={"name": "Nordlys Engineering"})

    def person(name: str, **details) -> Person:
        email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
        return create_person(
            email=email,
            name=name,
            by=None,
            at=long_ago,
            password="demo",
            time_zone="Europe/Oslo",
            **details,
        )

    people = SimpleNamespace(
        ada=person("Ada Lindqvist", job_title="Lead engineer"),
        ben=person("Ben Haddad", job_title="Commissioning engineer"),
        cleo=person("Cleo Adeyemi", job_title="Service technician"),
        dora=person("Dora Wójcik", job_title="Planner"),
        root=person("Root Solberg", role="admin"),
        tess=person("Tess Vogel", is_trusted=True),
        zoe=person("Zoe Tanaka"),
    )
    turbines = Team.objects.create(name="Turbine Design", founded_by=people.ada)
    supply = Team.objects.create(name="Supply Chain", founded_by=people.dora)
    for member in (people.ada, people.ben, people.cleo):
        Membership.objects.create(team=turbines, person=member, is_home=True)
    Membership.objects.create(team=supply, person=people.dora, is_home=True)
    relation = coaching.ask(people.ada, coachee=people.ben, by=people.ben, at=long_ago)
    coaching.accept(relation, by=people.ada, at=long_ago)
    relation.refresh_from_db()
    deactivate(people.zoe, by=people.root, at=NOW - timedelta(days=30))
    Notification.objects.all().delete()  # what they were told back then is long done with
    people.coaching, people.turbines, people.supply = relation, turbines, supply
    return people


def member(name: str):
    @pytest.fixture(name=name)
    def one(cast):
        return getattr(cast, name)

    return one


ada, ben, cleo = member("ada"), member("ben"), member("cleo")
dora, root, tess, zoe = member("dora"), member("root"), member("tess"), member("zoe")


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """A browser without scripts in which this person has signed in."""

    def sign_in(person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def api_for():
    """A caller of the API with this person's session."""
    from rest_framework.test import APIClient

    def caller(person) -> APIClient:
        client = APIClient()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return caller
