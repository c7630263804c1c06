"""The world of the access matrix, for those who send what nobody should."""

import logging

import pytest
from django.core.signals import got_request_exception

from tests.hostile.sending import Sender
from tests.privacy import world as worlds


@pytest.fixture
def sender(db, now, time_machine):
    time_machine.move_to(now, tick=False)
    made = Sender(worlds.played())
    got_request_exception.connect(made.broke)
    logging.disable(logging.CRITICAL)
    yield made
    logging.disable(logging.NOTSET)
    got_request_exception.disconnect(made.broke)
