"""Feedback between the cast, given through the services."""

from datetime import timedelta

import pytest

from feedback.services import Piece, give

PRAISE = {
    "kind": "praise",
    "readers": "recipient",
    "behaviour": "You rang me before the crew left, and we swapped two vans.",
}
IMPROVEMENT = {
    "kind": "improvement",
    "readers": "recipient",
    "situation": "Tuesday, hand-over of the plant room at St Olave’s.",
    "behaviour": "The pump curve was not in the hand-over sheet.",
    "impact": "It took forty minutes to find the bypass.",
    "recommendation": "Write the pump curve in the first line of the sheet.",
}


@pytest.fixture
def given(cast, now):
    """Give a piece that counts as given ten minutes ago: `given("cleo", "ben", kind="praise")`."""

    def build(giver="cleo", *recipients, kind="praise", at=None, draft=None, **changes):
        words = {**(PRAISE if kind == "praise" else IMPROVEMENT), **changes}
        people = [getattr(cast, name) for name in recipients or ("ben",)]
        when = at or now - timedelta(minutes=10)
        copies = give(people, what=Piece(**words), by=getattr(cast, giver), at=when, draft=draft)
        return copies[0] if len(copies) == 1 else copies

    return build


@pytest.fixture
def _at_now(time_machine, now):
    """Let the edges read the clock of the tests."""
    time_machine.move_to(now, tick=False)


@pytest.fixture
def form():
    """What the composer sends."""

    def build(*recipients, kind="praise", **changes):
        words = {**(PRAISE if kind == "praise" else IMPROVEMENT), **changes}
        return {**words, "recipients": [str(person.pk) for person in recipients]}

    return build


@pytest.fixture
def goal(cast, now):
    """A goal that feedback can be linked to."""
    from goals.services.goals import propose

    return propose("Fixed on the first visit", why_it_matters="Nobody waits.", by=cast.dora, at=now)


@pytest.fixture
def noticed_twice(cast, now):
    """Let a pattern of cleo towards ben have been noticed in two weeks: slow mode."""
    from feedback.models import Flag

    def build():
        for weeks in (1, 2):
            at = now - timedelta(weeks=weeks, hours=3)
            Flag.objects.create(
                pattern="one_on_one", person=cast.cleo, about=cast.ben, week=150 - weeks,
                first_at=at, last_at=at, pieces=5, others=1, people=4, made_at=at,
            )  # fmt: skip

    return build
