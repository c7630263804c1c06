"""Recipients let feedback stand as evidence of a level, and take that back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from feedback.models import Feedback, Release
from feedback.services.shares import lock
from goals.models import Mastery
from goals.services.mastery import evidence
from goals.services.words import day_of


class AlreadyReleased(RuleError):
    """It stands there as evidence now."""


class NotReleased(RuleError):
    """It does not stand as evidence now."""


@transaction.atomic
def release(feedback: Feedback, *, mastery: Mastery, by: Person, at: datetime) -> Release:
    """Copy it to one's own mastery: whoever sees that reads the words, with the giver's name."""
    lock(feedback, by=by)
    there = Release.objects.standing().filter(feedback=feedback, evidence__mastery=mastery)
    if there.exists():
        sentence = _("This stands there already.")
        raise AlreadyReleased(sentence, fields={"mastery": sentence})
    added = evidence.add_feedback(mastery, said=said_in(feedback), by=by, at=at)
    made = Release.objects.create(feedback=feedback, evidence=added, released_at=at, released_by=by)
    audit.record(by=by, action="feedback.release", on=made, at=at)
    return made


def said_in(feedback: Feedback) -> evidence.Said:
    """Return the copy: what was seen, when, and what came of it, each a paragraph."""
    paragraphs = (feedback.situation, feedback.behaviour, feedback.impact)
    return evidence.Said(
        giver=feedback.giver,
        on=day_of(feedback.given_at, feedback.recipient),
        words="\n\n".join(text.strip() for text in paragraphs if text.strip()),
        to_try=feedback.recommendation,
        is_improvement=feedback.is_improvement,
    )


@transaction.atomic
def unrelease(
    feedback: Feedback, *, by: Person, at: datetime, mastery: Mastery | None = None
) -> None:
    """Take it back from one mastery, or from all; nobody reads the copy any more."""
    lock(feedback, by=by)
    standing = Release.objects.standing().filter(feedback=feedback)
    if mastery:
        standing = standing.filter(evidence__mastery=mastery)
    made = list(standing)
    if not made:
        raise NotReleased(_("This does not stand as evidence now."))
    evidence.end([one.evidence_id for one in made], by=by, at=at)
    for one in made:
        audit.record(by=by, action="feedback.unrelease", on=one, at=at)


def end_releases(feedback: Feedback, *, by: Person, at: datetime) -> None:
    """Its giver took it back: the copies go with it."""
    standing = Release.objects.standing().filter(feedback=feedback)
    evidence.end(list(standing.values_list("evidence", flat=True)), by=by, at=at)
