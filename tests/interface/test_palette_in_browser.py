"""Anywhere by a few letters, from any page and also while one writes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from goals.services import goals

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server, client_for, cast):
    """Ada, who may read ben's goal; what the browser complains of fails the test."""
    goals.propose("Fixed at once", why_it_matters="Nobody waits.", by=cast.ben, at=timezone.now())
    expect.set_options(timeout=15_000)
    context, complaints = browser.new_context(), []
    context.set_default_timeout(15_000)
    session = client_for(cast.ada).cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/feedback/give/")
    yield page
    context.close()
    assert complaints == []


def ask(desk, words):
    """Type words into the palette; return its links."""
    desk.keyboard.press("Control+k")
    expect(desk.locator("#palette input")).to_be_focused()
    desk.keyboard.type(words)
    return desk.locator("#palette nav a")


def test_it_opens_over_a_field_and_leads_to_a_page(desk):
    writing = desk.get_by_label("What did you see or hear?")
    writing.fill("You rang me")
    expect(ask(desk, "rat bo").first).to_have_text("Ratio board")
    assert not Axe().run(desk, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
    desk.keyboard.press("Escape")
    expect(writing).to_be_focused()
    expect(ask(desk, "rat bo").first).to_have_text("Ratio board")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/ratios/")


def test_it_finds_people_goals_and_what_is_none(desk, cast):
    found = ask(desk, "ben")
    expect(found.first).to_contain_text("Ben Haddad")
    expect(found.last).to_have_text("All that holds “ben”")
    desk.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/people/{cast.ben.pk}/")
    found = ask(desk, "fixed")
    expect(found.first).to_contain_text("Fixed at once")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.type("x")
    expect(desk.locator("#palette input")).to_have_value("fixedx")
    expect(found).to_have_count(1)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/search/?q=fixedx")
