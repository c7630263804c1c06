"""Capabilities of the organisation, built through the services."""

from datetime import timedelta

import pytest

from goals.selectors.wording import Wording
from goals.services import capabilities

NAMES = ("Learning", "With help", "On my own", "Showing others", "Shaping how we do it")
SEEN = ("Asks.", "Tries it beside somebody.", "Does it.", "Shows it.", "Changed how we do it.")


@pytest.fixture
def words():
    """A capability in words, as somebody might propose it."""
    return Wording("Handing over", "Pass work on.", tuple(zip(NAMES, SEEN, strict=True)))


@pytest.fixture
def proposed(words, dora, now):
    """Dora proposed it some days ago."""
    return capabilities.propose(
        words, reason="Nights are long.", by=dora, at=now - timedelta(days=9)
    )


@pytest.fixture
def adopted(proposed, root, now):
    """Root adopted what dora proposed."""
    return capabilities.accept(proposed, by=root, at=now - timedelta(days=8))


@pytest.fixture
def reword(now):
    """Propose another wording of a capability as somebody."""

    def build(capability, by, reason="Clearer.", version=1, **changes):
        words = Wording.of(capability)
        words = Wording(
            changes.get("name", words.name),
            changes.get("description", words.description),
            changes.get("levels", words.levels),
        )
        return capabilities.propose_change(
            capability, words=words, reason=reason, version=version, by=by, at=now
        )

    return build


@pytest.fixture
def form():
    """A capability as the form sends it."""

    def build(words, **more):
        sent = {"name": words.name, "description": words.description}
        for number, (name, behaviour) in enumerate(words.levels):
            sent |= {f"levels.{number}.name": name, f"levels.{number}.behaviour": behaviour}
        return {**sent, "level_count": len(words.levels), **more}

    return build


@pytest.fixture
def body():
    """A capability as a call sends it."""

    def build(words, **more):
        levels = [{"name": name, "behaviour": behaviour} for name, behaviour in words.levels]
        return {"name": words.name, "description": words.description, "levels": levels, **more}

    return build
