"""What a level rests on: added by the person it is about, and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError
from goals.models import Evidence, LevelEntry, Mastery, Measurement
from goals.policies import mastery as policies
from goals.services.mastery.aims import to_write
from goals.services.words import day_of, needed, short_enough


class NoLevelYet(RuleError):
    """Feedback speaks for the level somebody has noted."""


class OwnWords(RuleError):
    """Nobody is their own witness."""


class ThereAlready(RuleError):
    """The same measurement stands there."""


@dataclass(frozen=True)
class Said:
    """Words of somebody else, as they are copied: whose, from which day, and what to try."""

    giver: Person
    on: date
    words: str
    to_try: str = ""
    is_improvement: bool = False


@transaction.atomic
def add_reflection(mastery: Mastery, *, words: str, by: Person, at: datetime) -> Evidence:
    """Write down what one saw oneself."""
    mastery = to_write(mastery, by=by)
    sentence = _("Write in a few words what happened.")
    text = needed(words, field="words", longest=10_000, sentence=sentence)
    return kept(
        Evidence(mastery=mastery, kind="reflection", by=by, words=text, said_on=day_of(at, by)),
        by=by,
        at=at,
    )


@transaction.atomic
def add_measurement(
    mastery: Mastery, *, measurement: Measurement, words: str = "", by: Person, at: datetime
) -> Evidence:
    """Let a measurement stand as evidence; it shows no more once it is taken back."""
    mastery = to_write(mastery, by=by)
    of = measurement.metric.mastery
    if of and of.person_id != by.pk:
        raise PermissionDenied  # what somebody opened to me is not mine to show around
    same = mastery.evidence.standing().filter(measurement=measurement)
    if measurement.withdrawn_at or same.exists():
        sentence = _("Choose another measurement. This one was taken back or stands here already.")
        raise ThereAlready(sentence, fields={"measurement": sentence})
    text = short_enough(words, field="words", longest=10_000)
    evidence = Evidence(mastery=mastery, kind="measurement", by=by, words=text)
    evidence.measurement, evidence.said_on = measurement, measurement.measured_on
    return kept(evidence, by=by, at=at)


@transaction.atomic
def add_feedback(mastery: Mastery, *, said: Said, by: Person, at: datetime) -> Evidence:
    """Keep a copy of what somebody gave, for the level noted now. They released it, nobody else."""
    mastery = to_write(mastery, by=by)
    if said.giver.pk == mastery.person_id:
        raise OwnWords(_("Choose what somebody else saw."))
    evidence = Evidence(mastery=mastery, kind="feedback", by=said.giver, said_on=said.on)
    evidence.level = level_now(mastery).level
    evidence.words, evidence.to_try = said.words, said.to_try
    evidence.is_improvement = said.is_improvement
    return kept(evidence, by=by, at=at)


def level_now(mastery: Mastery) -> LevelEntry:
    """Return the newest level noted."""
    entry = mastery.entries.select_related("level").newest_first().first()
    if entry is None:
        sentence = _("Note first where you see yourself. Feedback speaks for a level.")
        raise NoLevelYet(sentence, fields={"mastery": sentence})
    return entry


def kept(evidence: Evidence, *, by: Person, at: datetime) -> Evidence:
    """Write it down."""
    evidence.added_at = at
    evidence.save(force_insert=True)
    audit.record(by=by, action="mastery.add_evidence", on=evidence, at=at)
    return evidence


def end(evidence: Iterable[UUID], *, by: Person, at: datetime) -> None:
    """Let go of copies whose words were taken back where they were given."""
    standing = Evidence.objects.filter(pk__in=evidence, withdrawn_at__isnull=True)
    standing.update(withdrawn_at=at, withdrawn_by=by)


@transaction.atomic
def withdraw(evidence: Evidence, *, by: Person, at: datetime) -> None:
    """Take it back: nobody reads it any more, and no level rests on it."""
    if not policies.can_withdraw_evidence(by, evidence):
        raise PermissionDenied
    standing = Evidence.objects.filter(pk=evidence.pk, withdrawn_at__isnull=True)
    if standing.update(withdrawn_at=at, withdrawn_by=by):
        audit.record(by=by, action="mastery.withdraw_evidence", on=evidence, at=at)
