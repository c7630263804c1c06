"""Goals of the cast, built through the services."""

from datetime import timedelta
from decimal import Decimal

import pytest

from goals.services import goals, measurements, metrics, owners, participation, proposals
from notifications.kinds import still_due
from notifications.models import Notification

SOME_DAYS = timedelta(days=20)


@pytest.fixture(autouse=True)
def _on_the_day_of_the_tests(time_machine, now):
    """Pages read the clock; here it stands on the day on which the cast lives."""
    time_machine.move_to(now, tick=False)


@pytest.fixture
def propose_goal(now):
    """Propose a goal as somebody, some days ago."""

    def build(by, title="Fixed on the first visit", **details):
        details.setdefault("why_it_matters", "A family should see us once.")
        return goals.propose(title, by=by, at=now - SOME_DAYS, **details)

    return build


@pytest.fixture
def goal(propose_goal, ben):
    """Ben's own collective goal, agreed since he alone owns it."""
    return propose_goal(ben)


@pytest.fixture
def shared_goal(propose_goal, ben, cleo):
    """A goal that ben proposed and that names cleo as well."""
    return propose_goal(ben, title="Hand-overs the same day", owners=[ben, cleo])


@pytest.fixture
def metric(goal, ben, now):
    """The number of ben's goal."""
    return metrics.add(
        goal,
        name="Visits fixed at once",
        unit="%",
        ambition=Decimal(92),
        forecast=Decimal(88),
        confidence="medium",
        by=ben,
        at=now - SOME_DAYS,
    )


@pytest.fixture
def measured(metric, ben, now):
    """The number with a few values."""
    for days_ago, value in ((15, "80"), (8, "84.5"), (1, "86")):
        at = now - timedelta(days=days_ago)
        measurements.measure(metric, value=Decimal(value), by=ben, at=at)
    return metric


@pytest.fixture
def joined(goal, ada, now):
    """Ada joined ben's goal."""
    return participation.join(goal, by=ada, at=now - timedelta(days=2))


@pytest.fixture
def agreed(shared_goal, cleo, now):
    """A goal that ben and cleo own, agreed by both."""
    return owners.agree(shared_goal, by=cleo, at=now - timedelta(days=9))


@pytest.fixture
def proposed(agreed, dora, now):
    """Dora, who carries nothing of it, proposes another title."""
    return proposals.propose(
        agreed,
        changes={"title": "Hand-overs by five"},
        reason="So that the night shift reads them.",
        by=dora,
        at=now - timedelta(days=1),
    )


@pytest.fixture
def due(now):
    """Name who is told something of this kind and has not done it."""

    def names(kind):
        rows = Notification.objects.in_app().filter(still_due(now), kind=kind, done_at__isnull=True)
        return {row.person.called for row in rows}

    return names
