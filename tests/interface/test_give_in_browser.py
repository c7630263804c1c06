"""Giving feedback in Chromium: choosing, saving by itself, sending, taking back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from core.models import Draft
from feedback.models import Feedback

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def writer(context, page, live_server, cleo, client_for):
    """Cleo at a new piece of feedback; what the browser complains of fails the test."""
    session = client_for(cleo).cookies["session"].value
    context.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    page.goto(f"{live_server.url}/feedback/give/")
    yield page
    assert complaints == []


def test_an_improvement_is_written_sent_and_taken_back(writer, ben):
    page = writer
    page.get_by_role("combobox", name="Person or people").fill("ben")
    page.get_by_role("option", name="Ben Haddad").click()
    expect(page.get_by_role("button", name="Send to Ben")).to_be_visible()
    expect(page.locator("#reading")).to_contain_text("Ada Lindqvist at present")
    page.get_by_text("Here is what I would try next time").click()
    expect(page.get_by_text("On the wall of praise")).to_be_hidden()
    page.get_by_label("When and where was it?").fill("Tuesday, at the plant.")
    page.get_by_label("What did you see or hear?").fill("The list was not read aloud.")
    page.get_by_label("What did it lead to?").fill("Twenty minutes of search.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_text("Say one thing to try next time.")).to_be_visible()
    page.get_by_label("What could they try, exactly?").fill("Read it aloud.")
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_role("heading", name="Improvement for Ben Haddad")).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text("Sent to Ben")
    assert Feedback.objects.get().recipient == ben
    assert not Draft.objects.exists()
    page.locator("#toasts").get_by_role("button", name="Take back").click()
    expect(page.get_by_label("What could they try, exactly?")).to_have_value("Read it aloud.")
    expect(page.get_by_role("button", name="Remove Ben Haddad")).to_be_visible()
    assert Feedback.objects.get().withdrawn_at


def test_a_trait_word_is_asked_about_politely_and_holds_nothing_back(writer, ben):
    page = writer
    page.get_by_role("combobox", name="Person or people").fill("ben")
    page.get_by_role("option", name="Ben Haddad").click()
    page.get_by_text("Keep doing this, it helps").click()
    seen = page.get_by_label("What did you see or hear?")
    seen.fill("On Tuesday you rang me. You are brilliant.")
    hint = page.locator("li[data-rule]", has_text="You are brilliant")
    expect(hint).to_contain_text("This is about the person. What did you see them do?")
    expect(page.get_by_role("status").filter(has_text="This is about the person")).to_be_attached()
    expect(hint.get_by_text("in criticism and in praise alike")).to_be_hidden()
    hint.get_by_text("Why?").click()
    expect(hint.get_by_text("in criticism and in praise alike")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert found.response["violations"] == []
    seen.press_sequentially(" And you always knew it.")
    expect(page.locator(".field li[data-rule]")).to_have_count(2)
    expect(hint.get_by_text("in criticism and in praise alike")).to_be_visible()  # stays open
    hint.get_by_role("button", name="Leave it as it is").click()
    expect(hint).to_have_count(0)
    expect(seen).to_be_focused()
    expect(page.locator(".field li[data-rule]")).to_have_count(1)
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_role("heading", name="Praise for Ben Haddad")).to_be_visible()
    assert "You are brilliant" in Feedback.objects.get().behaviour


def test_praise_goes_out_in_four_actions_by_keyboard_alone(writer, live_server, ben):
    page = writer
    page.goto(f"{live_server.url}/goals/")
    page.keyboard.press("f")  # one
    field = page.get_by_role("combobox", name="Person or people")
    expect(field).to_be_focused()
    page.keyboard.type("ben")  # two: a name and Enter
    expect(page.get_by_role("option", name="Ben Haddad")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What did you see or hear?")).to_be_focused()
    page.keyboard.type("You rang before the crew left.")  # three
    page.keyboard.press("Control+Enter")  # four
    expect(page.get_by_role("heading", name="Praise for Ben Haddad")).to_be_visible()
    assert Feedback.objects.get().recipient == ben


def test_killed_while_typing_the_words_are_there_in_the_next_browser(
    writer, browser, live_server, cleo, client_for
):
    page = writer
    page.get_by_role("combobox", name="Person or people").fill("ben")
    page.get_by_role("option", name="Ben Haddad").click()
    page.get_by_label("What did you see or hear?").fill("You rang before the crew left.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved")
    address = page.url
    page.close()  # no goodbye: nothing is asked before
    other = browser.new_context()
    session = client_for(cleo).cookies["session"].value
    other.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    again = other.new_page()
    again.goto(address)
    words = again.get_by_label("What did you see or hear?")
    expect(words).to_have_value("You rang before the crew left.")
    expect(again.get_by_role("button", name="Remove Ben Haddad")).to_be_visible()
    other.close()
