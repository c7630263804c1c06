"""What a person's part in a goal lets them do.

Whether the goal is still open is a rule of the services; here is only asked who may.
"""

from dataclasses import dataclass

from accounts.models import Person
from goals.models import (
    Comment,
    Goal,
    Measurement,
    Metric,
    Ownership,
    Participation,
    Proposal,
)


@dataclass(frozen=True)
class Part:
    """A person beside a goal: named as owner perhaps, joined perhaps."""

    person: Person
    ownership: Ownership | None
    has_joined: bool

    @property
    def is_here(self) -> bool:
        return not self.person.has_left

    @property
    def owns(self) -> bool:
        """Named as owner, and did not say no."""
        return self.ownership is not None and self.ownership.declined_at is None


def part_of(person: Person, goal: Goal) -> Part:
    """Look up a person's part in a goal."""
    joined = Participation.objects.current().filter(goal=goal, person=person)
    named = Ownership.objects.filter(goal=goal, person=person)
    return Part(person, named.first(), joined.exists())


def can_read(person: Person, _goal: Goal) -> bool:
    """Twin of `GoalQuerySet.visible_to`, and of those of metrics and measurements."""
    return not person.has_left


def can_read_comment(person: Person, comment: Comment) -> bool:
    """Twin of `CommentQuerySet.visible_to`."""
    return not person.has_left and comment.withdrawn_at is None


def can_read_proposal(person: Person, _proposal: Proposal) -> bool:
    """Twin of `ProposalQuerySet.visible_to`."""
    return not person.has_left


def can_withdraw_proposal(person: Person, proposal: Proposal) -> bool:
    """Whoever proposed it takes it back."""
    return not person.has_left and proposal.proposed_by_id == person.pk


def can_renew(part: Part, proposal: Proposal) -> bool:
    """Its author, and every owner, can let a proposal be about what the goal says now."""
    return can_steer(part) or can_withdraw_proposal(part.person, proposal)


def can_take_part(person: Person) -> bool:
    """Everybody here proposes, joins, comments and adds sub-goals, whatever their position."""
    return not person.has_left


def can_answer(part: Part) -> bool:
    """Whoever is named as owner says yes or no, and may change their mind."""
    return part.is_here and part.ownership is not None


def can_steer(part: Part) -> bool:
    """Owners edit a goal and end it."""
    return part.is_here and part.owns


def can_carry(part: Part) -> bool:
    """Owners, and those who joined, add and change the numbers of a goal."""
    return part.is_here and (part.owns or part.has_joined)


def can_measure(part: Part, metric: Metric) -> bool:
    """Those who carry the goal, and the keeper of the number, add measurements."""
    return part.is_here and (can_carry(part) or metric.keeper_id == part.person.pk)


def can_undo(person: Person, measurement: Measurement) -> bool:
    """Whoever added a measurement takes it back."""
    return not person.has_left and measurement.by_id == person.pk


def can_withdraw_comment(person: Person, comment: Comment) -> bool:
    """Whoever said it takes it back."""
    return not person.has_left and comment.author_id == person.pk
