"""Following a number in Chromium: one click and back, and values from pasted rows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from goals.models import Measurement
from goals.services import goals, measurements, metrics

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_number_takes_a_click_and_a_file(context, page, live_server, ben, client_for):
    at = timezone.now() - timedelta(days=8)
    goal = goals.propose("Fixed at once", why_it_matters="One visit.", by=ben, at=at)
    metric = metrics.add(goal, name="Visits", unit="%", ambition=Decimal(92), by=ben, at=at)
    measurements.measure(metric, value=Decimal(88), by=ben, at=at)
    session = client_for(ben).cookies["session"].value
    context.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/")
    page.get_by_role("button", name="Still 88 %").click()
    expect(page.get_by_text("88 %, just now")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="89 %")).to_be_visible()
    assert Measurement.objects.that_count().count() == 1
    page.goto(f"{live_server.url}/metrics/{metric.pk}/fill/")
    page.get_by_role("textbox", name="Rows").fill("2026-01-05;80\n2026-01-12;many")
    page.get_by_role("button", name="See what it would do").click()
    expect(page.get_by_text("“many” is no plain number")).to_be_visible()
    page.get_by_role("textbox", name="Rows").fill("2026-01-05;80\n2026-01-12;82,5;Two crews ill")
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Take all of them").click()
    expect(page.get_by_role("heading", name="Visits", exact=True)).to_be_visible()
    expect(page.locator("#toasts")).to_contain_text("2 values noted")
    expect(page.get_by_role("cell", name="82.5 %", exact=True)).to_be_visible()
