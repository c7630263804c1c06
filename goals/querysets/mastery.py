"""Who sees a person's mastery, in SQL: the person, and whom they opened it to. No admin."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import Person
    from goals.models import Evidence, LevelEntry, Mastery, Opening, WitnessRequest


def related(model: type[models.Model], name: str) -> Any:
    """Return the queryset of all rows at the other end of a relation."""
    other: Any = model._meta.get_field(name).related_model
    return other.objects.all()


class MasteryQuerySet(models.QuerySet["Mastery"]):
    def visible_to(self, person: "Person") -> Self:
        """One's own, and what others opened (twin of `policies.can_read_mastery`).

        Of somebody who has left nobody sees anything, since they cannot close it any more.
        """
        if person.left_at is not None:
            return self.none()
        opened = related(self.model, "openings").reaching(person).filter(mastery=OuterRef("pk"))
        of_others = Q(Exists(opened), set_aside_at__isnull=True, person__left_at__isnull=True)
        return self.filter(Q(person=person) | of_others)

    def in_use(self) -> Self:
        """Not set aside."""
        return self.filter(set_aside_at__isnull=True)

    def with_words(self) -> Self:
        return self.select_related("person", "capability", "ideal_level")

    def by_name(self) -> Self:
        return self.order_by("capability__name", "pk")


class OpeningQuerySet(models.QuerySet["Opening"]):
    def reaching(self, person: "Person") -> Self:
        """Openings that this person is meant by now."""
        coached = person.coachings_as_coach.active().values("coachee")
        return self.filter(
            Q(to="everyone")
            | Q(person=person)
            | Q(team__in=person.memberships.values("team"))
            | Q(to="coaches", mastery__person__in=coached)
        )

    def with_names(self) -> Self:
        """With whom it names; `others` is how many are in the team beside the owner, and here."""
        here = Q(team__memberships__person__left_at__isnull=True)
        owner = Q(team__memberships__person=F("mastery__person"))
        counted = self.annotate(others=Count("team__memberships", filter=here & ~owner))
        return counted.select_related("person", "team").order_by("to", "team__name", "person__name")


class LevelEntryQuerySet(models.QuerySet["LevelEntry"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever sees the mastery sees its levels and reflections."""
        masteries = related(self.model, "mastery").visible_to(person)
        return self.filter(mastery__in=masteries.values("pk"))

    def newest_first(self) -> Self:
        return self.order_by("-reached_on", "-at", "-pk")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever sees the mastery, and a witness their own words; nobody what was taken back."""
        if person.left_at is not None:
            return self.none()
        masteries = related(self.model, "mastery").visible_to(person)
        own = Q(kind="witness", by=person)
        return self.standing().filter(own | Q(mastery__in=masteries.values("pk")))

    def standing(self) -> Self:
        """Not taken back, and not resting on a measurement that was."""
        return self.filter(
            Q(measurement__isnull=True) | Q(measurement__withdrawn_at__isnull=True),
            withdrawn_at__isnull=True,
        )

    def with_words(self) -> Self:
        return self.select_related("by", "level", "measurement__metric", "mastery")

    def newest_first(self) -> Self:
        return self.order_by("-said_on", "-added_at", "-pk")


class WitnessRequestQuerySet(models.QuerySet["WitnessRequest"]):
    def visible_to(self, person: "Person") -> Self:
        """Whoever asks; and the asked, while it can be answered and once they have answered."""
        if person.left_at is not None:
            return self.none()
        asks = Q(
            withdrawn_at__isnull=True,
            mastery__set_aside_at__isnull=True,
            mastery__person__left_at__isnull=True,
        )
        return self.filter(
            Q(mastery__person=person) | Q(asked=person) & (asks | Q(answered_at__isnull=False))
        )

    def waiting(self) -> Self:
        """Neither answered, declined nor taken back."""
        return self.filter(
            answered_at__isnull=True,
            declined_at__isnull=True,
            withdrawn_at__isnull=True,
            mastery__set_aside_at__isnull=True,
            mastery__person__left_at__isnull=True,
        )

    def unanswered(self) -> Self:
        """As whoever asked sees it: who declined is not told apart from who has not answered."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("asked", "mastery__person", "mastery__capability", "answer")

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")
