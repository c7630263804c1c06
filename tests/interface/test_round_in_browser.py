"""A 360 round in Chromium, from its first word to its end; every page is looked at by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from core.models import Draft
from feedback.models import Nomination, Round, SealedAnswer
from feedback.rounds.items import Item, Part
from feedback.services.rounds import answering, nominating
from feedback.services.rounds.nominating import Reviewer
from feedback.services.rounds.releasing import release_due
from goals.services import ready_library
from tests.rounds.world import crowd

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def opened(browser, live_server, client_for):
    """Open an address as somebody; no complaint passes unheard."""
    expect.set_options(timeout=15_000)
    complaints, contexts = [], []

    def opened(address, person, **screen):
        context = browser.new_context(**screen)
        context.set_default_timeout(15_000)
        contexts.append(context)
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


def look(page):
    """Nothing is inaccessible, and nothing is wider than the screen."""
    found = Axe().run(page, options=RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def prepare(page, cast):
    """Start a round, choose what it asks, and put cleo on the list, by keyboard where it counts."""
    page.get_by_label("Title").fill("How I hand over")
    page.get_by_role("button", name="Prepare it").press("Enter")
    expect(page.get_by_role("heading", name="How I hand over")).to_be_visible()
    look(page)
    page.get_by_text("Capabilities to choose from").click()
    page.get_by_role("checkbox", name="Listening").check()
    page.get_by_text("Questions: Looking ahead").click()
    page.get_by_label("What should Ben by all means keep doing?").check()
    page.get_by_label("Questions of your own").fill("And the van?")
    page.get_by_role("button", name="Keep this choice").click()
    expect(page.get_by_role("checkbox", name="And the van?")).to_be_checked()
    page.get_by_role("combobox", name="Colleagues").focus()
    page.keyboard.type("cle")
    expect(page.get_by_role("option", name="Cleo Adeyemi")).to_have_attribute(
        "aria-selected", "true"
    )
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("button", name="Take Cleo Adeyemi off the list")).to_be_visible()
    expect(page.get_by_text("Nominate at least 4 people")).to_be_visible()
    expect(page.get_by_role("button", name="Launch the round")).to_be_disabled()
    look(page)


def launch(page, about, cast):
    """Let five more be nominated, and launch."""
    more = [Reviewer("peers", one) for one in crowd(5)]
    nominating.nominate(about, reviewers=more, by=cast.ben, at=timezone.now())
    page.reload()
    page.get_by_role("button", name="Launch the round").click()
    expect(page.get_by_text("6 people were invited.")).to_be_visible()
    expect(page.get_by_text("Cleo Adeyemi")).to_be_hidden()
    look(page)


def write(page):
    """Answer on a phone: every word is kept while it is typed, in the box alone."""
    page.get_by_role("link", name="Your view of Ben Haddad’s work").click()
    expect(page.get_by_text("6 people were invited.")).to_be_visible()
    look(page)
    page.get_by_role("radio", name="With help").check()
    page.get_by_label("What to keep").fill("The list, read aloud.")
    expect(page.locator("[data-draft-status]")).to_contain_text("It counts as it stands here.")
    page.get_by_label("And the van?").fill("It was clean.")
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_text("Saved. You can change it")).to_be_visible()
    page.reload()
    expect(page.get_by_label("What to keep")).to_have_value("The list, read aloud.")
    expect(page.get_by_role("radio", name="With help")).to_be_checked()
    assert not Draft.objects.exists()
    assert SealedAnswer.objects.count() == 3


def others_answer(about):
    """Let the other five say something to everything that cleo answered."""
    for one in Nomination.objects.filter(round=about).exclude(person__name="Cleo Adeyemi"):
        answers = {Item(question.pk, Part.TEXT): "Yes." for question in about.questions.all()}
        answers[Item(about.capabilities.get().pk, Part.KEEP)] = "You ring early."
        answering.answer(about, answers=answers, by=one.person, at=timezone.now())


def come_too_late(page):
    """Type on a page that was open when the round closed: nothing is lost, and nothing kept."""
    page.get_by_label("What to keep").fill("Too late for this.")
    late = page.locator("[data-draft-status]")
    expect(late).to_contain_text("late answers are taken from nobody")
    expect(page.get_by_label("What to keep")).to_have_value("Too late for this.")
    page.get_by_role("button", name="Save my answer").click()
    expect(page.get_by_role("heading", name="What you wrote")).to_be_visible()
    expect(page.get_by_text("Too late for this.")).to_be_visible()
    look(page)


def read_and_end(page):
    """Read the report, and say what comes of it."""
    expect(page.get_by_role("heading", name="What others see in Ben’s work")).to_be_visible()
    expect(page.get_by_text("The list, read aloud.")).to_be_visible()
    expect(page.get_by_text("Too late for this.")).to_be_hidden()
    expect(page.get_by_role("button", name="Print for the talk")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Say what comes of it").click()
    look(page)
    page.get_by_role("button", name="Nothing this time").click()
    expect(page.get_by_text("Nothing this time. You ended the round today.")).to_be_visible()


def test_a_round_goes_from_its_first_word_to_its_end(opened, cast, time_machine):
    ready_library.adopt_ready(["listening"], by=cast.root, at=timezone.now(), language="en")
    ben = opened("/rounds/new/", cast.ben)
    prepare(ben, cast)
    about = Round.objects.get()
    launch(ben, about, cast)

    cleo = opened("/", cast.cleo, **PHONE)
    write(cleo)
    about.refresh_from_db()
    others_answer(about)
    ben.get_by_role("button", name="Close the round").click()
    expect(ben.get_by_text("Closed. The report comes").first).to_be_visible()
    come_too_late(cleo)

    time_machine.move_to(about.releases_at)
    assert release_due(at=about.releases_at).rounds == 1
    read_and_end(opened(about.get_absolute_url(), cast.ben))
