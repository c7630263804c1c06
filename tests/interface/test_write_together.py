"""Two people on one page of a talk, each in a browser of their own, with a network that fails."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.services import coaching
from dialogue.models import AgendaPoint, CheckIn, Commitment
from dialogue.services import checkins

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WITHIN = 2_000  # what the other adds is there after two seconds
SAVED = re.compile(r"^Saved \d\d:\d\d$")


@pytest.fixture
def talk(cast):
    now = timezone.now()
    return checkins.plan(cast.ada, by=cast.ben, at=now, planned_at=now + timedelta(days=1))


@pytest.fixture
def at_page(browser, live_server, client_for, talk):
    """Let people open the page of the talk; what their browsers complain of fails the test."""
    contexts, complaints = [], []

    def open_page(person, *, context=None):
        if context is None:
            context = browser.new_context()
            context.set_default_timeout(8_000)
            sign_in(context, person)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
        )
        page.goto(f"{live_server.url}/checkins/{talk.pk}/")
        return page

    def sign_in(context, person):
        session = client_for(person).cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])

    open_page.sign_in = sign_in
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def notes(page):
    return page.get_by_label("What was said")


def status(page):
    return page.locator("#notes [data-draft-status]")


def stored(page) -> str:
    return page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")


@contextmanager
def within_two_seconds():
    expect.set_options(timeout=WITHIN)
    yield
    expect.set_options(timeout=5_000)


def test_what_one_adds_the_other_sees_within_two_seconds(at_page, cast, talk):
    ada, ben = at_page(cast.ada), at_page(cast.ben)
    expect(ben.get_by_text("Ada is here")).to_be_visible()
    point = ada.get_by_label("Add to the agenda")
    point.press_sequentially("half a po")
    ben.get_by_label("Add to the agenda").fill("The missing drawings")
    ben.get_by_role("button", name="Add", exact=True).click()
    with within_two_seconds():
        expect(ada.locator("#agenda ol")).to_contain_text("The missing drawings")
    expect(point).to_have_value("half a po")
    expect(point).to_be_focused()
    point.press_sequentially("int")
    expect(ada.locator("live-page [data-said]")).to_have_text("The agenda changed.")
    expect(ben.get_by_text("Ada is writing")).to_be_visible()
    ada.get_by_label("What will be done").fill("Free one morning")
    ada.get_by_role("button", name="Write it down").click()
    with within_two_seconds():
        expect(ben.locator("#commitments")).to_contain_text("Free one morning")
    expect(point).to_have_value("half a point")
    ben.get_by_role("button", name="Begin the talk").click()
    ben.wait_for_load_state()
    with within_two_seconds():
        expect(ada.get_by_role("button", name="Begin the talk")).to_have_count(0)
    expect(ada.get_by_label("Add to the agenda")).to_have_value("half a point")
