"""The read language of people, teams and coaching."""

import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from accounts.models import (
        Absence,
        AgreementConfirmation,
        AgreementWording,
        ApiToken,
        Coaching,
        CoachingSuggestion,
        Membership,
        PeopleImport,
        Person,
        Team,
    )


# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


# What lists show of a person.
NAMES = ("name", "preferred_name", "left_at")


def names_of(*paths: str) -> list[str]:
    """Return the columns that lists show of the people at these paths, for `only`.

    A row of a person is wide: to leave out the rest makes a list of talks twice as quick.
    """
    return [f"{path}__{name}" for path in paths for name in NAMES]


def folded(text: str) -> str:
    """Return text as people search for it: without case and accents ("Åse" is found by "ase")."""
    printable = text.lower().replace("\x00", "")
    decomposed = unicodedata.normalize("NFKD", printable.translate(PLAIN))
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

    def in_team(self, team: "Team") -> Self:
        return self.filter(memberships__team=team)

    def with_home_team(self) -> Self:
        """Add `home_team`, the name of the team where this person is at home, or ""."""
        homes = self.model.teams.through.objects.filter(person=OuterRef("pk"), is_home=True)
        name = Subquery(homes.values("team__name")[:1])
        return self.annotate(home_team=Coalesce(name, Value("")))

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

    def groups(self) -> Self:
        """Support groups alone."""
        return self.filter(kind="group")

    def own_first(self, person: "Person") -> Self:
        """Those to which somebody belongs, then the others, each by name."""
        own = self.model.members.through.objects.filter(team=OuterRef("pk"), person=person)
        return self.order_by(~Exists(own), "name", "pk")

    def joined_freely(self) -> Self:
        """All but support groups."""
        return self.exclude(kind="group")

    def by_kind(self) -> Self:
        """Teams, then workstreams, then communities, each by name."""
        kinds = Case(When(kind="team", then=0), When(kind="workstream", then=1), default=2)
        return self.order_by(kinds, "name", "pk")

    def with_size(self) -> Self:
        """Add `size`, how many people who are here belong to it."""
        members = (
            self.model.members.through.objects.filter(team=OuterRef("pk"), person__left_at=None)
            .order_by()
            .values("team")
            .annotate(size=Count("pk"))
            .values("size")
        )
        return self.annotate(size=Coalesce(Subquery(members), 0))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def with_teams(self) -> Self:
        return self.select_related("team").order_by("-is_home", "team__name", "pk")


class CoachingQuerySet(models.QuerySet["Coaching"]):
    def visible_to(self, person: "Person") -> Self:
        """A coaching relation is read by its two sides."""
        if person.left_at is not None:
            return self.none()
        return self.filter(Q(coach=person) | Q(coachee=person))

    def with_side(self, person: "Person") -> Self:
        """Relations in which this person is the coach or the coachee."""
        return self.filter(Q(coach=person) | Q(coachee=person))

    def open(self) -> Self:
        """Going on, or asked and not answered, between people who are both here."""
        return self.filter(
            ended_at__isnull=True, coach__left_at__isnull=True, coachee__left_at__isnull=True
        )

    def active(self) -> Self:
        """Accepted, not ended, and both are still here."""
        return self.filter(
            accepted_at__isnull=False,
            ended_at__isnull=True,
            coach__left_at__isnull=True,
            coachee__left_at__isnull=True,
        )

    def active_of(self, coach: "Person") -> Self:
        """Those of somebody who is here: `active`, without looking for that person again."""
        return self.filter(
            coach=coach,
            accepted_at__isnull=False,
            ended_at__isnull=True,
            coachee__left_at__isnull=True,
        )

    def waiting(self) -> Self:
        """Asked or offered, and not answered yet."""
        return self.open().filter(accepted_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("coach", "coachee", "asked_by")


def _keeps_reading(person: "Person") -> Q:
    """Say that somebody reads the words of either side: the coachee, and the coach while they are.

    Whoever has coached keeps what they wrote themselves.
    """
    as_coach = Q(
        coaching__coach=person,
        coaching__accepted_at__isnull=False,
        coaching__ended_at__isnull=True,
        coaching__coachee__left_at__isnull=True,
    )
    return Q(coaching__coachee=person) | as_coach


class AgreementWordingQuerySet(models.QuerySet["AgreementWording"]):
    def visible_to(self, person: "Person") -> Self:
        """One's own words, and the other side's as long as the relation lets one read them."""
        if person.left_at is not None:
            return self.none()
        return self.filter(Q(author=person) | _keeps_reading(person))

    def of(self, coaching: "Coaching") -> Self:
        return self.filter(coaching=coaching)

    def newest_first(self) -> Self:
        return self.order_by("-version", "-pk")

    def with_words_before(self) -> Self:
        """Each with what its author had written before as `before`; None at the first time."""
        earlier = self.model.objects.filter(
            coaching=OuterRef("coaching"),
            author=OuterRef("author"),
            version__lt=OuterRef("version"),
        )
        return self.annotate(before=Subquery(earlier.order_by("-version").values("text")[:1]))


class AgreementConfirmationQuerySet(models.QuerySet["AgreementConfirmation"]):
    def visible_to(self, person: "Person") -> Self:
        """Read by whoever reads the words that were confirmed, and by who confirmed them."""
        if person.left_at is not None:
            return self.none()
        return self.filter(Q(person=person) | _keeps_reading(person))

    def in_order(self) -> Self:
        return self.order_by("at", "pk")


class CoachingSuggestionQuerySet(models.QuerySet["CoachingSuggestion"]):
    def visible_to(self, person: "Person") -> Self:
        """A suggestion is read by its two sides."""
        if person.left_at is not None:
            return self.none()
        return self.filter(Q(coach=person) | Q(coachee=person))

    def open(self) -> Self:
        """Not dismissed, never taken up, and both are still here."""
        never_asked = self.exclude(coachee__coachings_as_coachee__coach=F("coach"))
        return never_asked.filter(
            dismissed_at__isnull=True,
            coach__left_at__isnull=True,
            coachee__left_at__isnull=True,
        )

    def with_people(self) -> Self:
        return self.select_related("coach", "coachee").order_by("coachee__search_key", "pk")


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    def visible_to(self, person: "Person") -> Self:
        """A list under way is seen by the admin who uploaded it."""
        may = person.is_admin and person.left_at is None
        return self.filter(owner=person) if may else self.none()

    def current(self, at: datetime) -> Self:
        return self.filter(expires_at__gt=at)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, person: "Person") -> Self:
        """Absences are read by the person whose they are."""
        return self.filter(person=person) if person.left_at is None else self.none()

    def by_day(self) -> Self:
        return self.order_by("starts_on", "ends_on", "pk")

    def not_over(self, day: date) -> Self:
        return self.filter(ends_on__gte=day)

    def covering(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, person: "Person") -> Self:
        """Tokens are read by the person whose they are, without their secret."""
        return self.filter(person=person) if person.left_at is None else self.none()

    def not_revoked(self) -> Self:
        return self.filter(revoked_at__isnull=True).order_by("-made_at", "-pk")

    def usable(self, at: datetime) -> Self:
        """Tokens that open something now: not revoked, not expired, their person still here."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            revoked_at__isnull=True,
            person__left_at__isnull=True,
        ).select_related("person")
