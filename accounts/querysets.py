"""The read language of people, teams and coaching."""

import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Absence, ApiToken, Coaching, Membership, Person, Team


def folded(text: str) -> str:
    """Return text as people search for it: without case and accents ("Åse" is found by "ase")."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, person: "Person") -> Self:
        """Everybody in the organisation may know who is in it, those who left included."""
        return self if person.left_at is None else self.none()

    def here(self) -> Self:
        """People who have not left."""
        return self.filter(left_at__isnull=True)

    def by_name(self) -> Self:
        """In alphabetical order, the only order people are ever listed in."""
        return self.order_by("search_key", "pk")

    def matching(self, words: str) -> Self:
        """People whose name, address or job title holds each of the words."""
        found = self
        for word in folded(words).split()[:8]:
            found = found.filter(search_key__contains=word)
        return found

    def coaches_of(self, person: "Person") -> Self:
        """Those who coach this person now."""
        return self.filter(
            coachings_as_coach__coachee=person,
            coachings_as_coach__accepted_at__isnull=False,
            coachings_as_coach__ended_at__isnull=True,
            left_at__isnull=True,
        )


class PersonManager(BaseUserManager["Person"]):
    """Django's user manager over our querysets: people are found by address, case put aside."""

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get_queryset().get(email=(username or "").lower())


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, person: "Person") -> Self:
        """Teams are open to every member."""
        return self if person.left_at is None else self.none()

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def with_teams(self) -> Self:
        return self.select_related("team").order_by("-is_home", "team__name", "pk")


class CoachingQuerySet(models.QuerySet["Coaching"]):
    def visible_to(self, person: "Person") -> Self:
        """A coaching relation is read by its two sides."""
        return self.filter(Q(coach=person) | Q(coachee=person))

    def active(self) -> Self:
        """Accepted, not ended, and both are still here."""
        return self.filter(
            accepted_at__isnull=False,
            ended_at__isnull=True,
            coach__left_at__isnull=True,
            coachee__left_at__isnull=True,
        )

    def waiting(self) -> Self:
        """Asked or offered, and not answered yet."""
        return self.filter(accepted_at__isnull=True, ended_at__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("coach", "coachee", "asked_by")


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, person: "Person") -> Self:
        return self.filter(person=person)

    def covering(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, person: "Person") -> Self:
        return self.filter(person=person)

    def usable(self, at: datetime) -> Self:
        """Tokens that open something now: not revoked, not expired, their person still here."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            revoked_at__isnull=True,
            person__left_at__isnull=True,
        ).select_related("person")
