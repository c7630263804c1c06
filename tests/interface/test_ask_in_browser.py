"""Asking and learning in Chromium: a question goes round and comes back; a lesson answers.

Every page on the way is looked at by axe as well.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from core.models import Draft
from feedback import learning, limits
from feedback.links import link_for_partner
from feedback.models import Asked, FeedbackRequest
from feedback.services import asking
from feedback.services.learning import choose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
QUESTION = "What should I keep doing in the hand-over?"
HELPED = "You read the list aloud before the crew left."


@pytest.fixture
def opened(browser, live_server, client_for):
    """Open an address as somebody, or signed in as nobody; no complaint passes unheard."""
    expect.set_options(timeout=15_000)
    complaints, contexts = [], []

    def opened(address, person=None, **screen):
        context = browser.new_context(**screen)
        context.set_default_timeout(15_000)
        contexts.append(context)
        if person:
            session = client_for(person).cookies["session"].value
            context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
        )
        page.goto(live_server.url + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def assert_accessible(page):
    found = Axe().run(page, options=RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def pick(page, typed, name):
    """Choose somebody by keyboard alone."""
    page.get_by_role("combobox", name="Colleagues").focus()
    page.keyboard.type(typed)
    expect(page.get_by_role("option", name=name)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()


def fill_in(page, *, helped, name):
    """Answer on the page of a partner."""
    page.get_by_label("What helped you?").fill(helped)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Send to Ben").click()


def answer_from_today(page):
    """Be led from Today into the composer, with the question and the asker in it, and send."""
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Answer Ben Haddad").click()
    expect(page.get_by_role("button", name="Remove Ben Haddad")).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert_accessible(page)
    page.get_by_label("What did you see or hear?").fill(HELPED)
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_role("heading", name="Praise for Ben Haddad")).to_be_visible()


def test_a_question_goes_to_a_colleague_and_comes_back_answered(opened, cast):
    for _time in range(limits.OFTEN):
        asking.ask("And me?", people=[cast.dora], by=cast.ada, at=timezone.now())
    page = opened("/feedback/ask/", cast.ben)
    often = page.get_by_text("Dora Wójcik was asked often lately.")
    pick(page, "dor", "Dora Wójcik")
    expect(often).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Backspace")
    expect(often).to_be_hidden()
    pick(page, "cle", "Cleo Adeyemi")
    page.get_by_role("textbox", name="Your question").fill(QUESTION)
    page.get_by_label("Partners outside").fill("kim@customer.example")
    page.get_by_role("button", name="Ask them").press("Enter")
    expect(page.get_by_role("heading", name="Your question")).to_be_visible()
    expect(page.get_by_text("has not answered yet")).to_have_count(2)
    asked = Asked.objects.filter(request__asker=cast.ben)
    assert {one.person or one.email for one in asked} == {cast.cleo, "kim@customer.example"}
    assert not Draft.objects.exists()

    answer_from_today(opened("/", cast.cleo))
    page.reload()
    expect(page.get_by_role("link", name=HELPED)).to_be_visible()
    expect(page.get_by_text("has not answered yet")).to_have_count(1)
    assert_accessible(page)


def test_a_partner_outside_answers_once_on_a_phone_without_signing_in(opened, cast):
    asking.ask(QUESTION, people=[], emails=["kim@customer.example"], by=cast.ben, at=timezone.now())
    address = urlsplit(link_for_partner(Asked.objects.with_request().get())).path
    page = opened(address, viewport={"width": 390, "height": 844})
    expect(page.get_by_text(QUESTION)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_accessible(page)
    late = page.context.new_page()
    late.goto(page.url)
    fill_in(page, helped=HELPED, name="")
    expect(page.get_by_text("Write your name in at most 120 characters")).to_be_visible()
    expect(page.get_by_label("What helped you?")).to_have_value(HELPED)
    assert_accessible(page)
    fill_in(page, helped=HELPED, name="Kim Oduya")
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert_accessible(page)
    fill_in(late, helped="Something else entirely.", name="Kim Oduya")
    expect(late.get_by_role("heading", name="This link is closed")).to_be_visible()
    expect(late.get_by_text("Something else entirely.")).to_be_visible()
    assert_accessible(late)
    read = opened(FeedbackRequest.objects.get().get_absolute_url(), cast.ben)
    expect(read.get_by_text("Kim Oduya")).to_be_visible()
    expect(read.get_by_text(HELPED)).to_be_visible()
    expect(read.get_by_text("Something else entirely.")).to_be_hidden()


def test_a_learner_is_answered_in_the_first_lesson_and_asked_in_the_last(opened, cast):
    first, *middle, last = learning.course()
    page = opened("/learn/course/", cast.ben)
    expect(page.get_by_role("heading", name=first.title)).to_be_visible()
    for option in sorted(first.options, key=lambda one: one.is_better):
        page.get_by_role("radio", name=option.text).check()
        page.get_by_role("button", name="This one").click()
        expect(page.locator("#answer .well")).to_contain_text(option.because)
        assert_accessible(page)
    page.get_by_role("link", name=f"Next: {middle[0].title}").click()
    expect(page.get_by_role("heading", name=middle[0].title)).to_be_visible()

    for lesson in middle:
        better = next(number for number, one in enumerate(lesson.options) if one.is_better)
        choose(lesson, better, by=cast.ben, at=timezone.now())
    page.goto(page.url.replace(middle[0].slug, last.slug))
    page.get_by_label("Your version").fill("You are always chaotic with the sheet.")
    page.get_by_role("button", name="Look at it with me").click()
    expect(page.get_by_text("That was the last lesson.")).to_be_visible()
    hints = page.get_by_role("region", name="Questions on your words")
    expect(hints.locator("li[data-rule]").first).to_be_visible()
    expect(page.get_by_text(last.example)).to_be_visible()
    assert_accessible(page)
