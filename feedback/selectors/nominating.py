"""Who could be asked in a round: people around the subject, and who is asked often already."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from accounts.models import Coaching, Person
from feedback.models import Asked, Nomination, Perspective, Round
from feedback.rounds.names import OWN_NAMES

SUGGESTED: Final = 8


@dataclass(frozen=True)
class Suggestion:
    """Somebody who sees the subject's work, as whom, and is not asked often now."""

    person: Person
    perspective: Perspective

    @property
    def as_whom(self) -> str:
        """As whom this person sees the subject, said to the subject."""
        return str(OWN_NAMES[self.perspective])


def often_asked(people: list[Person], *, at: datetime) -> set[UUID]:
    """Return which of these people are asked often lately, in rounds or for feedback."""
    often = Asked.objects.often_lately(people, at=at)
    return {pk for pk in often.union(Nomination.objects.often_lately(people, at=at)) if pk}


def around(about: Round) -> list[Suggestion]:
    """Return people around the subject who are not nominated yet, by name."""
    nominated = Nomination.objects.filter(round=about, person__isnull=False).values("person")
    coachings = Coaching.objects.active().with_side(about.subject)
    sides = list(coachings.values_list("coach_id", "coachee_id"))
    coaches = {coach for coach, coachee in sides if coachee == about.subject_id}
    coachees = {coachee for coach, coachee in sides if coach == about.subject_id}
    teams = about.subject.memberships.values("team")
    near = Q(memberships__team__in=teams) | Q(pk__in=coaches | coachees)
    people = Person.objects.here().filter(near).exclude(pk=about.subject_id)
    free = people.exclude(pk__in=nominated).distinct().by_name()
    return [
        Suggestion(person, perspective_of(person, coaches=coaches, coachees=coachees))
        for person in free[: 4 * SUGGESTED]
    ]


def perspective_of(person: Person, *, coaches: set[UUID], coachees: set[UUID]) -> Perspective:
    """Return as whom this person sees the subject, as far as relations tell."""
    if person.pk in coaches:
        return Perspective.COACHES
    return Perspective.COACHEES if person.pk in coachees else Perspective.PEERS
