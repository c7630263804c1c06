"""What is wrong with a rule, one clear sentence for each field, before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.cadence.holiday import countries
from dialogue.cadence.rules import Rule, Scope

Problem = tuple[str, Promise]

LONGEST = {"weeks": 52, "months": 12}
EARLIEST_START = date(2020, 1, 1)
LATEST_START = date(2099, 12, 31)
TARGET = {"everyone": None, "team": "team", "pair": "coaching", "person": "person"}


def problems(rule: Rule) -> dict[str, list[Promise]]:
    """The sentences by field; empty when the rule can be used."""
    found: dict[str, list[Promise]] = {}
    for check in CHECKS:
        for field, sentence in check(rule):
            found.setdefault(field, []).append(sentence)
    return found


def target_problems(scope: Scope, given: Collection[str]) -> dict[str, list[Promise]]:
    """What is wrong with the team, coaching or person named (``given``) for a scope."""
    wanted = TARGET[scope]
    found: dict[str, list[Promise]] = {}
    if wanted and wanted not in given:
        found[wanted] = [MISSING[wanted]]
    for field in given:
        if field != wanted:
            found[field] = [SUPERFLUOUS[scope]]
    return found


def bounds_problems(
    scope: Scope, min_weeks: int | None, max_weeks: int | None
) -> dict[str, list[Promise]]:
    """What is wrong with the bounds within which people choose their own rhythm."""
    found: dict[str, list[Promise]] = {}
    given = {"min_weeks": min_weeks, "max_weeks": max_weeks}
    for field, weeks in given.items():
        if weeks is not None and not 1 <= weeks <= LONGEST["weeks"]:
            found[field] = [_("Choose between 1 and 52 weeks.")]
        if weeks is not None and scope in ("pair", "person"):
            found[field] = [_("Bounds belong to a rule for everyone or for a team.")]
    if not found and min_weeks and max_weeks and min_weeks > max_weeks:
        found["max_weeks"] = [_("The longest rhythm cannot be shorter than the shortest.")]
    return found


MISSING: dict[str, Promise] = {
    "team": _("Choose the team this rule is for."),
    "coaching": _("Choose the pair this rule is for."),
    "person": _("Choose the person this rule is for."),
}
SUPERFLUOUS: dict[Scope, Promise] = {
    "everyone": _("This rule is for everyone, so leave this empty."),
    "team": _("This rule is for a team. A rule is for one team, one pair or one person."),
    "pair": _("This rule is for a pair. A rule is for one team, one pair or one person."),
    "person": _("This rule is for a person. A rule is for one team, one pair or one person."),
}


def _rhythm(rule: Rule) -> Iterator[Problem]:
    if rule.unit not in LONGEST:
        yield "unit", _("Choose weeks or months.")
    elif not 1 <= rule.every <= LONGEST[rule.unit]:
        limits = {
            "weeks": _("Choose between 1 and 52 weeks."),
            "months": _("Choose between 1 and 12 months."),
        }
        yield "every", limits[rule.unit]


def _weekdays(rule: Rule) -> Iterator[Problem]:
    if any(not 1 <= weekday <= 7 for weekday in rule.weekdays):
        yield "weekdays", _("Weekdays run from 1 (Monday) to 7 (Sunday).")
    elif len(set(rule.weekdays)) < len(rule.weekdays):
        yield "weekdays", _("Name each weekday once.")


def _messages(rule: Rule) -> Iterator[Problem]:
    if not 0 <= rule.lead_days <= 28:
        yield "lead_days", _("Choose between 0 and 28 days before.")
    elif _is_longer_than_rhythm(rule, rule.lead_days):
        yield "lead_days", _("Choose fewer days: the message would come before the last talk.")
    if not 0 <= rule.remind_after_days <= 28:
        yield "remind_after_days", _("Choose between 0 and 28 days after. 0 means no reminder.")
    elif _is_longer_than_rhythm(rule, rule.remind_after_days):
        yield "remind_after_days", _("Choose fewer days: the next talk would come first.")


def _is_longer_than_rhythm(rule: Rule, days: int) -> bool:
    return rule.unit in LONGEST and rule.every > 0 and days >= rule.rhythm_days


def _times(rule: Rule) -> Iterator[Problem]:
    for field in ("local_time", "quiet_from", "quiet_to"):
        value = getattr(rule, field)
        if value.second or value.microsecond:
            yield field, _("Give hours and minutes, such as 14:30.")


def _place(rule: Rule) -> Iterator[Problem]:
    if rule.country and rule.country not in countries():
        yield (
            "country",
            _("We know no such country. Give its two letters, such as DE."),
        )


def _start(rule: Rule) -> Iterator[Problem]:
    if not EARLIEST_START <= rule.starts_on <= LATEST_START:
        yield "starts_on", _("Choose a day between 2020 and 2099.")


CHECKS: tuple[Callable[[Rule], Iterator[Problem]], ...] = (
    _rhythm,
    _weekdays,
    _messages,
    _times,
    _place,
    _start,
)
