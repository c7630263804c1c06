"""Protection in Chromium: told before it waits, paused without a trace, reported and answered."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from feedback.models import Feedback, Flag, Report
from feedback.services.giving import Piece, give

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HARSH = Piece(
    "improvement",
    "recipient",
    "You gave the crane away.",
    "At the yard.",
    "Everybody laughed.",
    "Ask those who do the work.",
)


@pytest.fixture
def sign_in(context, page, live_server, client_for):
    """Be somebody in the browser, at an address."""
    context.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)

    def be(person, url):
        session = client_for(person).cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{url}")
        return page

    return be


def test_a_piece_is_reported_looked_at_and_answered_and_its_giver_paused(sign_in, cast):
    (piece,) = give([cast.ben], what=HARSH, by=cast.cleo, at=timezone.now())
    page = sign_in(cast.ben, f"/feedback/{piece.pk}/")
    page.get_by_role("link", name="Report this").click()
    expect(
        page.get_by_text("This person will read what you write here: Tess Vogel.")
    ).to_be_visible()
    page.get_by_label("What troubles you?").fill("Again, before everybody.")
    page.get_by_label("What it led to").check()
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_text("Nobody has looked yet.")).to_be_visible()
    page = sign_in(cast.tess, "/reports/")
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_text("Everybody laughed.")).to_be_visible()
    expect(page.get_by_text("You gave the crane away.")).to_be_hidden()
    page.get_by_label("Your answer").fill("I am here on Thursday.")
    page.get_by_role("button", name="Answer Ben and close").click()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    page = sign_in(cast.ben, Report.objects.get().get_absolute_url())
    expect(page.get_by_text("I am here on Thursday.")).to_be_visible()
    page = sign_in(cast.ben, f"/protection/pauses/?from={cast.cleo.pk}")
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_text("until you end it")).to_be_visible()
    give([cast.ben], what=HARSH, by=cast.cleo, at=timezone.now())
    page.reload()
    expect(page.get_by_text("1 piece")).to_be_visible()
    page.get_by_role("button", name="End it, and let in what came").click()
    expect(page.locator("#toasts")).to_contain_text("1 piece of feedback came in")


def test_whoever_is_slowed_is_told_while_choosing_and_sees_when_it_goes(sign_in, cast):
    for weeks in (1, 2):
        at = timezone.now() - timedelta(weeks=weeks)
        Flag.objects.create(
            pattern="one_on_one", person=cast.cleo, about=cast.ben, week=150 - weeks,
            first_at=at, last_at=at, pieces=5, made_at=at,
        )  # fmt: skip
    page = sign_in(cast.cleo, "/feedback/give/")
    page.get_by_role("combobox", name="Person or people").fill("ben")
    page.get_by_role("option", name="Ben Haddad").click()
    page.get_by_text("Here is what I would try next time").click()
    expect(page.get_by_text("An improvement goes out with the weekly batch")).to_be_visible()
    page.get_by_text("Keep doing this, it helps").click()
    expect(page.get_by_text("An improvement goes out with the weekly batch")).to_be_hidden()
    page.get_by_text("Here is what I would try next time").click()
    page.get_by_label("When and where was it?").fill("Tuesday, at the plant.")
    page.get_by_label("What did you see or hear?").fill("The list was not read aloud.")
    page.get_by_label("What did it lead to?").fill("Twenty minutes of search.")
    page.get_by_label("What could they try, exactly?").fill("Read it aloud.")
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_text("This goes out to Ben with the weekly batch")).to_be_visible()
    assert Feedback.objects.get().held_until
