"""What a reviewer of a round is asked, and what they are told before they write."""

from dataclasses import dataclass

from accounts.models import Person
from feedback.models import Nomination, Round, RoundCapability, RoundLevel, RoundQuestion
from feedback.querysets.rounds import RoundQuerySet
from feedback.rounds.promises import Promise, Reading, promises, reading


@dataclass(frozen=True)
class AskedCapability:
    """A capability with its levels, from the first to the last."""

    capability: RoundCapability
    levels: tuple[RoundLevel, ...]


@dataclass(frozen=True)
class AskedPage:
    """All that is asked of one reviewer; without a nomination it is the subject themselves."""

    round: Round
    nomination: Nomination | None
    capabilities: tuple[AskedCapability, ...]
    questions: tuple[RoundQuestion, ...]
    promises: tuple[Promise, ...]
    reading: Reading

    @property
    def is_own(self) -> bool:
        return self.nomination is None


def asked_page(found: Round, nomination: Nomination | None) -> AskedPage:
    """Compose the page of one reviewer. What the round asks may be prefetched (`with_items`)."""
    capabilities = sorted(found.capabilities.all(), key=by_position)
    return AskedPage(
        round=found,
        nomination=nomination,
        capabilities=tuple(
            AskedCapability(one, tuple(sorted(one.levels.all(), key=by_position)))
            for one in capabilities
        ),
        questions=tuple(sorted(found.questions.all(), key=by_position)),
        promises=tuple(promises(found, nomination, invited=invited_to(found))),
        reading=reading(found, nomination),
    )


def with_items(rounds: RoundQuerySet) -> RoundQuerySet:
    """Return rounds with all that they ask, in three queries."""
    return rounds.select_related("subject").prefetch_related("questions", "capabilities__levels")


def by_position(row: RoundQuestion | RoundCapability | RoundLevel) -> int:
    return row.position


def invited_to(found: Round) -> int:
    """Return how many were invited; that is told to all of them."""
    return Nomination.objects.filter(round=found, invited_at__isnull=False).count()


def nomination_of(found: Round, person: Person) -> Nomination | None:
    """Return the invitation of a colleague; the subject has none."""
    if found.subject_id == person.pk:
        return None
    mine = Nomination.objects.visible_to(person).filter(round=found, person=person)
    nomination = mine.get()
    nomination.round = found
    return nomination
