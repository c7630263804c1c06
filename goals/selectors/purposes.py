"""The wordings of a purpose, each beside the one before it."""

from dataclasses import dataclass

from accounts.models import Person, Team
from goals.models import Purpose

STEPS = 20


@dataclass(frozen=True)
class Reworded:
    """A wording and the text that stood before it, empty for the first one."""

    purpose: Purpose
    before: str


@dataclass(frozen=True)
class PurposeHistory:
    """The wording that counts, and a page of how it came to be, newest first."""

    newest: Purpose | None
    steps: tuple[Reworded, ...]
    page: int
    has_earlier: bool


def purpose_history(team: Team | None, *, viewer: Person, page: int = 1) -> PurposeHistory:
    """Return how the purpose of a team, or of the organisation, was worded over time."""
    wordings = Purpose.objects.visible_to(viewer).of(team)
    start = (page - 1) * STEPS
    found = list(wordings[start : start + STEPS + 1])
    texts = [one.text for one in found[1:]] + [""]
    steps = [Reworded(one, text) for one, text in zip(found, texts, strict=False)]
    return PurposeHistory(
        newest=next(iter(found), None) if page == 1 else wordings.first(),
        steps=tuple(steps[:STEPS]),
        page=page,
        has_earlier=len(found) > STEPS,
    )
