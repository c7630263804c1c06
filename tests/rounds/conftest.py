"""What rounds in tests ask about, and their clock."""

import pytest

from goals.models import Capability
from goals.services import ready_library


@pytest.fixture
def listening(cast, now):
    """A capability of the organisation, with its five levels."""
    ready_library.adopt_ready(["listening"], by=cast.root, at=now, language="en")
    return Capability.objects.get(library_slug="listening")


@pytest.fixture
def clock(time_machine, now):
    """Let the edges read this clock; it begins where the cast lives."""

    def to(moment):
        time_machine.move_to(moment, tick=False)

    to(now)
    return to
