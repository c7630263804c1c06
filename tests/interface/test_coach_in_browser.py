"""A coach and a coachee agree, ask for help, hand over and prepare in Chromium."""

import pytest
from playwright.sync_api import expect

from tests.interface.test_agree_in_browser import desk_of  # noqa: F401 - a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_agree_one_asks_for_help_the_other_prepares(desk_of, live_server, cast):  # noqa: F811 - the fixture
    ben, ada, home = desk_of(cast.ben), desk_of(cast.ada), live_server.url
    for page, text in ((ben, "I come prepared."), (ada, "An hour every second week.")):
        page.goto(f"{home}/coachings/")
        page.get_by_role("link", name="agreement").first.click()
        page.get_by_label("What you commit to").fill(text)
        page.get_by_role("button", name="Save my part").click()
        expect(page.get_by_text(text).first).to_be_visible()
    for page in (ada, ben):
        page.reload()
        page.get_by_role("button", name="Confirm both parts").click()
    expect(ben.get_by_text("Both of you confirmed these words")).to_be_visible()
    asks_for_help(ben, home)
    ada.goto(f"{home}/coach/")
    ada.get_by_role("link", name="Answer").click()
    ada.get_by_role("textbox", name="Your answer").fill("On Thursday at two.")
    ada.get_by_role("button", name="I will help").click()
    expect(ada.get_by_role("heading", name="The people you coach")).to_be_visible()
    ben.goto(f"{home}/help/")
    expect(ben.get_by_text("On Thursday at two.")).to_be_visible()
    hands_over(ben, home)
    ada.goto(f"{home}/coachings/")
    ada.get_by_role("link", name="Where they stand").click()
    expect(ada.get_by_text("I lead the start-ups now.")).to_be_visible()
    prepares(ada, home)


def asks_for_help(page, home):
    page.goto(f"{home}/coachings/")
    page.get_by_role("link", name="Ask for help").click()
    page.get_by_label("What would you like help with?").fill("A talk I keep putting off.")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Ada Lindqvist sees it.")).to_be_visible()


def hands_over(page, home):
    page.goto(f"{home}/coachings/")
    page.get_by_role("link", name="Where I stand").click()
    page.get_by_label("Where you stand").fill("I lead the start-ups now.")
    page.get_by_role("button", name="Show it to Ada").click()
    expect(page.get_by_role("button", name="Take it all back")).to_be_visible()


def prepares(page, home):
    """From the list of coachees to the sheet, which stands on one page of paper."""
    page.goto(f"{home}/coach/")
    page.get_by_role("link", name="Prep sheet").click()
    expect(page.get_by_role("heading", name="Before you talk with Ben Haddad")).to_be_visible()
    expect(page.get_by_text("I come prepared.")).to_be_visible()
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Agreement", exact=True).click()
    expect(page.get_by_text("An hour every second week.")).to_be_visible()
