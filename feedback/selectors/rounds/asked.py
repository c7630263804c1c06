"""What a reviewer of a round is asked, and what they are told before they write."""

from dataclasses import dataclass

from accounts.models import Person
from feedback.models import Nomination, Round, RoundCapability, RoundLevel, RoundQuestion
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
    """Compose the page of one reviewer, in four queries."""
    capabilities = found.capabilities.order_by("position")
    levels: dict[object, list[RoundLevel]] = {}
    for level in RoundLevel.objects.filter(capability__round=found).order_by("position"):
        levels.setdefault(level.capability_id, []).append(level)
    return AskedPage(
        round=found,
        nomination=nomination,
        capabilities=tuple(
            AskedCapability(one, tuple(levels.get(one.pk, ()))) for one in capabilities
        ),
        questions=tuple(found.questions.order_by("position")),
        promises=tuple(promises(found, nomination, invited=invited_to(found))),
        reading=reading(found, nomination),
    )


def invited_to(found: Round) -> int:
    """Return how many were invited; that is told to all of them."""
    return Nomination.objects.filter(round=found, invited_at__isnull=False).count()


def nomination_of(found: Round, person: Person) -> Nomination | None:
    """Return the invitation of a colleague; the subject has none."""
    return Nomination.objects.visible_to(person).filter(round=found, person=person).first()
