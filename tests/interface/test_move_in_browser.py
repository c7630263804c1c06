"""The small elements, as a person with a browser meets them."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from core.models import Draft
from tests.interface import pages

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.interface.pages"),
    pytest.mark.django_db(transaction=True),
]

SAVED = re.compile(r"^Draft saved \d\d:\d\d$")


@pytest.fixture(autouse=True)
def nothing_sent_yet():
    pages.SENT.clear()


def status(page):
    return page.locator("[data-draft-status]")


def kept_in_this_tab(page) -> list[str]:
    kept = page.evaluate(
        "Object.entries(sessionStorage).filter(([key]) => key.startsWith('words:'))"
    )
    return [value for _, value in kept]


def write(page, words, *, title="A pump"):
    page.get_by_label("Title").fill(title)
    page.get_by_label("Words").fill(words)


# Drafts


def test_words_are_saved_after_a_pause_and_come_back(desk, ben):
    write(desk, "You rang me first.")
    desk.get_by_label("Jonas alone").check()
    expect(status(desk)).to_have_text(SAVED)
    fields = Draft.objects.get(owner=ben, key=pages.KEY).fields
    assert fields["words"] == "You rang me first."
    assert fields["readers"] == "one"
    assert not {"csrfmiddlewaretoken", "idempotency_key", "q", "find"} & set(fields)
    assert kept_in_this_tab(desk) == []
    desk.reload()
    expect(desk.get_by_label("Words")).to_have_value("You rang me first.")


def test_words_survive_a_lost_network_and_a_reload_and_are_saved_later(desk, ben):
    desk.context.set_offline(True)
    write(desk, "Typed in a tunnel.")
    expect(status(desk)).to_have_text("Not saved yet. Your words are safe here, we try again.")
    assert "Typed in a tunnel." in kept_in_this_tab(desk)[0]
    desk.context.set_offline(False)
    expect(status(desk)).to_have_text(SAVED)
    assert Draft.objects.get(owner=ben).fields["words"] == "Typed in a tunnel."
    assert kept_in_this_tab(desk) == []


def test_words_that_the_server_could_not_take_are_in_the_form_after_a_reload(desk):
    desk.route("**/drafts/**", lambda route: route.fulfill(status=503))
    write(desk, "While the database was away.")
    expect(status(desk)).to_have_text("Not saved yet. Your words are safe here, we try again.")
    desk.unroute("**/drafts/**")
    desk.reload()
    expect(desk.get_by_label("Words")).to_have_value("While the database was away.")
    expect(status(desk)).to_have_text(SAVED)


@pytest.fixture
def two_texts(desk):
    """Ben's form, in which he wrote on while another tab saved something else."""
    write(desk, "begun")
    expect(status(desk)).to_have_text(SAVED)
    other = desk.context.new_page()
    other.goto(desk.url)
    with other.expect_response("**/drafts/**"):
        other.get_by_label("Words").fill("from there")
    other.close()
    desk.get_by_label("Words").fill("from here")
    both = desk.locator("draft-form > .banner")
    expect(both).to_contain_text("from here")
    expect(both).to_contain_text("from there")
    return desk


def test_of_two_texts_mine_can_stay(two_texts, ben):
    two_texts.get_by_role("button", name="Send").click()
    assert pages.SENT == []
    with two_texts.expect_response("**/drafts/**"):
        two_texts.get_by_role("button", name="Keep mine").click()
    expect(two_texts.locator("draft-form > .banner")).to_have_count(0)
    expect(two_texts.get_by_label("Words")).to_have_value("from here")
    assert Draft.objects.get(owner=ben).fields["words"] == "from here"


def test_of_two_texts_the_other_one_can_stay(two_texts, ben):
    two_texts.get_by_role("button", name="Take the other one").click()
    expect(two_texts.locator("draft-form > .banner")).to_have_count(0)
    expect(two_texts.get_by_label("Words")).to_have_value("from there")
    assert kept_in_this_tab(two_texts) == []
    assert Draft.objects.get(owner=ben).fields["words"] == "from there"


def test_when_the_session_ends_words_stay_and_are_not_sent_into_nothing(
    desk, ben, client_for, live_server
):
    desk.context.clear_cookies(name="session")
    write(desk, "Not to be lost.")
    told = "You are signed out. Sign in again in another tab; your words stay here."
    expect(status(desk)).to_have_text(told)
    desk.get_by_role("button", name="Send").click()
    expect(status(desk)).to_have_text(told)
    expect(desk.get_by_label("Words")).to_have_value("Not to be lost.")
    session = client_for(ben).cookies["session"].value
    desk.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status(desk)).to_have_text(SAVED)
    assert Draft.objects.get(owner=ben).fields["words"] == "Not to be lost."


def test_sending_offline_says_so_and_keeps_everything(desk):
    desk.context.set_offline(True)
    write(desk, "Nearly sent.")
    desk.get_by_role("button", name="Send").click()
    expect(status(desk)).to_have_text(
        "We could not send this. Your words are safe here. Check your connection and send again."
    )
    assert pages.SENT == []


def test_leaving_in_the_middle_of_a_word_saves_it(desk, ben, live_server):
    write(desk, "Half a sen")
    desk.goto(f"{live_server.url}/elsewhere/")
    desk.goto(f"{live_server.url}/write/")
    expect(desk.get_by_label("Words")).to_have_value("Half a sen")


def test_sending_leaves_no_draft_and_no_words_behind(desk, ben):
    write(desk, "Sent at once.")
    desk.get_by_label("Jonas alone").check()
    desk.get_by_role("button", name="Send").click()
    expect(desk.get_by_role("heading", name="Elsewhere")).to_be_visible()
    assert [sent["words"] for sent in pages.SENT] == ["Sent at once."]
    assert not Draft.objects.filter(owner=ben).exists()
    assert kept_in_this_tab(desk) == []
    expect(desk.get_by_role("status").filter(has_text="Sent to Jonas")).to_be_visible()


def test_words_of_somebody_else_in_the_same_tab_are_forgotten(desk):
    kept = json.dumps({"person": "somebody else", "sent": False, "fields": {"words": "theirs"}})
    desk.evaluate("kept => sessionStorage.setItem('words:feedback/sample', kept)", kept)
    desk.reload()
    expect(desk.get_by_label("Words")).to_have_value("")
    assert kept_in_this_tab(desk) == []


# Sending once


def test_a_double_click_sends_once(desk):
    write(desk, "Once.")
    desk.get_by_label("Jonas alone").check()
    expect(status(desk)).to_have_text(SAVED)
    desk.get_by_role("button", name="Send").dblclick()
    expect(desk.get_by_role("heading", name="Elsewhere")).to_be_visible()
    assert len(pages.SENT) == 1


def test_control_and_enter_send_what_one_is_writing(desk):
    write(desk, "With keys alone.")
    desk.get_by_label("Jonas alone").check()
    desk.get_by_label("Words").press("Control+Enter")
    expect(desk.get_by_role("heading", name="Elsewhere")).to_be_visible()
    assert len(pages.SENT) == 1


def test_the_first_mistake_gets_the_focus_and_words_stay(desk):
    desk.get_by_label("Words").fill("kept")
    desk.get_by_role("button", name="Send").click()
    expect(desk.get_by_label("Title")).to_be_focused()
    expect(desk.get_by_label("Words")).to_have_value("kept")
    expect(desk.get_by_text("2 things to correct")).to_be_visible()


# Choosing people


def test_people_are_chosen_with_the_keyboard_alone(desk, ben, cleo, dora):
    field = desk.get_by_role("combobox", name="For whom")
    field.press_sequentially("ade")
    expect(desk.get_by_role("option", name="Cleo Adeyemi")).to_have_attribute(
        "aria-selected", "true"
    )
    field.press("Enter")
    field.press_sequentially("d")
    expect(desk.get_by_role("option")).not_to_have_count(0)
    field.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    field.fill("dora")
    field.press("ArrowDown")
    expect(desk.get_by_role("option", name="Dora Wójcik")).to_be_visible()
    field.press("Enter")
    expect(desk.get_by_role("button", name="Remove Cleo Adeyemi")).to_be_visible()
    expect(desk.get_by_role("button", name="Remove Dora Wójcik")).to_be_visible()
    field.press("Backspace")
    expect(desk.get_by_role("button", name="Remove Dora Wójcik")).to_have_count(0)
    expect(status(desk)).to_have_text(SAVED)
    assert Draft.objects.get(owner=ben).fields["recipients"] == [str(cleo.pk)]
    desk.reload()
    expect(desk.get_by_role("button", name="Remove Cleo Adeyemi")).to_be_visible()


def test_nobody_found_is_said_in_words(desk):
    desk.get_by_role("combobox", name="For whom").fill("zzz")
    expect(desk.get_by_role("listbox")).to_contain_text("Nobody of that name.")


# Keys, dialogs, toasts


def test_keys_lead_somewhere(desk, live_server):
    for keys, address in (
        ("f", "/feedback/give/"),
        ("gc", "/checkins/"),
        ("gt", "/"),
        ("/", "/search/"),
    ):
        for key in keys:
            desk.keyboard.press(key)
        expect(desk).to_have_url(live_server.url + address)
        expect(desk.get_by_role("heading", name="Elsewhere")).to_be_visible()
        desk.wait_for_load_state()


def test_keys_rest_while_one_writes_and_with_modifiers(desk):
    address = desk.url
    desk.get_by_label("Words").press_sequentially("gcf?/")
    desk.get_by_role("heading", name="Sample").click()
    desk.keyboard.press("Alt+f")
    expect(desk.get_by_label("Words")).to_have_value("gcf?/")
    assert desk.url == address


def test_the_list_of_keys_opens_and_closes(desk):
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_keys_can_be_switched_off(desk, ben):
    type(ben).objects.filter(pk=ben.pk).update(shortcuts_off=True)
    desk.reload()
    address = desk.url
    desk.keyboard.press("f")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert desk.url == address


def test_a_question_is_asked_in_a_dialog_and_focus_returns(desk):
    button = desk.get_by_role("link", name="Throw away")
    button.press("Enter")
    dialog = desk.get_by_role("dialog", name="Throw it away?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_a_toast_leaves_by_itself(desk, live_server):
    desk.clock.install()
    write(desk, "Sent.")
    desk.get_by_label("Jonas alone").check()
    desk.clock.run_for(1000)
    desk.get_by_role("button", name="Send").click()
    toast = desk.locator(".toast")
    expect(toast).to_have_text(re.compile("Sent to Jonas"))
    desk.clock.run_for(31_000)
    expect(toast).to_have_count(0)


# Without scripts


def test_without_scripts_people_are_found_and_the_form_is_sent(browser, desk, live_server, cleo):
    state = desk.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(f"{live_server.url}/write/")
    write(page, "Plain.")
    page.get_by_label("For whom").fill("cleo")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_label("Words")).to_have_value("Plain.")
    assert "Plain" not in page.url
    page.get_by_label("Cleo Adeyemi").check()
    page.get_by_label("Jonas alone").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    assert [sent["recipients"] for sent in pages.SENT] == [[str(cleo.pk)]]
    context.close()


# Everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out(desk, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.get_by_role("button", name="Send").click()
    expect(desk.get_by_text("3 things to correct")).to_be_visible()
    for width in (390, 1440):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.get_by_role("combobox", name="For whom").fill("a")
        expect(desk.get_by_role("option").first).to_be_visible()
        assert Axe().run(desk).violations_count == 0
    desk.get_by_role("heading", name="Sample").click()
    desk.keyboard.press("?")
    assert Axe().run(desk).violations_count == 0


def test_nothing_has_to_be_scrolled_sideways(desk):
    desk.set_viewport_size({"width": 320, "height": 700})
    assert desk.evaluate("document.documentElement.scrollWidth") <= 320
