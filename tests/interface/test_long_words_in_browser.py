"""A word that knows no end makes no page of a phone wider than the phone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from feedback.services import Piece, give
from goals.services import goals, measurements, metrics, participation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LISTS = [
    "/goals/",
    "/goals/?view=list",
    "/goals/timeline/",
    "/goals/graph/",
    "/goals/my-part/",
    "/",
    "/feedback/",
    "/feedback/?box=wall",
    f"/search/?q={WORD}",
]


@pytest.fixture
def told(cast):
    """Return the addresses of a goal, its number and praise that all hold the word."""
    at, ben, ada = timezone.now() - timedelta(days=1), cast.ben, cast.ada
    ben.name = f"Maximilian {WORD}"
    ben.save(update_fields=["name"])
    goal = goals.propose(f"{WORD} {WORD}", why_it_matters=WORD * 3, by=ben, at=at)
    number = metrics.add(goal, name=WORD, unit=WORD[:40], ambition=Decimal(9), by=ben, at=at)
    measurements.measure(number, value=Decimal(3), by=ben, at=at)
    participation.join(goal, by=ada, at=at)
    [piece] = give(
        [ada], by=ben, at=at, what=Piece("praise", "everyone", behaviour=WORD * 2, goal=goal)
    )
    return [f"/goals/{goal.pk}/", f"/metrics/{number.pk}/", f"/feedback/{piece.pk}/"]


def test_nothing_is_wider_than_a_phone(told, browser, live_server, client_for, cast):
    context = browser.new_context(viewport={"width": 320, "height": 800})
    session = client_for(cast.ada).cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page, wide = context.new_page(), {}
    for address in (*told, *LISTS):
        page.goto(live_server.url + address)
        assert WORD[:20] in page.content(), address
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {address: width for address, width in wide.items() if width > 320} == {}
