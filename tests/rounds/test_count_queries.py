"""Every page of a round costs the same however many are asked and however much was said."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import Round
from feedback.services.rounds import choosing, launching, nominating, starting
from feedback.services.rounds.nominating import Reviewer
from feedback.services.rounds.releasing import release_due
from tests.rounds.world import crowd, everybody_answers

pytestmark = pytest.mark.django_db
MOST = 12
REPORT_COMES = timedelta(days=5)


def rounds_of(ben, cleo, listening, number, *, at):
    """Prepare one, open one, a named one, and release one, each with so many reviewers."""
    others = crowd(number, start=1000 * number)
    made = {}
    for name in ("preparing", "open", "named", "released"):
        began = at - REPORT_COMES if name == "released" else at - timedelta(hours=1)
        mode = "named" if name == "named" else "confidential"
        dates = {"closes_at": began + timedelta(days=2), "releases_at": began + REPORT_COMES}
        about = starting.start(f"{name} {number}", mode=mode, **dates, by=ben, at=began)
        asked = [(f"What about it, {one}?", "") for one in range(min(number, 10))]
        choosing.choose(about, questions=asked, capabilities=[listening], by=ben, at=began)
        reviewers = [Reviewer("peers", one) for one in [cleo, *others]]
        nominating.nominate(about, reviewers=reviewers, by=ben, at=began)
        if name != "preparing":
            launching.launch(about, by=ben, at=began)
        if name == "released":
            everybody_answers(Round.objects.get(pk=about.pk), at=began + timedelta(days=1))
        made[name] = about
    assert release_due(at=at).rounds == 1
    return made


def cost(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_no_page_of_a_round_costs_more_the_more_there_is(
    cast, client_for, listening, clock, now, settings
):
    ben, cleo = client_for(cast.ben), client_for(cast.cleo)
    costs = []
    for number in (5, 30):
        made = rounds_of(cast.ben, cast.cleo, listening, number, at=now)
        pages = {
            "list": (ben, "/rounds/"),
            "preparing": (ben, made["preparing"].get_absolute_url()),
            "open": (ben, made["open"].get_absolute_url()),
            "own view": (ben, f"{made['open'].get_absolute_url()}answer/"),
            "named": (ben, made["named"].get_absolute_url()),
            "report": (ben, made["released"].get_absolute_url()),
            "end": (ben, f"{made['released'].get_absolute_url()}end/"),
            "answer": (cleo, f"{made['open'].get_absolute_url()}answer/"),
            "named answer": (cleo, f"{made['named'].get_absolute_url()}answer/"),
            "asked": (cleo, "/rounds/"),
            "today": (cleo, "/"),
            "call": (ben, f"/api/v1/rounds/{made['released'].pk}/report"),
            "answer by call": (cleo, f"/api/v1/rounds/{made['open'].pk}/answer"),
            "list by call": (cleo, "/api/v1/rounds?box=asked"),
        }
        costs.append({name: cost(browser, url) for name, (browser, url) in pages.items()})
    assert costs[0] == costs[1]
    assert {name: count for name, count in costs[0].items() if count > MOST} == {}
