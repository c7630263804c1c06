"""The read language of check-ins: who reads a talk, and in full or only their own words."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from accounts.models import Coaching
from accounts.querysets import names_of

if TYPE_CHECKING:
    from accounts.models import Person
    from dialogue.models import CheckIn, Participant


class TalkItself(F):
    """The id in the table of talks, where an F of the path would take the column that refers to it.

    Only so can one index of the talks, or another, answer each part of "one of its sides".
    """

    def __init__(self, prefix: str) -> None:
        super().__init__(f"{prefix}person")

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        column: Any = super().resolve_expression(*args, **kwargs)
        return column.target.model._meta.pk.get_col(column.alias)


def among(expression: F, ids: "models.QuerySet[Any, Any]") -> Q:
    """Say that it is one of these ids, as `= ANY(ARRAY(...))`, which an index can answer."""
    return Q(
        Func(
            expression,
            Func(ArraySubquery(ids.order_by()), function="ANY"),
            template="%(expressions)s",
            arg_joiner=" = ",
            output_field=BooleanField(),
        )
    )


def takes_part(person: "Person | OuterRef", prefix: str = "") -> Q:
    """Say that somebody is in the group now (`prefix`: the path to the talk)."""
    one: Any = OuterRef(person) if isinstance(person, OuterRef) else person  # a query further in
    participants = _participants().filter(person=one, left_at__isnull=True)
    return among(TalkItself(prefix), participants.values("checkin"))


def is_a_side(person: "Person", prefix: str = "") -> Q:
    """Say that somebody is a side, or was in the group (`prefix`: the path to the talk)."""
    took_part = _participants().filter(person=person).values("checkin")
    sides = Q(**{f"{prefix}person": person}) | Q(**{f"{prefix}partner": person})
    return sides | among(TalkItself(prefix), took_part)


def is_a_side_now(person: "Person | OuterRef", prefix: str = "") -> Q:
    """Say that somebody is one of its sides; a reflection has one, a group those in it now."""
    sides = Q(**{f"{prefix}person": person}) | Q(**{f"{prefix}partner": person})
    return sides | takes_part(person, prefix)


def reads_in_full(person: "Person", prefix: str = "") -> Q:
    """Say that somebody reads all that is shared on a talk (`prefix`: the path to the talk).

    Both sides do; a coach only while the two have an active coaching relation, now; of a group
    those who are in it now. Whom somebody coaches is asked once for a whole list, not for each of
    its rows. For somebody who is here.
    """
    coached = Coaching.objects.active_of(person).values("coachee")
    among_peers = Q(**{f"{prefix}coaching__isnull": True})
    as_partner = Q(**{f"{prefix}partner": person})
    as_partner &= among_peers | Q(**{f"{prefix}person__in": coached})
    return Q(**{f"{prefix}person": person}) | as_partner | takes_part(person, prefix)


def shared_with(person: "Person", prefix: str) -> Q:
    """Say that somebody reads shared answers (`prefix`: the path to the preparation).

    As the talk, but who came to a group later reads those that were shared from then on.
    """
    came_later = _participants().filter(
        checkin=OuterRef(f"{prefix}checkin"),
        person=person,
        added_at__gt=OuterRef(f"{prefix}shared_at"),
    )
    shared = Q(**{f"{prefix}shared_at__isnull": False})
    return shared & reads_in_full(person, f"{prefix}checkin__") & ~Q(Exists(came_later))


def _participants() -> "ParticipantQuerySet":
    """Rows of a model that is defined above this module."""
    rows: ParticipantQuerySet = apps.get_model("dialogue", "Participant").objects.all()
    return rows


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def there(self) -> Self:
        """Those who have not left the group."""
        return self.filter(left_at__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("person")


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, person: "Person") -> Self:
        """Talks one is a side of, whoever coaches whom now, and those of a group one left.

        A former coach, and who left, read no more of them than what they wrote themselves
        (`read_in_full_by`).
        """
        if person.left_at is not None:
            return self.none()
        return self.filter(is_a_side(person))

    def read_in_full_by(self, person: "Person") -> Self:
        """Talks of which somebody reads everything that is shared."""
        return self.none() if person.left_at is not None else self.filter(reads_in_full(person))

    def of_side(self, person: "Person") -> Self:
        """Talks one takes part in now; not those of a group one left."""
        return self.none() if person.left_at is not None else self.filter(is_a_side_now(person))

    def between(self, one: "Person", other: "Person") -> Self:
        """The talks of two people with each other."""
        return self.filter(
            Q(person=one, partner=other) | Q(person=other, partner=one),
        )

    def of_people(self, checkin: "CheckIn") -> Self:
        """The talks of the same people, a pair's in whatever relation."""
        if checkin.partner is None:
            return self.of_relation(checkin)
        return self.between(checkin.person, checkin.partner)

    def of_relation(self, checkin: "CheckIn") -> Self:
        """The talks of the same people in the same relation.

        Coach and coachee, or peers; a group's are of one series; reflections of one person.
        """
        if checkin.is_group:
            return self.filter(series=checkin.series)
        if checkin.is_reflection:
            return self.filter(person=checkin.person_id, kind="reflection")
        if checkin.coaching_id is None:
            talks = self.filter(
                Q(person=checkin.person_id, partner=checkin.partner_id)
                | Q(person=checkin.partner_id, partner=checkin.person_id)
            )
            return talks.filter(coaching__isnull=True)
        return self.filter(
            person=checkin.person_id, partner=checkin.partner_id, coaching__isnull=False
        )

    def open(self) -> Self:
        """Still to come or to be settled: its coaching goes on, and both sides are here.

        A group goes on without who leaves.
        """
        return self.filter(
            Q(coaching__isnull=True)
            | Q(coaching__accepted_at__isnull=False, coaching__ended_at__isnull=True),
            Q(kind="group") | Q(person__left_at__isnull=True),
            held_at__isnull=True,
            skipped_at__isnull=True,
            cancelled_at__isnull=True,
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
            | Q(person__left_at__isnull=False) & ~Q(kind="group")
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
            "kind", "title", "template_id", "planned_at", "talk_at", "held_at",
            "skipped_at", *names_of("person", "partner"),
        )  # fmt: skip

    def with_people(self) -> Self:
        return self.select_related("person", "partner", "coaching", "template", "skipped_by")
