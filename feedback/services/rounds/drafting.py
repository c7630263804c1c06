"""A round is prepared in one step: what it is, what it asks, and of whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from feedback.models import Round
from feedback.services.rounds import choosing, nominating, starting
from feedback.services.rounds.nominating import Reviewer
from goals.models import Capability


@dataclass(frozen=True)
class Outline:
    """What a round is to be. What is None stays as it is."""

    title: str
    mode: str
    closes_at: datetime | None
    releases_at: datetime | None
    questions: Sequence[tuple[str, str]] | None = None
    capabilities: Sequence[Capability] | None = None
    reviewers: Sequence[Reviewer] = ()


@transaction.atomic
def draft(outline: Outline, *, by: Person, at: datetime) -> Round:
    """Start a round about oneself with all of it, or not at all."""
    about = starting.start(
        outline.title,
        mode=outline.mode,
        closes_at=outline.closes_at,
        releases_at=outline.releases_at,
        by=by,
        at=at,
    )
    fill(about, outline, by=by, at=at)
    return about


@transaction.atomic
def redraft(about: Round, outline: Outline, *, by: Person, at: datetime) -> Round:
    """Change a round before its launch, all of it or nothing."""
    changed = starting.edit(
        about,
        title=outline.title,
        mode=outline.mode,
        closes_at=outline.closes_at,
        releases_at=outline.releases_at,
        by=by,
        at=at,
    )
    fill(changed, outline, by=by, at=at)
    return changed


def fill(about: Round, outline: Outline, *, by: Person, at: datetime) -> None:
    """Choose what is asked, and nominate."""
    if outline.questions is not None or outline.capabilities is not None:
        choosing.choose(
            about,
            questions=asked_by(about) if outline.questions is None else outline.questions,
            capabilities=chosen_in(about) if outline.capabilities is None else outline.capabilities,
            by=by,
            at=at,
        )
    if outline.reviewers:
        nominating.nominate(about, reviewers=outline.reviewers, by=by, at=at)


def asked_by(about: Round) -> list[tuple[str, str]]:
    """Return the questions as they are."""
    rows = about.questions.order_by("position")
    return [(row.text, row.library_code) for row in rows]


def chosen_in(about: Round) -> list[Capability]:
    """Return the capabilities as they are."""
    rows = about.capabilities.select_related("capability").order_by("position")
    return [row.capability for row in rows]
