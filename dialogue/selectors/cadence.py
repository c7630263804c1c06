"""Which rule is about which talk, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Count, OuterRef

from accounts.models import Coaching, Person, Team
from dialogue.cadence import (
    USUAL,
    Choice,
    Context,
    Rule,
    Scope,
    ScopedRule,
    Whom,
    applicable,
    describe,
    explain,
)
from dialogue.models import CadenceRule

PROPOSED = "proposed"


@dataclass(frozen=True)
class Proposal:
    """A rule that is not saved yet: what it says, and whom it would be for."""

    scope: Scope
    rule: Rule
    team: Team | None = None
    coaching: Coaching | None = None
    person: Person | None = None
    min_weeks: int | None = None
    max_weeks: int | None = None

    @property
    def targets(self) -> dict[str, Team | Coaching | Person | None]:
        return {"team": self.team, "coaching": self.coaching, "person": self.person}

    @property
    def target(self) -> Team | Coaching | Person | None:
        return self.team or self.coaching or self.person

    @property
    def whom(self) -> Whom:
        """Who it would be for, by name."""
        if self.team:
            return Whom("team", self.team.name)
        if self.coaching:
            return Whom("pair", self.coaching.coachee.name, self.coaching.coach.name)
        return Whom("person", self.person.name) if self.person else Whom()

    @property
    def given(self) -> list[str]:
        """The names of the targets that were given, right or wrong."""
        return [name for name, target in self.targets.items() if target is not None]


@dataclass(frozen=True)
class RuleBook:
    """Open rules by whom they are for, so that finding the one for a talk stays cheap."""

    rules: dict[str, CadenceRule]
    _by_target: dict[tuple[Scope, str], ScopedRule] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[CadenceRule]) -> "RuleBook":
        book = cls({str(rule.pk): rule for rule in rules})
        for rule in book.rules.values():
            scoped = rule.scoped
            book._by_target[scoped.scope, scoped.target] = scoped
        return book

    def with_proposal(self, proposal: Proposal, *, at: datetime) -> "RuleBook":
        """The book as it would be once the proposal were saved; the proposal goes by `PROPOSED`."""
        book = RuleBook(self.rules, dict(self._by_target))
        target = str(proposal.target.pk) if proposal.target else ""
        scoped = ScopedRule(PROPOSED, proposal.scope, target, at, proposal.rule)
        book._by_target[proposal.scope, target] = scoped
        return book

    def choose(self, context: Context) -> Choice | None:
        """The narrowest rule for a talk, with the reason."""
        keys: list[tuple[Scope, str]] = [
            ("person", context.person),
            ("pair", context.coaching),
            *(("team", team) for team in context.teams),
            ("everyone", ""),
        ]
        fitting = [self._by_target[key] for key in keys if key in self._by_target]
        return applicable(fitting, context)


@dataclass(frozen=True)
class Applied:
    """The rule of a pair, ready to be shown."""

    coaching: Coaching
    rule: CadenceRule | None
    choice: Choice | None

    @cached_property
    def sentence(self) -> str:
        """What the rule says; empty without one."""
        return describe(self.rule.rule, self.rule.whom) if self.rule else ""

    @cached_property
    def reason(self) -> str:
        """Why it is this one."""
        if self.rule is None or self.choice is None:
            return explain(None)
        return explain(self.choice.reason, self.rule.whom)


def open_rules() -> RuleBook:
    """All open rules."""
    return RuleBook.of(CadenceRule.objects.open().with_targets())


def context_of(coaching: Coaching, teams: Iterable[object]) -> Context:
    """The talk of a coaching as the choice of a rule sees it."""
    names = frozenset(str(team) for team in teams)
    return Context(str(coaching.coachee_id), str(coaching.pk), names)


def applied_to(coaching: Coaching) -> Applied:
    """Which rule applies to a pair, and why."""
    rules = list(CadenceRule.objects.open().about(coaching).with_targets())
    teams = {rule.team_id for rule in rules if rule.team_id}  # all of them the coachee's
    book = RuleBook.of(rules)
    choice = book.choose(context_of(coaching, teams))
    return Applied(coaching, book.rules[choice.chosen.id] if choice else None, choice)


def broader_rule(proposal: Proposal) -> CadenceRule | None:
    """The rule whose bounds a pair or a person keeps: the one that holds without their own."""
    person = proposal.coaching.coachee if proposal.coaching else proposal.person
    return CadenceRule.objects.open().for_many_around(person).narrowest_first().first()


@dataclass(frozen=True)
class RuleInForce:
    """A rule as the list of settings shows it: in words, and for how many pairs it decides."""

    rule: CadenceRule
    sentence: str
    pairs: int


def rules_in_force(rules: Iterable[CadenceRule]) -> list[RuleInForce]:
    """The rules in words, each with the number of active pairs for which it is the narrowest."""
    decided = (
        Coaching.objects.active()
        .annotate(
            its_rule=CadenceRule.objects.for_coaching(
                coachee=OuterRef("coachee"), coaching=OuterRef("pk")
            )
        )
        .values("its_rule")
        .annotate(pairs=Count("pk"))
    )
    pairs = {row["its_rule"]: row["pairs"] for row in decided}
    return [
        RuleInForce(rule, describe(rule.rule, rule.whom), pairs.get(rule.pk, 0)) for rule in rules
    ]


def proposal_of(rule: CadenceRule) -> Proposal:
    """A rule as a proposal, to be changed."""
    scoped = rule.scoped
    return Proposal(
        scoped.scope,
        scoped.rule,
        team=rule.team,
        coaching=rule.coaching,
        person=rule.person,
        min_weeks=rule.min_weeks,
        max_weeks=rule.max_weeks,
    )


def own_proposal(coaching: Coaching, applied: Applied) -> Proposal:
    """What a pair starts from when it chooses its own rhythm: the rule that holds for it."""
    return Proposal("pair", applied.rule.rule if applied.rule else USUAL, coaching=coaching)
