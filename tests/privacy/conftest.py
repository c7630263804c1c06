"""The world of the privacy statement, at the moment at which the cast lives."""

import pytest

from tests.privacy import world as worlds


@pytest.fixture
def world(cast, now, time_machine):
    time_machine.move_to(now, tick=False)
    return worlds.build(cast, now)
