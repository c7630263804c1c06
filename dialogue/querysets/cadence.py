"""The read language of cadence rules."""

from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import Coaching, Membership, Person

if TYPE_CHECKING:
    from dialogue.models import CadenceRule

DAYS = Case(When(unit="weeks", then=F("every") * 7), default=F("every") * 30)
WIDTHS = {"person": 0, "pair": 1, "team": 2, "everyone": 3}


class CadenceRuleQuerySet(models.QuerySet["CadenceRule"]):
    def visible_to(self, person: "Person") -> Self:
        """Admins see all rules; everybody else those that are about a talk of their own."""
        if person.left_at is not None:
            return self.none()
        if person.is_admin:
            return self
        return self.filter(
            Q(scope="everyone")
            | Q(coaching__coach=person)
            | Q(coaching__coachee=person)
            | Q(person=person)
            | _in_a_team_of(person.pk)
        )

    def open(self) -> Self:
        """Rules that have not been ended or replaced."""
        return self.filter(ended_at__isnull=True)

    def about(self, coaching: "Coaching") -> Self:
        """Rules that fit the talks of a pair, whichever of them wins."""
        return self.filter(
            Q(scope="everyone")
            | Q(coaching=coaching)
            | Q(person=coaching.coachee_id)
            | _in_a_team_of(coaching.coachee_id)
        )

    def for_many_around(self, person: Person | None) -> Self:
        """Rules for everyone, and for the teams of this person."""
        return self.filter(Q(scope="everyone") | Q(scope="team") & _in_a_team_of(person))

    def with_targets(self) -> Self:
        return self.select_related(
            "team", "coaching__coachee", "coaching__coach", "person", "created_by"
        )

    def narrowest_first(self) -> Self:
        """In the order in which they win; the SQL twin of `dialogue.cadence.applicable`."""
        width = Case(*(When(scope=scope, then=Value(n)) for scope, n in WIDTHS.items()))
        return self.annotate(width=width, days=DAYS).order_by("width", "days", "created_at", "pk")

    def widest_first(self) -> Self:
        """As the list of settings shows them: everyone, teams by name, then pairs and persons."""
        width = Case(*(When(scope=scope, then=Value(-n)) for scope, n in WIDTHS.items()))
        return self.annotate(width=width).order_by("width", "team__name", "created_at", "pk")

    def for_coaching(self, coachee: OuterRef, coaching: OuterRef) -> Coalesce:
        """The id of the rule of each coaching, as an expression on a query of coachings.

        Four cheap look-ups instead of one wide one; agrees with `narrowest_first`.
        """
        memberships = Membership.objects.filter(team=OuterRef("team"), person=OuterRef(coachee))
        of_teams = self.open().filter(Exists(memberships), scope="team").annotate(days=DAYS)
        ordered = of_teams.order_by("days", "created_at", "pk")
        return Coalesce(
            Subquery(self.open().filter(person=coachee).values("pk")[:1]),
            Subquery(self.open().filter(coaching=coaching).values("pk")[:1]),
            Subquery(ordered.values("pk")[:1]),
            Subquery(self.open().filter(scope="everyone").values("pk")[:1]),
        )


def _in_a_team_of(person: UUID | Person | None) -> Q:
    return Q(Exists(Membership.objects.filter(team=OuterRef("team"), person=person)))
