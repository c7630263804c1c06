"""Pictures composed of several tables, as pages show them."""

from dataclasses import dataclass
from typing import Self

from accounts.models import Coaching, Membership, Person


@dataclass(frozen=True)
class CoachingLine:
    """One relation as one of its two sides sees it."""

    coaching: Coaching
    other: Person
    viewer_is_coach: bool
    viewer_asked: bool

    @classmethod
    def of(cls, coaching: Coaching, viewer: Person) -> Self:
        return cls(
            coaching=coaching,
            other=coaching.other_side(viewer),
            viewer_is_coach=coaching.coach_id == viewer.pk,
            viewer_asked=coaching.asked_by_id == viewer.pk,
        )


@dataclass(frozen=True)
class PersonPicture:
    """A person as this viewer may see them; of coaching, only where the viewer is a side."""

    person: Person
    memberships: list[Membership]
    coachings: list[CoachingLine]
    may_ask: bool
    may_offer: bool
    has_history: bool


def person_picture(person: Person, *, viewer: Person) -> PersonPicture:
    """Compose a person's page."""
    relations = Coaching.objects.visible_to(viewer).with_side(person).with_people()
    between = list(relations.newest_first()[:200])
    open_ones = [one for one in between if one.ended_at is None and not _somebody_left(one)]
    is_other = person.pk != viewer.pk and not person.has_left
    return PersonPicture(
        person=person,
        memberships=list(Membership.objects.filter(person=person).with_teams()[:200]),
        coachings=[CoachingLine.of(one, viewer) for one in open_ones],
        may_ask=is_other and all(one.coach_id != person.pk for one in open_ones),
        may_offer=is_other and all(one.coachee_id != person.pk for one in open_ones),
        has_history=person.pk != viewer.pk and any(one.accepted_at for one in between),
    )


def _somebody_left(coaching: Coaching) -> bool:
    return coaching.coach.has_left or coaching.coachee.has_left


@dataclass(frozen=True)
class CoachingsPicture:
    """Somebody's own coaching: who coaches them, whom they coach, and what waits."""

    waiting_for_me: list[CoachingLine]
    coaches: list[CoachingLine]
    coachees: list[CoachingLine]
    waiting_for_others: list[CoachingLine]


def coachings_picture(person: Person) -> CoachingsPicture:
    """Compose the page of one's own coaching, each list in the order of names."""
    relations = Coaching.objects.visible_to(person).open().with_people()
    lines = [CoachingLine.of(one, person) for one in relations[:1000]]
    lines.sort(key=lambda line: (line.other.search_key, str(line.other.pk)))
    active = [line for line in lines if line.coaching.accepted_at]
    waiting = [line for line in lines if not line.coaching.accepted_at]
    return CoachingsPicture(
        waiting_for_me=[line for line in waiting if not line.viewer_asked],
        coaches=[line for line in active if not line.viewer_is_coach],
        coachees=[line for line in active if line.viewer_is_coach],
        waiting_for_others=[line for line in waiting if line.viewer_asked],
    )
