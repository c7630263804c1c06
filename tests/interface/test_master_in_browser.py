"""Mastery in Chromium: a level noted, a witness asked and answering, praise released."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.models import Draft
from feedback import services as feedback
from goals.services import ready_library

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk_of(browser, live_server, client_for):
    """Sign somebody in, each in a browser of their own; complaints of it fail the test."""
    complaints, contexts = [], []
    expect.set_options(timeout=15_000)

    def sign_in(person):
        context = browser.new_context()
        contexts.append(context)
        context.set_default_timeout(15_000)
        session = client_for(person).cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/mastery/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


def choose(page):
    """Put a capability on the page; what is typed saves itself."""
    page.get_by_role("link", name="Choose a capability").click()
    page.get_by_role("link", name="Handing over").click()
    page.get_by_label("Showing others:").first.check()
    page.get_by_label("Why you want to get there").fill("The night crew rings me at home.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Put it on my page").click()
    expect(page.get_by_text("Only you can see this level")).to_be_visible()


def note(page):
    page.get_by_role("link", name="Note a level").click()
    page.get_by_label("On my own:").check()
    page.get_by_label("What makes you say so").fill("Harbour Road went on without a call.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Note this level").click()
    expect(page.get_by_text("Harbour Road went on without a call.")).to_be_visible()
    assert not Draft.objects.exists()


def ask_cleo(page):
    page.get_by_role("link", name="Ask a witness").click()
    page.get_by_role("combobox", name="Whom to ask").fill("cleo")
    page.get_by_role("option", name="Cleo Adeyemi").click()
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_role("heading", name="Asked")).to_be_visible()


def answer(page):
    page.get_by_role("link", name="Handing over").click()
    expect(page.get_by_text("so will whoever Ben lets see this level")).to_be_visible()
    page.get_by_label("On my own:").check()
    page.get_by_label("What you saw or heard").fill("I began without calling anybody.")
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_role("button", name="Take my words back")).to_be_visible()


def release(page):
    page.get_by_role("link", name="Release as evidence").click()
    page.get_by_label("Handing over. Who can see it: Only you").check()
    page.get_by_role("button", name="Release it").click()
    expect(page.get_by_role("heading", name="Evidence")).to_be_visible()


def open_to_coaches(page):
    page.get_by_role("link", name="Change who can see it").click()
    page.get_by_text("Those I choose below").click()
    page.get_by_text("My coaches").click()
    page.get_by_role("button", name="Save who can see it").click()
    expect(page.get_by_text("You and Ada Lindqvist can see this level")).to_be_visible()


def test_a_level_is_noted_witnessed_and_seen_by_the_coach_alone(
    desk_of, live_server, root, ben, ada, cleo, dora, tess
):
    now = timezone.now()
    ready_library.adopt_ready(["handing-over"], language="en", by=root, at=now)
    words = feedback.Piece("praise", "recipient", "Nobody had to ring at night.")
    [praise] = feedback.give([ben], what=words, by=tess, at=now - timedelta(days=1))
    page = desk_of(ben)
    choose(page)
    address = page.url
    note(page)
    ask_cleo(page)
    answer(desk_of(cleo))
    page.goto(address)
    expect(page.get_by_text("I began without calling anybody.")).to_be_visible()
    expect(page.locator(".cap .tag")).to_have_text("Own view so far")
    page.goto(f"{live_server.url}/feedback/{praise.pk}/")
    release(page)
    page.goto(address)
    expect(page.locator(".cap .tag")).to_have_text("Witnessed")
    open_to_coaches(page)
    coach, stranger = desk_of(ada), desk_of(dora)
    coach.goto(f"{live_server.url}/people/{ben.pk}/")
    coach.get_by_role("link", name="Mastery").last.click()
    coach.get_by_role("link", name="Handing over").click()
    expect(coach.get_by_text("Nobody had to ring at night.")).to_be_visible()
    assert stranger.goto(address).status == 404
    assert stranger.goto(f"{live_server.url}/people/{ben.pk}/mastery/").status == 404
