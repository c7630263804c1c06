"""Choose a capability to master, say how far and why, set it aside."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError, StaleVersion
from goals.models import Capability, Level, LevelEntry, Mastery
from goals.policies import mastery as policies
from goals.services.words import day_of, needed, short_enough

EARLIEST = date(1950, 1, 1)
MOST = 50
HOW = {"most": MOST}


class ChosenBefore(RuleError):
    """A person has a capability once."""


class TooMany(RuleError):
    """More than anybody could look after."""


class NotAdopted(RuleError):
    """Only what was adopted can be chosen."""


class LevelOfAnother(RuleError):
    """The level belongs to another capability."""


class NotThatDay(RuleError):
    """A day that has not come, or long before anybody's working life."""


class SetAside(RuleError):
    """What was set aside is read by its owner and not written."""


@transaction.atomic
def begin(
    capability: Capability,
    *,
    ideal_level: Level,
    why: str,
    by: Person,
    at: datetime,
    level: Level | None = None,
    reflection: str = "",
) -> Mastery:
    """Choose a capability, and say where one is if one likes; nobody else sees it until opened."""
    if by.has_left:
        raise PermissionDenied
    if Mastery.objects.in_use().filter(person=by).count() >= MOST:
        raise TooMany(_("Set one aside first. Nobody masters more than %(most)s at a time.") % HOW)
    if not capability.is_adopted:
        sentence = _("Choose another capability. This one is not in use here.")
        raise NotAdopted(sentence, fields={"capability": sentence})
    refuse_level_of_another(capability, ideal_level, field="ideal_level")
    words = {"ideal_level": ideal_level, "why": checked_why(why), "begun_at": at}
    mastery, is_new = Mastery.objects.get_or_create(
        person=by, capability=capability, defaults=words
    )
    if not is_new:
        sentence = _("You have this capability on your page already.")
        raise ChosenBefore(sentence, fields={"capability": sentence})
    audit.record(by=by, action="mastery.begin", on=mastery, at=at)
    if level:
        note(mastery, level=level, reflection=reflection, by=by, at=at)
    return mastery


@transaction.atomic
def change(
    mastery: Mastery, *, ideal_level: Level, why: str, by: Person, at: datetime, version: int | None
) -> Mastery:
    """Aim for another level, or say anew why."""
    mastery = to_write(mastery, by=by, version=version)
    refuse_level_of_another(mastery.capability, ideal_level, field="ideal_level")
    mastery.ideal_level, mastery.why = ideal_level, checked_why(why)
    written(mastery, "ideal_level", "why")
    audit.record(by=by, action="mastery.change", on=mastery, at=at)
    return mastery


@transaction.atomic
def note(
    mastery: Mastery,
    *,
    level: Level,
    by: Person,
    at: datetime,
    reached_on: date | None = None,
    reflection: str = "",
) -> LevelEntry:
    """Say where one sees oneself since a day (today); a step back is noted like any other."""
    mastery = to_write(mastery, by=by)
    refuse_level_of_another(mastery.capability, level, field="level")
    entry = LevelEntry.objects.create(
        mastery=mastery,
        level=level,
        reached_on=checked_day(reached_on or day_of(at, by), by=by, at=at),
        reflection=short_enough(reflection, field="reflection", longest=10_000),
        at=at,
    )
    written(mastery)
    audit.record(by=by, action="mastery.note", on=entry, at=at)
    return entry


@transaction.atomic
def set_aside(mastery: Mastery, *, by: Person, at: datetime) -> None:
    """Put it away for now: nobody else sees it, and nobody is asked about it any more."""
    mastery = to_write(mastery, by=by)
    mastery.set_aside_at = at
    written(mastery, "set_aside_at")
    audit.record(by=by, action="mastery.set_aside", on=mastery, at=at)


@transaction.atomic
def take_up(mastery: Mastery, *, by: Person, at: datetime) -> None:
    """Go on with what was set aside; those it was open to see it again."""
    mastery = locked(mastery, by=by)
    mastery.set_aside_at = None
    written(mastery, "set_aside_at")
    audit.record(by=by, action="mastery.take_up", on=mastery, at=at)


def locked(mastery: Mastery, *, by: Person) -> Mastery:
    """Return it as it stands now, for the person it is about alone."""
    if not policies.can_keep(by, mastery):
        raise PermissionDenied
    return Mastery.objects.select_for_update(of=("self",), no_key=True).with_words().get(
        pk=mastery.pk
    )  # fmt: skip


def to_write(mastery: Mastery, *, by: Person, version: int | None = None) -> Mastery:
    """Return it locked, unless it is set aside or was changed since `version` was read."""
    mastery = locked(mastery, by=by)
    if version is not None and version != mastery.version:
        sentence = _("This was changed in between. Look at it again, then decide.")
        raise StaleVersion(sentence, current=mastery.version)
    if mastery.set_aside_at:
        raise SetAside(_("You set this aside. Take it up again first."))
    return mastery


def written(mastery: Mastery, *fields: str) -> None:
    """Keep these fields as the next version."""
    mastery.version += 1
    mastery.save(update_fields=[*fields, "version"])


def refuse_level_of_another(capability: Capability, level: Level, *, field: str) -> None:
    if level.capability_id != capability.pk:
        sentence = _("Choose one of the levels of %(name)s.") % {"name": capability.name}
        raise LevelOfAnother(sentence, fields={field: sentence})


def checked_why(why: str) -> str:
    sentence = _("Say in a sentence why you want to get there.")
    return needed(why, field="why", longest=4000, sentence=sentence)


def checked_day(day: date, *, by: Person, at: datetime) -> date:
    """Return the day, unless it is still to come where the person is."""
    sentence = ""
    if day > day_of(at, by):
        sentence = _("Choose today or a day before. This one is still to come.")
    elif day < EARLIEST:
        sentence = _("Choose a later day. This one is too long ago.")
    if sentence:
        raise NotThatDay(sentence, fields={"reached_on": sentence})
    return day
