"""One world in which every thing of the privacy statement exists, each text with its canary.

ben is the recipient, the coachee, the subject; cleo gives him feedback; ada coaches him; finn
coached him until last month; dora is any other member; root is admin; tess is trusted; yann has
left, after he gave feedback and while a session and a token of his were open.
"""

from datetime import datetime
from types import SimpleNamespace

from accounts.services.people import create_person
from tests.kept import Kept
from tests.nordlys import NOW, nordlys
from tests.privacy.world.aimed_at import aimed
from tests.privacy.world.given import asked, gave, protected
from tests.privacy.world.grouped import grouped
from tests.privacy.world.mastering import able, mastered
from tests.privacy.world.rounds import rounds
from tests.privacy.world.surroundings import for_admins, left, people_and_teams
from tests.privacy.world.talked import talked_before, talked_in_a_group, talks
from tests.privacy.world.world import EVERYBODY, MEMBERS, NOBODY, World, people

__all__ = ["EVERYBODY", "MEMBERS", "NOBODY", "World", "people", "played"]


def build(cast: SimpleNamespace, now: datetime) -> World:
    """Play the story that leaves everything behind."""
    world = World(cast, now)
    for name, called in (("finn", "Finn Berg"), ("yann", "Yann Morel")):
        person = create_person(
            email=f"{name}@example.org",
            name=called,
            by=None,
            at=world.ago(days=300),
            password="demo",
            time_zone="Europe/Oslo",
        )
        setattr(world, name, person)
    people_and_teams(world)
    for_admins(world)
    gave(world)
    asked(world)
    protected(world)
    talked_before(world)
    talks(world)
    talked_in_a_group(world)
    aimed(world)
    able(world)
    mastered(world)
    grouped(world)
    rounds(world)
    left(world)
    return world


played = Kept(lambda: build(nordlys(), NOW))
