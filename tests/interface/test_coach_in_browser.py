"""A coach and a coachee agree, ask for help, hand over and prepare in Chromium."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Person
from dialogue.services import agenda, checkins, commitments, holding, notes
from feedback.services import Piece, give
from goals.models import Goal, Metric, Ownership
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


DAY = timedelta(days=1)
LONG = "The Inbetriebnahmeverantwortlichkeitsübergabe took longer than any of us had thought. "


@pytest.fixture
def long_history(cast):
    """Ada and ben after a talk with thirty promises; twenty goals, forty pieces, all of it long."""
    now, ada, ben = timezone.now(), cast.ada, cast.ben
    Person.objects.filter(pk=ben.pk).update(name="Benedikt-Maximilian Freiherr von Hohenwaldenburg")
    talk = checkins.plan(ada, by=ben, at=now - 60 * DAY, planned_at=now - 50 * DAY)
    notes.write_notes(talk, by=ben, at=now - 50 * DAY, text=LONG * 20, version=0)
    holding.hold(talk, by=ben, at=now - 50 * DAY)
    for number in range(30):
        commitments.commit(
            talk, by=ben, at=now - 49 * DAY, what=LONG * 5, who=(ada, ben)[number % 2],
            until=now.date() + number * DAY,
        )  # fmt: skip
    coming = checkins.plan(ada, by=ben, at=now, planned_at=now + DAY)
    for _number in range(12):
        agenda.add_agenda_point(coming, by=ben, at=now, text=LONG * 5)
    for number in range(40):
        what = Piece(kind="praise", readers="recipient_and_coaches", behaviour=LONG * 5)
        give([ben], what=what, by=(ada, cast.cleo, cast.dora)[number % 3], at=now - number * DAY)
    for _number in range(20):
        own(ben, now)


def own(person, at):
    told = {"starts_on": at.date(), "agreed_at": at, "proposed_by": person, "proposed_at": at}
    goal = Goal.objects.create(title=LONG, why_it_matters="Nights.", **told)
    Ownership.objects.create(goal=goal, person=person, named_by=person, named_at=at, agreed_at=at)
    Metric.objects.create(
        goal=goal, name=LONG, unit="a week", direction="down", ambition=Decimal(5),
        forecast=Decimal(8), confidence="low", added_by=person, added_at=at,
    )  # fmt: skip


def test_a_long_history_is_prepared_on_one_sheet_of_paper(
    desk_of,  # noqa: F811 - the fixture
    live_server,
    cast,
    long_history,
):
    ada, address = desk_of(cast.ada), f"{live_server.url}/dialogue/{cast.ben.pk}/prepare/"
    for language, said in (("en", "Before you talk with"), ("de", "Bevor du mit")):
        Person.objects.filter(pk=cast.ada.pk).update(language=language)
        ada.goto(address)
        expect(ada.get_by_role("heading", level=1)).to_contain_text(said)
        paper = ada.pdf(format="A4")
        assert paper.count(b"/Type /Page") - paper.count(b"/Type /Pages") == 1, language
