"""Talks of the cast: ada and ben in their coaching, ben and cleo as peers."""

from datetime import timedelta

import pytest
import time_machine

from dialogue.services import checkins, groups, holding
from dialogue.services.prompts import introduce

TOMORROW = timedelta(days=1)


@pytest.fixture
def at_now(now):
    """Let pages and calls happen at the moment the cast lives in."""
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def template(root, now):
    """Two questions, so that answers have something to belong to."""
    return introduce(
        by=root, at=now, name="Two questions", questions=["What went well?", "What is next?"]
    )


@pytest.fixture
def talk(ada, ben, now, template):
    """Ben planned to talk with his coach tomorrow."""
    return checkins.plan(ada, by=ben, at=now, planned_at=now + TOMORROW, template=template)


@pytest.fixture
def held(talk, ben, now):
    """It was held on the day it was planned for."""
    holding.hold(talk, by=ben, at=now + TOMORROW)
    talk.refresh_from_db()
    return talk


@pytest.fixture
def peer_talk(ben, cleo, now, template):
    """Ben planned to talk with a colleague in two days."""
    return checkins.plan(cleo, by=ben, at=now, planned_at=now + 2 * TOMORROW, template=template)


@pytest.fixture
def group_talk(ben, cleo, dora, now, template):
    """Ben planned to talk with cleo and dora in three days."""
    return groups.plan_group(
        [cleo, dora],
        by=ben,
        at=now,
        planned_at=now + 3 * TOMORROW,
        title="Trio on estimating",
        template=template,
    )
