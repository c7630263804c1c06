"""What a rule would do, before it is saved: who hears what when, and which check-ins change."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Coaching, Membership, Person
from accounts.querysets import CoachingQuerySet
from dialogue.cadence import Choice, Moments, Plan, Rule, Side, describe, moments, reconcile
from dialogue.cadence.wallclock import on_the_wall
from dialogue.selectors.cadence import PROPOSED, Proposal, open_rules
from dialogue.selectors.pairs import Pair, load_pairs

PAIRS_LOOKED_AT = 500
SHOWN = 5
NAMED = 3


@dataclass(frozen=True)
class NudgeMoment:
    """Some people are asked to prepare at this time on their own walls; a few of them by name."""

    wall: datetime
    names: tuple[str, ...]
    people: int

    @property
    def others(self) -> int:
        return self.people - len(self.names)


@dataclass(frozen=True)
class Preview:
    """The effect of a proposal.

    Numbers are about `looked_at` pairs; `pairs` is how many the rule is for in all. `narrower` are
    those who keep a narrower rule.
    """

    sentence: str
    nudges: tuple[NudgeMoment, ...]
    pairs: int
    looked_at: int
    narrower: int
    stay: int
    move: int
    vanish: int
    appear: int

    @property
    def changes(self) -> bool:
        """Whether any check-in is added, moved, removed."""
        return bool(self.appear or self.move or self.vanish)

    @property
    def is_partial(self) -> bool:
        return self.looked_at < self.pairs


def preview(proposal: Proposal, *, at: datetime) -> Preview:
    """Work out what would happen if the proposal (which must be a possible rule) held from `at`."""
    coachings = _coachings(proposal)
    pairs = load_pairs(coachings.with_people().order_by("pk")[:PAIRS_LOOKED_AT], at=at)
    book = open_rules().with_proposal(proposal, at=at)
    governed = [pair for pair in pairs if _is_governed(book.choose(pair.context))]
    plans = [reconcile(pair.known, proposal.rule, pair.sides, now=at) for pair in governed]
    total = len(pairs) if len(pairs) < PAIRS_LOOKED_AT else coachings.count()
    return Preview(
        sentence=describe(proposal.rule, proposal.whom),
        nudges=_next_nudges(proposal, governed, at),
        pairs=total,
        looked_at=len(pairs),
        narrower=len(pairs) - len(governed),
        stay=sum(len(plan.stay) for plan in plans),
        move=sum(len(plan.move) for plan in plans),
        vanish=sum(len(plan.vanish) for plan in plans),
        appear=sum(len(plan.appear) for plan in plans),
    )


def _is_governed(choice: Choice | None) -> bool:
    return choice is not None and choice.chosen.id == PROPOSED


def _coachings(proposal: Proposal) -> CoachingQuerySet:
    active = Coaching.objects.active()
    if proposal.team:
        members = Membership.objects.filter(team=proposal.team).values("person")
        return active.filter(coachee__in=members)
    if proposal.coaching:
        return active.filter(pk=proposal.coaching.pk)
    return active.filter(coachee=proposal.person) if proposal.person else active


def _next_nudges(proposal: Proposal, governed: list[Pair], at: datetime) -> tuple[NudgeMoment, ...]:
    told: defaultdict[datetime, dict[Person, None]] = defaultdict(dict)
    for pair in governed:
        for wall, person in _told(proposal.rule, pair, at):
            told[wall][person] = None
    return tuple(
        NudgeMoment(
            wall, tuple(person.name for person in list(told[wall])[:NAMED]), len(told[wall])
        )
        for wall in sorted(told)[:SHOWN]
    )


def _told(rule: Rule, pair: Pair, at: datetime) -> Iterator[tuple[datetime, Person]]:
    plan = reconcile(pair.known, rule, pair.sides, now=at, ahead=SHOWN)
    for talk in _talks(plan, rule, pair.sides, at):
        for person, side, told in zip(pair.people, pair.sides, talk, strict=True):
            if told.nudge_at:
                when = max(told.nudge_at, at).replace(second=0, microsecond=0)
                yield on_the_wall(when, side.zone), person


def _talks(
    plan: Plan, rule: Rule, sides: tuple[Side, Side], at: datetime
) -> Iterator[tuple[Moments, ...]]:
    """The messages of each open talk to come."""
    for known in plan.stay:
        if known.planned_at > at:
            yield tuple(moments(rule, side, known.planned_at) for side in sides)
    for slot in (*(slot for _known, slot in plan.move), *plan.appear):
        yield slot.moments
