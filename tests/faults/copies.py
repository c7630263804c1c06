"""A copy of the test database for each run of the faults."""

from urllib.parse import quote

import psycopg
import pytest
from django.db import connections


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker):
    """A copy of the test database that faults may leave in any state; its address."""
    with django_db_blocker.unblock():
        settings = connections["default"].settings_dict
        connections.close_all()
    name = f"{settings['NAME']}_faults"
    host = settings["HOST"] or settings["OPTIONS"].get("host", "")
    user = settings["USER"] or ""
    where = {"host": host or None, "user": user or None, "dbname": "postgres"}
    where |= {"password": settings["PASSWORD"] or None, "port": settings["PORT"] or None}
    with psycopg.connect(**{k: v for k, v in where.items() if v}, autocommit=True) as line:
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        line.execute(  # a thread of an earlier test may have left its connection behind
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [settings["NAME"]],
        )
        line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{settings["NAME"]}"')
        login = quote(user) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
        port = f":{settings['PORT']}" if settings["PORT"] else ""
        yield f"postgres://{login}@{quote(host, safe='')}{port}/{name}"
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
