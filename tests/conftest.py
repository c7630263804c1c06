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
from datetime import datetime

import hypothesis
import pytest
from django.db import connection
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from tests.kept import Kept, run, written_by_migrations
from tests.migrated import migrated_database
from tests.nordlys import NOW, nordlys

hypothesis.settings.load_profile("ci")  # the same examples everywhere, however slow the machine
MIGRATED = pytest.StashKey[str]()
CAST = Kept(nordlys)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Copy one migrated database on servers of our own; others keep nothing of a test run."""
    if os.environ.get(OURS):
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    """Remember what migrations wrote, by the ids that it has in this process."""
    with django_db_blocker.unblock():
        request.config.stash[MIGRATED] = written_by_migrations()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Bring back what migrations wrote, after a test that emptied every table."""
    answer = yield
    marker = item.get_closest_marker("django_db")
    emptied = "live_server" in item.fixturenames or (marker and marker.kwargs.get("transaction"))
    if emptied and nextitem:
        with item.config.stash[blocking_manager_key].unblock():
            run(item.config.stash[MIGRATED])
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
    """Everybody by name, as at the beginning of their story."""
    return CAST()


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
