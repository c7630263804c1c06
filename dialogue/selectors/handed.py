"""Help that was asked for, and what a coach starts from, as each side sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from accounts.models import AgreementWording, Coaching, Person
from dialogue.models import Commitment, Handover, HelpAsked, HelpWanted
from goals.models import Goal

SHOWN = 50


def own_coaches(person: Person) -> list[Person]:
    """Those who coach somebody now, by name."""
    return list(Person.objects.coaches_of(person).by_name().distinct())


@dataclass(frozen=True)
class Asked:
    """One's own question, and what its coaches said."""

    wanted: HelpWanted
    answers: Sequence[HelpAsked]


def own_help(person: Person) -> list[Asked]:
    """What somebody asked for and did not take back, the newest first."""
    own = HelpWanted.objects.visible_to(person).standing().filter(person=person)
    rows = own.order_by("-asked_at", "-pk").prefetch_related("asked__coaching__coach")[:SHOWN]
    return [Asked(one, list(one.asked.all())) for one in rows]


def asked_of(coach: Person) -> "QuerySet[HelpAsked]":
    """What coachees ask this coach, with who asks."""
    rows = HelpAsked.objects.visible_to(coach).filter(coaching__coach=coach)
    dated = rows.annotate(asked_at=F("wanted__asked_at"))
    return dated.select_related("wanted__person", "coaching")


@dataclass(frozen=True)
class Shown:
    """What a coachee shows one coach: own words, commitments, goals, and agreements."""

    handover: Handover
    commitments: Sequence[Commitment]
    goals: Sequence[Goal]
    agreements: Sequence[AgreementWording]


def shown(coaching: Coaching, viewer: Person) -> Shown | None:
    """Return what this reader may see of it, and None where there is nothing.

    Of agreements it is what the coachee wrote, the newest of each, never a coach's words.
    """
    found = Handover.objects.visible_to(viewer).filter(coaching=coaching)
    one = found.prefetch_related("things__commitment", "things__goal").first()
    if one is None:
        return None
    things = list(one.things.all())
    agreements: list[AgreementWording] = []
    if one.shows_agreements:
        own = AgreementWording.objects.filter(author=coaching.coachee_id)
        earlier = own.filter(coaching__coachee=coaching.coachee_id).exclude(coaching=coaching)
        agreements = list(earlier.order_by("coaching", "-version").distinct("coaching")[:SHOWN])
    open_ones = [thing.commitment for thing in things if thing.commitment]
    return Shown(
        handover=one,
        commitments=[commitment for commitment in open_ones if commitment.is_open],
        goals=[thing.goal for thing in things if thing.goal],
        agreements=agreements,
    )
