"""The read language of agenda points and commitments."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from dialogue.querysets.checkins import is_a_side, reads_in_full

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import AgendaPoint, CheckIn, Commitment


class AgendaPointQuerySet(models.QuerySet["AgendaPoint"]):
    def visible_to(self, person: "Person") -> Self:
        """What one wrote oneself, and all of it where one reads the talk in full."""
        if person.left_at is not None:
            return self.none()
        own_or_shared = Q(author=person) | reads_in_full(person, "checkin__")
        return self.filter(is_a_side(person, "checkin__") & own_or_shared)

    def unfinished(self) -> Self:
        """Not got round to in a talk that is over, and not copied to a later one yet."""
        return self.filter(
            Q(checkin__held_at__isnull=False) | Q(checkin__skipped_at__isnull=False),
            done_at__isnull=True,
            carried_to__isnull=True,
        ).order_by("checkin__talk_at", "position")

    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, person: "Person") -> Self:
        """What one wrote down oneself, and all of it where one reads the talk in full."""
        if person.left_at is not None:
            return self.none()
        own_or_shared = Q(made_by=person) | reads_in_full(person, "checkin__")
        return self.filter(is_a_side(person, "checkin__") & own_or_shared)

    def open(self) -> Self:
        """Neither kept nor dropped."""
        return self.filter(done_at__isnull=True, dropped_at__isnull=True)

    def of_people(self, checkin: "CheckIn") -> Self:
        """Those from the talks of the same people: of a pair as either, of a series, of oneself."""
        if checkin.partner_id is None:
            same: dict[str, object] = (
                {"checkin__series": checkin.series}
                if checkin.is_group
                else {"checkin__person": checkin.person_id, "checkin__kind": "reflection"}
            )
            return self.filter(**same)
        return self.filter(
            Q(checkin__person=checkin.person_id, checkin__partner=checkin.partner_id)
            | Q(checkin__person=checkin.partner_id, checkin__partner=checkin.person_id)
        )

    def between(self, one: "Person", other: "Person") -> Self:
        """Those from the talks of two people with each other."""
        return self.filter(
            Q(checkin__person=one, checkin__partner=other)
            | Q(checkin__person=other, checkin__partner=one)
        )
