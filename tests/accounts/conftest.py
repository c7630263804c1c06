"""More people, for lists."""

import pytest

from accounts.services.people import create_person


@pytest.fixture
def many(cast, now):
    """Make as many people as a test needs."""

    def make(count):
        return [
            create_person(email=f"p{n}@example.org", name=f"Person {n:03}", by=None, at=now)
            for n in range(count)
        ]

    return make
