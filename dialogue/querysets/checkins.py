"""The read language of check-ins: who reads a talk, and in full or only their own words."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from accounts.models import Coaching
from accounts.querysets import names_of

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import CheckIn


def words_in(field: str, words: str) -> Q:
    """Match a text that holds each of the words, anywhere, whatever its language."""
    found = Q()
    for word in words.split()[:8]:
        found &= Q(**{f"{field}__icontains": word})
    return found


def is_a_side(person: "Person", prefix: str = "") -> Q:
    """Say that somebody is one of the two (`prefix`: the path to the talk)."""
    return Q(**{f"{prefix}person": person}) | Q(**{f"{prefix}partner": person})


def reads_in_full(person: "Person", prefix: str = "") -> Q:
    """Say that somebody reads all that is shared on a talk (`prefix`: the path to the talk).

    Both sides do; a coach only while the two have an active coaching relation, now. Whom somebody
    coaches is asked once for a whole list, not for each of its rows. For somebody who is here.
    """
    coached = Coaching.objects.active_of(person).values("coachee")
    among_peers = Q(**{f"{prefix}coaching__isnull": True})
    as_partner = Q(**{f"{prefix}partner": person})
    as_partner &= among_peers | Q(**{f"{prefix}person__in": coached})
    return Q(**{f"{prefix}person": person}) | as_partner


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, person: "Person") -> Self:
        """Talks one is a side of, whoever coaches whom now.

        A former coach reads no more of them than what they wrote themselves (`read_in_full_by`).
        """
        if person.left_at is not None:
            return self.none()
        return self.filter(is_a_side(person))

    def read_in_full_by(self, person: "Person") -> Self:
        """Talks of which somebody reads everything that is shared."""
        return self.none() if person.left_at is not None else self.filter(reads_in_full(person))

    def between(self, one: "Person", other: "Person") -> Self:
        """The talks of two people with each other."""
        return self.filter(
            Q(person=one, partner=other) | Q(person=other, partner=one),
        )

    def of_relation(self, checkin: "CheckIn") -> Self:
        """The talks of the same two in the same relation: coach and coachee, or peers."""
        if checkin.coaching_id is None:
            talks = self.between(checkin.person, checkin.partner)
            return talks.filter(coaching__isnull=True)
        return self.filter(
            person=checkin.person_id, partner=checkin.partner_id, coaching__isnull=False
        )

    def open(self) -> Self:
        """Still to come or to be settled: its coaching goes on, and both sides are here."""
        return self.filter(
            Q(coaching__isnull=True)
            | Q(coaching__accepted_at__isnull=False, coaching__ended_at__isnull=True),
            held_at__isnull=True,
            skipped_at__isnull=True,
            cancelled_at__isnull=True,
            person__left_at__isnull=True,
            partner__left_at__isnull=True,
        )

    def unsettled(self) -> Self:
        """Neither held nor skipped nor cancelled, whatever became of the coaching."""
        return self.filter(held_at__isnull=True, skipped_at__isnull=True, cancelled_at__isnull=True)

    def untouched(self) -> Self:
        """Nobody wrote a word in it or for it."""
        return self.filter(
            notes="",
            started_at__isnull=True,
            preparations__isnull=True,
            private_notes__isnull=True,
            agenda__isnull=True,
            commitments__isnull=True,
        )

    def with_nudge_slot(self, slot: OuterRef) -> Self:
        """Those whose nudges carry this slot: a talk that was moved is asked about anew."""
        moved = Concat(Value("+"), Cast("times_moved", models.CharField()))
        carried = Concat(
            Coalesce("slot", Value("")),
            Case(When(times_moved__gt=0, then=moved), default=Value("")),
            output_field=models.CharField(),
        )
        return self.alias(nudge_slot=carried).filter(nudge_slot=slot)

    def left_behind(self) -> Self:
        """Open by their own row, but their coaching has ended or a side has left."""
        return self.filter(
            Q(coaching__ended_at__isnull=False)
            | Q(person__left_at__isnull=False)
            | Q(partner__left_at__isnull=False),
            held_at__isnull=True,
            skipped_at__isnull=True,
            cancelled_at__isnull=True,
        )

    def held(self) -> Self:
        return self.filter(held_at__isnull=False)

    def planned_from(self, moment: datetime) -> Self:
        return self.filter(planned_at__gte=moment)

    def soonest_first(self) -> Self:
        return self.order_by("planned_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-talk_at", "-pk")

    def in_state(self, state: str) -> Self:
        """One of open, held, skipped, cancelled."""
        return self.open() if state == "open" else self.filter(**{f"{state}_at__isnull": False})

    def settled(self) -> Self:
        """Held, skipped or cancelled."""
        return self.filter(
            Q(held_at__isnull=False) | Q(skipped_at__isnull=False) | Q(cancelled_at__isnull=False)
        )

    def for_lists(self) -> Self:
        """With the names of both sides, and without what no list shows."""
        return self.select_related("person", "partner").only(
            "template_id", "planned_at", "talk_at", "held_at",
            "skipped_at", *names_of("person", "partner"),
        )  # fmt: skip

    def with_people(self) -> Self:
        return self.select_related("person", "partner", "coaching", "template")
