"""Add a number to a goal or to a capability somebody works on, change it, retire it."""

from datetime import datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError, StaleVersion
from goals import policies
from goals.models import Goal, Mastery, Metric, MetricChange
from goals.policies.mastery import can_keep
from goals.services.owners import locked, refuse_if_ended
from goals.services.words import needed, short_enough

MOST = 30
LARGEST = Decimal(10) ** 14
FINEST = Decimal("0.0001")
NUMBERS = ("baseline", "ambition", "forecast")
OUTLOOK = ("ambition", "forecast", "confidence")
WORDS = ("name", "unit", "direction", *NUMBERS, "confidence", "every", "keeper")
LONGEST_NOTE = 500


class NotANumber(RuleError):
    """A value that cannot be kept: infinite, too large or too fine."""


class ConfidenceWithoutForecast(RuleError):
    """Confidence tells how sure a forecast is."""


class TooManyMetrics(RuleError):
    """More numbers than anybody could look after."""


class Retired(RuleError):
    """A number that is not followed any more."""


class SetAside(RuleError):
    """The numbers of a mastery that was set aside rest."""


class KeptByItsPerson(RuleError):
    """A number of a mastery is kept by the person it is about."""


class KeeperHasLeft(RuleError):
    """Somebody who left keeps no number."""


class Details(TypedDict, total=False):
    """What a metric can say beside its name."""

    unit: str
    direction: str
    baseline: Decimal | None
    ambition: Decimal | None
    forecast: Decimal | None
    confidence: str
    every: str
    keeper: Person | None


class Changes(Details, total=False):
    """What can be changed of a metric."""

    name: str


@transaction.atomic
def add(
    about: Goal | Mastery, *, name: str, by: Person, at: datetime, **details: Unpack[Details]
) -> Metric:
    """Add a number that tells how a goal goes, or how somebody gets on with a capability."""
    metric = of_mastery(about, by=by) if isinstance(about, Mastery) else of_goal(about, by=by)
    metric.added_by, metric.added_at = by, at
    put(metric, {"name": name, **details})
    metric.save(force_insert=True)
    audit.record(by=by, action="metric.add", on=metric, at=at)
    return metric


def of_goal(goal: Goal, *, by: Person) -> Metric:
    """Begin a number of a goal that is carried by this person and locked from here on."""
    goal = locked(goal)
    if not policies.can_carry(policies.part_of(by, goal)):
        raise PermissionDenied
    refuse_if_ended(goal)
    if goal.metrics.followed().count() >= MOST:
        raise TooManyMetrics(_("Retire a number first. A goal follows at most 30 of them."))
    return Metric(goal=goal)


def of_mastery(mastery: Mastery, *, by: Person) -> Metric:
    """Begin a number of one's own mastery. It is kept by the person it is about."""
    mastery = locked_mastery(mastery)
    if not can_keep(by, mastery):
        raise PermissionDenied
    refuse_if_set_aside(mastery)
    if mastery.metrics.followed().count() >= MOST:
        raise TooManyMetrics(_("Retire a number first. A capability has at most 30 of them."))
    return Metric(mastery=mastery, keeper=by)


@transaction.atomic
def change(
    metric: Metric,
    *,
    by: Person,
    at: datetime,
    version: int | None,
    note: str = "",
    **changes: Unpack[Changes],
) -> Metric:
    """Change a number's words, ambition or forecast; without a forecast there is no confidence.

    Another ambition, forecast or confidence stays readable beside the old one, with the note.
    """
    metric = to_change(metric, by=by)
    if version is not None and version != metric.version:
        sentence = _("This number was changed in between. Look at it again, then decide.")
        raise StaleVersion(sentence, current=metric.version)
    before = {name: getattr(metric, name) for name in OUTLOOK}
    words: dict[str, Any] = dict(changes)
    if words.get("forecast", metric.forecast) is None and "confidence" not in words:
        words["confidence"] = ""
    put(metric, words)
    metric.version += 1
    metric.save(update_fields=[*WORDS, "version"])
    remember(metric, before, note=note, by=by, at=at)
    audit.record(by=by, action="metric.change", on=metric, at=at)
    return metric


def remember(
    metric: Metric, before: dict[str, Any], *, note: str, by: Person, at: datetime
) -> None:
    """Write down what was expected before and what is now, if that differs or there is a note."""
    note = short_enough(note, field="note", longest=LONGEST_NOTE)
    after = {name: getattr(metric, name) for name in OUTLOOK}
    if not note and before == after:
        return
    was = {f"{name}_before": value for name, value in before.items()}
    now = {f"{name}_after": value for name, value in after.items()}
    MetricChange.objects.create(metric=metric, note=note, by=by, at=at, **was, **now)


@transaction.atomic
def retire(metric: Metric, *, by: Person, at: datetime) -> Metric:
    """Follow a number no longer; its measurements stay."""
    metric = to_change(metric, by=by)
    metric.retired_at, metric.retired_by = at, by
    metric.save(update_fields=["retired_at", "retired_by"])
    audit.record(by=by, action="metric.retire", on=metric, at=at)
    return metric


def to_change(metric: Metric, *, by: Person) -> Metric:
    """Return the metric and what it is about locked, if this person may change it now."""
    goal = locked(metric.goal) if metric.goal else None
    mastery = locked_mastery(metric.mastery) if metric.mastery else None
    metric = Metric.objects.select_for_update(of=("self",), no_key=True).get(pk=metric.pk)
    metric.goal, metric.mastery = goal, mastery
    if not policies.can_keep_metric(by, metric):
        raise PermissionDenied
    if goal:
        refuse_if_ended(goal)
    if mastery:
        refuse_if_set_aside(mastery)
    refuse_if_retired(metric)
    return metric


def locked_mastery(mastery: Mastery) -> Mastery:
    """Return the mastery as it stands now, and let nobody else decide about it meanwhile."""
    return Mastery.objects.select_for_update(no_key=True).get(pk=mastery.pk)


def refuse_if_set_aside(mastery: Mastery) -> None:
    if mastery.set_aside_at:
        raise SetAside(_("Take this capability up again first. Its numbers rest meanwhile."))


def refuse_if_retired(metric: Metric) -> None:
    if metric.retired_at:
        raise Retired(_("This number is not followed any more."))


def put(metric: Metric, words: dict[str, Any]) -> None:
    """Write what is given into the metric, checked."""
    for name, value in words.items():
        setattr(metric, name, kept(value, field=name) if name in NUMBERS else value)
    metric.name = needed(
        metric.name, field="name", longest=120, sentence=_("Say what is measured.")
    )
    metric.unit = short_enough(metric.unit, field="unit", longest=40)
    if metric.confidence and metric.forecast is None:
        sentence = _("Add the number you honestly expect. Confidence says how sure you are of it.")
        raise ConfidenceWithoutForecast(sentence, fields={"forecast": sentence})
    if "keeper" in words:
        refuse_odd_keeper(metric)


def refuse_odd_keeper(metric: Metric) -> None:
    """Refuse somebody who has left; and anybody else for a number of a mastery."""
    if metric.mastery:
        metric.keeper = metric.keeper or metric.mastery.person
        if metric.keeper != metric.mastery.person:
            sentence = _("Keep this number yourself. It belongs to your own mastery.")
            raise KeptByItsPerson(sentence, fields={"keeper": sentence})
    if metric.keeper and metric.keeper.has_left:
        sentence = _("Choose somebody else to keep this number. They have left.")
        raise KeeperHasLeft(sentence, fields={"keeper": sentence})


def kept(value: Decimal | None, *, field: str) -> Decimal | None:
    """Return the number if it can be kept: finite, below 10^14, four decimal places at most."""
    if value is None:
        return None
    if not value.is_finite() or abs(value) >= LARGEST or value != value.quantize(FINEST):
        sentence = _("Write a plain number with at most 14 digits and 4 decimal places.")
        raise NotANumber(sentence, fields={field: sentence})
    return value
