"""Capabilities, their levels, and what is proposed about them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import Person
    from goals.models import (
        Capability,
        CapabilityComment,
        CapabilityProposal,
        CapabilitySupport,
        Level,
        ProposedLevel,
    )

CAPABILITY_STATES = {
    "adopted": Q(adopted_at__isnull=False, retired_at__isnull=True),
    "proposed": Q(adopted_at__isnull=True, dropped_at__isnull=True),
    "retired": Q(retired_at__isnull=False),
    "dropped": Q(dropped_at__isnull=False),
    "current": Q(retired_at__isnull=True, dropped_at__isnull=True),
}
PROPOSAL_STATES = {
    "open": Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True),
    "accepted": Q(accepted_at__isnull=False),
    "declined": Q(declined_at__isnull=False),
    "withdrawn": Q(withdrawn_at__isnull=False),
}


class CapabilityQuerySet(models.QuerySet["Capability"]):
    def visible_to(self, person: "Person") -> Self:
        """Capabilities are open to every member."""
        return self if person.left_at is None else self.none()

    def in_state(self, state: str) -> Self:
        """Those adopted, proposed, retired, dropped or current; with any other word, all."""
        return self.filter(CAPABILITY_STATES.get(state, Q()))

    def adopted(self) -> Self:
        """Those that count now."""
        return self.in_state("adopted")

    def matching(self, words: str) -> Self:
        """Those whose name, description or levels hold each of the words."""
        found = self
        for word in words.replace("\x00", " ").split()[:8]:
            seen = self._levels().filter(capability=OuterRef("pk"), behaviour__icontains=word)
            named = Q(name__icontains=word) | Q(description__icontains=word)
            found = found.filter(named | Exists(seen))
        return found

    def from_library(self) -> Self:
        """Those taken from the ready library that are proposed or adopted now."""
        return self.in_state("current").exclude(library_slug="")

    def with_levels(self) -> Self:
        """With their levels, the first one in front."""
        return self.prefetch_related(models.Prefetch("levels", self._levels().in_order()))

    def with_open_proposals(self) -> Self:
        """Add `open_proposals`: how many changes of it are open."""
        still_open = {
            f"proposals__{name}": None for name in ("accepted_at", "declined_at", "withdrawn_at")
        }
        return self.annotate(open_proposals=Count("proposals", filter=Q(**still_open)))

    def with_proposals_open(self) -> Self:
        """With those proposals about them that are open, as all their `proposals`."""
        field = self.model._meta.get_field("proposals")
        proposals: CapabilityProposalQuerySet = field.related_model.objects.all()  # type: ignore[union-attr]  # the model of a relation
        return self.prefetch_related(models.Prefetch("proposals", proposals.open()))

    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def _levels(self) -> "LevelQuerySet":
        levels: LevelQuerySet = self.model._meta.get_field("levels").related_model.objects.all()  # type: ignore[union-attr]  # the model of a relation
        return levels


class LevelQuerySet(models.QuerySet["Level"]):
    def in_order(self) -> Self:
        return self.order_by("position")


class CapabilityProposalQuerySet(models.QuerySet["CapabilityProposal"]):
    def visible_to(self, person: "Person") -> Self:
        """Every member reads every proposal, those declined and withdrawn as well."""
        return self if person.left_at is None else self.none()

    def in_state(self, state: str) -> Self:
        """Those open, accepted, declined or withdrawn; with any other word, all."""
        return self.filter(PROPOSAL_STATES.get(state, Q()))

    def open(self) -> Self:
        return self.in_state("open")

    def with_people(self) -> Self:
        return self.select_related("capability", "proposed_by", "accepted_by", "declined_by")

    def newest_first(self) -> Self:
        return self.order_by("-proposed_at", "pk")


class ProposedLevelQuerySet(models.QuerySet["ProposedLevel"]):
    def in_order(self) -> Self:
        return self.order_by("position")


class CapabilityCommentQuerySet(models.QuerySet["CapabilityComment"]):
    def visible_to(self, person: "Person") -> Self:
        """Every member reads what is said about proposals, and what was not taken back."""
        return self.filter(withdrawn_at__isnull=True) if person.left_at is None else self.none()

    def with_authors(self) -> Self:
        """With their authors, in the order in which they were said."""
        return self.select_related("author").order_by("at", "pk")


class CapabilitySupportQuerySet(models.QuerySet["CapabilitySupport"]):
    def with_people(self) -> Self:
        """With their people, by name."""
        return self.select_related("person").order_by("person__search_key", "pk")
