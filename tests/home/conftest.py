"""Today and search of the cast, on the day on which the cast lives."""

from datetime import timedelta

import pytest

from dialogue.services import checkins


@pytest.fixture
def on_the_day(time_machine, now):
    """Pages read the clock; here it stands still."""
    time_machine.move_to(now, tick=False)


@pytest.fixture
def talk(on_the_day, cast, now):
    """Ada and ben talk tomorrow, by a plan of ben's."""
    return checkins.plan(cast.ada, by=cast.ben, at=now, planned_at=now + timedelta(days=1))


@pytest.fixture
def prompt(talk):
    """The first prompt of their talk."""
    return talk.template.prompts.order_by("position")[0]
