"""The rounds that somebody meets: their own, those that ask them, those shown to them."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from feedback.models import Round
from feedback.querysets.rounds import RoundQuerySet

BOXES = ("mine", "asked", "shared", "proposed")
ON_A_PAGE = 25


@dataclass(frozen=True)
class RoundLine:
    """A round in a list, with where it leads for this person."""

    round: Round
    takes_answers: bool


def box(name: str, person: Person) -> RoundQuerySet:
    """Return the rounds of one box: `mine`, `asked`, `shared`, `proposed` (by me, waiting)."""
    match name:
        case "asked":
            return Round.objects.asking(person).exclude(subject=person)
        case "shared":
            return Round.objects.report_read_by(person).exclude(subject=person)
        case "proposed":
            seen = Round.objects.visible_to(person).filter(proposed_by=person)
            return seen.filter(accepted_at__isnull=True, cancelled_at__isnull=True)
    return Round.objects.visible_to(person).filter(subject=person)


def lines_of(rounds: list[Round], *, at: datetime) -> list[RoundLine]:
    """Say of each whether it takes answers now."""
    return [RoundLine(one, one.takes_answers(at)) for one in rounds]
