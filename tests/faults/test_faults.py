"""Each fault in its short form, as a program on a copy of the test database."""

import os
import subprocess
import sys
from urllib.parse import quote

import psycopg
import pytest
from django.db import connections

FAULTS = ["killed_workers", "emptied_redis", "many_at_once", "long_silence", "writing_at_once"]

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker):
    """A copy of the test database that faults may leave in any state; its address."""
    with django_db_blocker.unblock():
        settings = connections["default"].settings_dict
        connections.close_all()
    name = f"{settings['NAME']}_faults"
    host, user = settings["HOST"] or "", settings["USER"] or ""
    where = {"host": host or None, "user": user or None, "dbname": "postgres"}
    where |= {"password": settings["PASSWORD"] or None, "port": settings["PORT"] or None}
    with psycopg.connect(**{k: v for k, v in where.items() if v}, autocommit=True) as line:
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{settings["NAME"]}"')
        login = quote(user) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
        port = f":{settings['PORT']}" if settings["PORT"] else ""
        yield f"postgres://{login}@{quote(host, safe='')}{port}/{name}"
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_lost_and_nothing_doubled(fault, copy):
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{fault}"],
        env={**os.environ, "DATABASE_URL": copy},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    print(done.stdout)
