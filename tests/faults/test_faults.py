"""Each fault in its short form, as a program on a copy of the test database."""

import os
import subprocess
import sys

import pytest

FAULTS = [
    "killed_workers",
    "emptied_redis",
    "many_at_once",
    "long_silence",
    "writing_at_once",
    "killed_release",
    "killed_publishing",
]

# The mark asks for a test database; each fault works on a copy of it.
pytestmark = [pytest.mark.fault, pytest.mark.django_db]


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_lost_and_nothing_doubled(fault, copy):
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{fault}"],
        env={**os.environ, "DATABASE_URL": copy},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    print(done.stdout)
