"""Which rule applies: the narrowest. Person before pair before team before everyone.

A rule for a person is about the talks that person is coached in. Where several rules of the same
width fit (somebody is in two teams) the shortest rhythm wins, then the oldest rule, then the
smallest id: nobody talks less than one of their teams asks for, and the answer never wavers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dialogue.cadence.rules import Rule, Scope

NARROWEST_FIRST: tuple[Scope, ...] = ("person", "pair", "team", "everyone")
Tie = Literal["", "shortest rhythm", "oldest rule"]


@dataclass(frozen=True, slots=True)
class ScopedRule:
    """A rule with the one it is for: ``target`` is the id of the team, coaching or person."""

    id: str
    scope: Scope
    target: str
    since: datetime
    rule: Rule


@dataclass(frozen=True, slots=True)
class Context:
    """The talk a rule is looked for: whose it is, in which coaching, in which teams they are."""

    person: str
    coaching: str
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule applies: its width, what broke a tie, and which rules it passed over."""

    scope: Scope
    tie: Tie
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    chosen: ScopedRule
    reason: Reason


def applicable(rules: Iterable[ScopedRule], context: Context) -> Choice | None:
    """The rule for a talk with the reason, or nothing when no rule fits."""
    fitting = sorted((rule for rule in rules if _fits(rule, context)), key=_rank)
    if not fitting:
        return None
    chosen, *others = fitting
    reason = Reason(chosen.scope, _tie(fitting), tuple(rule.id for rule in others))
    return Choice(chosen, reason)


def _fits(rule: ScopedRule, context: Context) -> bool:
    if rule.scope == "team":
        return rule.target in context.teams
    if rule.scope == "pair":
        return rule.target == context.coaching
    return rule.scope == "everyone" or rule.target == context.person


def _rank(rule: ScopedRule) -> tuple[int, int, datetime, str]:
    width = NARROWEST_FIRST.index(rule.scope)
    return width, rule.rule.rhythm_days, rule.since, rule.id


def _tie(fitting: list[ScopedRule]) -> Tie:
    same_width = [rule for rule in fitting if rule.scope == fitting[0].scope]
    if len(same_width) == 1:
        return ""
    first, second = same_width[:2]
    return "shortest rhythm" if first.rule.rhythm_days < second.rule.rhythm_days else "oldest rule"
