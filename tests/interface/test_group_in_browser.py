"""A group in Chromium: chosen by name, its agenda dragged into order, and left by one."""

import pytest
from playwright.sync_api import expect

from dialogue.models import CheckIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def plan(desk, home):
    """Choose two by name, and fill in the rest."""
    desk.goto(f"{home}/checkins/plan/")
    for name in ("Cleo", "Dora"):
        desk.get_by_role("combobox", name="With whom").fill(name)
        desk.get_by_role("option", name=name).click()
    desk.get_by_label("What it is about").fill("Trio on estimating")
    desk.get_by_label("Day").fill("2027-05-14")
    desk.get_by_label("Time").fill("14:30")
    desk.get_by_label("Prompts").select_option(label="In a group")
    desk.get_by_role("button", name="Plan the talk").click()
    expect(desk.get_by_role("heading", name="Trio on estimating")).to_be_visible()


def test_three_plan_order_and_one_leaves(desk, live_server, cast):
    expect.set_options(timeout=15_000)
    desk.set_default_timeout(15_000)
    plan(desk, live_server.url)
    for text in ("First", "Second", "Third"):
        desk.get_by_label("Add to the agenda").fill(text)
        desk.get_by_role("button", name="Add", exact=True).click()
        expect(desk.locator("#agenda li").last).to_contain_text(text)
    lines = desk.locator("#agenda li")
    lines.nth(2).locator(".av").drag_to(lines.nth(0), target_position={"x": 60, "y": 2})
    expect(lines.first).to_contain_text("Third")
    desk.get_by_role("button", name="Move down: Third").click()
    expect(lines.nth(1)).to_contain_text("Third")
    desk.reload()
    expect(lines.nth(1)).to_contain_text("Third")
    desk.get_by_role("button", name="Leave this talk").click()
    expect(desk.get_by_text("You left this group.")).to_be_visible()
    expect(lines).to_have_count(3)  # all of them his own words
    talk = CheckIn.objects.get()
    assert set(talk.sides) == {cast.cleo, cast.dora}
