"""One round as its subject or its proposer may know it, in one thing: for calls."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accounts.models import Person
from feedback.models import Nomination, Round, RoundCapability, RoundQuestion
from feedback.selectors.nominating import often_asked
from feedback.selectors.rounds.progress import progress_of
from feedback.selectors.rounds.setup import set_up_of


@dataclass(frozen=True)
class Known:
    """What somebody may know of a round, before its launch and after."""

    round: Round
    questions: list[RoundQuestion] = field(default_factory=list)
    capabilities: list[RoundCapability] = field(default_factory=list)
    invited: int = 0
    reviewers: list[Nomination] = field(default_factory=list)
    answered: dict[UUID, bool] = field(default_factory=dict)
    often: set[UUID] = field(default_factory=set)
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def known_to(found: Round, person: Person, *, at: datetime) -> Known:
    """Return all that the subject may know; to others a round is its title and its mode."""
    if found.subject_id != person.pk:
        return Known(found)
    rows = Nomination.objects.visible_to(person).filter(round=found).with_people().in_order()
    reviewers = list(rows)
    shown = set_up_of(found, at=at) if found.state == Round.State.PREPARING else None
    people = [row.person for row in reviewers if row.person]
    return Known(
        round=found,
        questions=list(found.questions.order_by("position")),
        capabilities=list(found.capabilities.order_by("position")),
        invited=Nomination.objects.filter(round=found).count(),
        reviewers=reviewers,
        answered={one.nomination.pk: one.has_answered for one in progress_of(found)}
        if found.launched_at
        else {},
        often=often_asked(people, at=at) if shown else set(),
        missing=shown.missing if shown else (),
        warnings=shown.warnings if shown else (),
    )


def version_of(found: Round) -> str:
    """Return what names this state of a round in preparation: made from all that can be edited."""
    questions = found.questions.order_by("position").values_list("text", flat=True)
    capabilities = found.capabilities.order_by("position").values_list("capability", flat=True)
    state = [
        found.title, found.mode, str(found.state),
        *map(str, (found.closes_at, found.releases_at)), *questions, *map(str, capabilities),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:32]
