"""A capability that everybody knows, and ben's mastery of it, built through the services."""

from datetime import timedelta

import pytest

from feedback import services as feedback
from goals.selectors.wording import Wording
from goals.services import capabilities
from goals.services.mastery import aims
from goals.services.mastery.visibility import Audience, open_to

LEVELS = (
    ("Learning", "Watches a hand-over and writes down questions."),
    ("With help", "Writes a hand-over that somebody else completes."),
    ("On my own", "Writes a hand-over that nobody has to ask about."),
    ("Showing others", "Lets others write one and asks the questions."),
)


@pytest.fixture(autouse=True)
def _on_the_day_of_the_tests(time_machine, now):
    """Pages read the clock; here it stands on the day on which the cast lives."""
    time_machine.move_to(now, tick=False)


@pytest.fixture
def adopt(ben, root, now):
    """Adopt a capability with four levels."""

    def build(name="Hand-over writing"):
        at = now - timedelta(days=200)
        words = Wording(name, "Those who come next know what is open.", LEVELS)
        proposed = capabilities.propose(words, by=ben, at=at)
        return capabilities.accept(proposed, by=root, at=at)

    return build


@pytest.fixture
def capability(adopt):
    return adopt()


@pytest.fixture
def levels(capability):
    """The levels by name."""
    return {level.name: level for level in capability.levels.all()}


@pytest.fixture
def mastery(capability, levels, ben, now):
    """Ben writes hand-overs with help, and wants to show others."""
    return aims.begin(
        capability,
        ideal_level=levels["Showing others"],
        why="The night crew rings me at home.",
        level=levels["With help"],
        reflection="Emre still completes mine.",
        by=ben,
        at=now - timedelta(days=100),
    )


@pytest.fixture
def opened(mastery, ben, now):
    """Open it, and return it as it is then."""

    def to(**whom):
        return open_to(mastery, audience=Audience(**whom), by=ben, at=now)

    return to


@pytest.fixture
def praised(ben, now):
    """Somebody praised ben."""

    def by(giver, **words):
        said = {"kind": "praise", "readers": "recipient", "behaviour": "Nobody had to ring."}
        piece = feedback.Piece(**{**said, **words})
        return feedback.give([ben], what=piece, by=giver, at=now - timedelta(days=3))[0]

    return by
