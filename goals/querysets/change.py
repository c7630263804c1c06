"""Proposals of change and the wordings they are about."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Person
    from goals.models import Proposal, Wording

OPEN = Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)
PROPOSAL_STATES = {
    "open": OPEN,
    "accepted": Q(accepted_at__isnull=False),
    "declined": Q(declined_at__isnull=False),
    "withdrawn": Q(withdrawn_at__isnull=False),
}
OF_AN_OPEN_GOAL = Q(goal__achieved_at__isnull=True, goal__let_go_at__isnull=True)


class WordingQuerySet(models.QuerySet["Wording"]):
    def in_full(self) -> Self:
        """With the team, and the goals and people they name."""
        return self.select_related("team").prefetch_related("parents", "owners")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, person: "Person") -> Self:
        """What is proposed about goals is open to every member, as the goals are."""
        return self if person.left_at is None else self.none()

    def in_state(self, state: str) -> Self:
        """Proposals in one of the four states; with any other word, all."""
        return self.filter(PROPOSAL_STATES.get(state, Q()))

    def open(self) -> Self:
        """Neither settled nor withdrawn, about a goal that goes on."""
        return self.filter(OPEN, OF_AN_OPEN_GOAL)

    def waiting_for(self, person: "Person") -> Self:
        """Open ones that this person can answer: an owner of the goal, and not their author."""
        owned = {"goal__ownerships__person": person, "goal__ownerships__declined_at__isnull": True}
        return self.open().filter(**owned).exclude(proposed_by=person)

    def with_people(self) -> Self:
        """With the goal, and the people who proposed and settled it."""
        return self.select_related("goal", "proposed_by", "accepted_by", "declined_by")

    def with_wordings(self) -> Self:
        """With all that base and proposed wording say."""
        sides = [
            f"{side}__{many}" for side in ("base", "wording") for many in ("parents", "owners")
        ]
        teams = self.select_related("base__team", "wording__team")
        return teams.prefetch_related(*sides)
