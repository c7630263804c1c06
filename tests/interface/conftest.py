"""A Chromium in which somebody has signed in."""

import os
import shutil
import time

import pytest
from django.db import connection

# Playwright's loop runs on in the thread of the tests, where Django then refuses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def base_url() -> str:
    """Stand in for the plugin's own, which pytest 9 warns of."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium is not here")
    return {**browser_type_launch_args, "executable_path": CHROMIUM}


BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""


@pytest.fixture(autouse=True)
def _answers_are_finished(request):
    """Wait, once the browser is closed, for what the server still does; then tables are emptied.

    A page that is left saves a draft on its way out. Emptying the tables meanwhile is a deadlock.
    """
    yield
    if request.node.get_closest_marker("browser") is None:
        return
    quiet, until = 0, time.monotonic() + 10
    while quiet < 3 and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            quiet = quiet + 1 if cursor.fetchone() == (0,) else 0
        time.sleep(0.02)


@pytest.fixture
def desk(context, page, live_server, ben, client_for):
    """Ben at the sample page; what the browser complains of fails the test."""
    session = client_for(ben).cookies["session"].value
    context.set_default_timeout(5000)
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    page.goto(f"{live_server.url}/write/")
    yield page
    assert complaints == []
