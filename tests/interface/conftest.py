"""A Chromium in which somebody has signed in."""

import os
import shutil

import pytest

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
