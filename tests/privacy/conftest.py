"""The world of the privacy statement, at the moment at which the cast lives."""

import logging

import pytest

from tests.privacy import world as worlds


@pytest.fixture
def world(db, now, time_machine):
    time_machine.move_to(now, tick=False)
    return worlds.played()


@pytest.fixture
def quiet():
    """Write no log while thousands of refusals are provoked."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
