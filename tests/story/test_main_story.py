"""The main job, from an export of people to a published ratio, with everything real."""

import os
import subprocess
import sys

import pytest

# The mark asks for a test database; the story plays on a copy of it.
pytestmark = [pytest.mark.fault, pytest.mark.django_db]


def test_the_main_job_is_done_from_the_export_to_the_published_ratio(copy):
    done = subprocess.run(
        [sys.executable, "-m", "tests.story.main_story"],
        env={**os.environ, "DATABASE_URL": copy},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    print(done.stdout)
