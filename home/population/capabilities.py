"""Values, and the capabilities that were adopted from the ready library in the first months."""

from goals.library import ready_in
from goals.models import Capability, CapabilityProposal, Level, ProposedLevel, Value
from home.population.chance import new_id
from home.population.world import World

VALUES = (
    ("Say it early", "We tell bad news on the day we know it, to the person it concerns."),
    ("Go and look", "Before we decide about a plant, one of us has stood in front of it."),
    ("Leave it easier", "Whatever we touch is easier to look after when we leave than before."),
    ("Ask for help", "Whoever is stuck for an hour asks, and whoever is asked makes time."),
    ("Home unharmed", "No date and no customer is worth a risk that we would not tell at home."),
)
ADOPTED = (
    "handing-over", "working-safely", "finding-causes", "listening", "giving-feedback",
    "taking-feedback", "planning", "teaching", "hard-conversations", "writing-clearly",
    "learning-from-experience", "understanding-those-we-serve",
)  # fmt: skip


def make_values(world: World, root: str) -> None:
    """Write the values as an admin wrote them down on the first day."""
    rng = world.chance("values")
    Value.objects.bulk_create(
        Value(
            id=new_id(rng),
            name=name,
            sentence=sentence,
            position=position,
            added_at=world.days.iso[0] + " 06:10:00+00",
            added_by_id=root,
        )
        for position, (name, sentence) in enumerate(VALUES, start=1)
    )


def make_capabilities(world: World, root: str) -> None:
    """Write the capabilities, each proposed by somebody who was there and adopted soon after."""
    rng, library = world.chance("capabilities"), ready_in("en")
    early = [one.id for one in world.people if one.first <= 10 and not one.has_left] or [root]
    for number, slug in enumerate(ADOPTED):
        ready, who = library[slug], early[(number * 3 + 1) % len(early)]
        proposed = world.days.moment(12 + 2 * number, rng)
        adopted = world.days.moment(14 + 2 * number + number % 5, rng)
        words = {"name": ready.name, "description": ready.description}
        came = {"proposed_at": proposed, "proposed_by_id": who}
        capability = Capability(
            id=new_id(rng), library_slug=slug, adopted_at=adopted, adopted_by_id=root,
            **words, **came,
        )  # fmt: skip
        capability.save(force_insert=True)
        proposal = CapabilityProposal(
            id=new_id(rng), capability=capability, kind="new", over_version=0, made_version=1,
            accepted_at=adopted, accepted_by_id=root, **words, **came,
        )  # fmt: skip
        proposal.save(force_insert=True)
        levels = [
            {"position": position, "name": name, "behaviour": behaviour}
            for position, (name, behaviour) in enumerate(ready.levels, start=1)
        ]
        Level.objects.bulk_create(
            Level(id=new_id(rng), capability=capability, **level) for level in levels
        )
        ProposedLevel.objects.bulk_create(
            ProposedLevel(proposal=proposal, **level) for level in levels
        )
    world.counts["capabilities"] = len(ADOPTED)
