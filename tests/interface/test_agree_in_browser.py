"""Two people agree on a goal in Chromium, a third proposes a change, a fourth joins."""

import pytest
from playwright.sync_api import expect

from goals.models import Goal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk_of(browser, live_server, client_for):
    """Open a browser of somebody's own; what it complains of fails the test."""
    expect.set_options(timeout=15_000)
    complaints, desks = [], []

    def open_desk(person):
        context = browser.new_context()
        context.set_default_timeout(15_000)
        session = client_for(person).cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
        )
        desks.append(context)
        return page

    yield open_desk
    for context in desks:
        context.close()
    assert complaints == []


def test_two_agree_a_third_proposes_a_change_a_fourth_joins(desk_of, live_server, cast):
    ben, home = desk_of(cast.ben), live_server.url
    address = propose(ben, f"{home}/goals/new/")
    cleo = desk_of(cast.cleo)
    cleo.goto(address)
    cleo.get_by_role("button", name="Yes, I own it").click()
    expect(cleo.get_by_text("Agreed", exact=True)).to_be_visible()
    propose_a_change(desk_of(cast.dora), address)
    accept_it(ben, home)
    ada = desk_of(cast.ada)
    ada.goto(address)
    ada.get_by_role("button", name="Join this goal").click()
    expect(ada.get_by_text("You are in", exact=True).first).to_be_visible()
    ada.get_by_role("link", name="The whole history").click()
    expect(ada.get_by_text("Clearer than mine.")).to_be_visible()
    expect(ada.locator(".tl > li").first).to_contain_text("Ada Lindqvist joined")
    goal = Goal.objects.get()
    assert (goal.state, goal.version) == (Goal.State.ACTIVE, 2)


def propose(page, address):
    """Write a goal that names cleo as well, and return where it is."""
    page.goto(address)
    page.get_by_label("Goal", exact=True).fill("Hand-overs the same day")
    page.get_by_label("Why it matters").fill("The night shift has to guess.")
    page.get_by_role("combobox", name="Owners").fill("cleo")
    page.get_by_role("option", name="Cleo Adeyemi").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("heading", name="Hand-overs the same day")).to_be_visible()
    return page.url


def propose_a_change(page, address):
    """Say it differently; what is typed saves itself."""
    page.goto(address)
    page.get_by_role("link", name="Propose a change").click()
    page.get_by_label("Why you propose this").fill("A shift is what everybody counts in.")
    page.get_by_label("Goal", exact=True).fill("Hand-overs the same shift")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Propose the change").click()
    expect(page.locator("ins")).to_contain_text("shift")
    expect(page.locator("del")).to_contain_text("day")


def accept_it(page, home):
    """Come from Today, decline without a reason first, then accept."""
    page.goto(home)
    page.get_by_role("link", name="Read and answer the change to Hand-overs the same day").click()
    page.get_by_role("button", name="Decline, with this reason").click()
    expect(page.get_by_text("Say why. Whoever proposed it learns")).to_be_visible()
    page.get_by_label("Your reason").fill("Clearer than mine.")
    page.get_by_role("button", name="Accept the change").click()
    expect(page.get_by_role("heading", name="Hand-overs the same shift")).to_be_visible()
