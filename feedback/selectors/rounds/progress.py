"""Who has answered a named round. Of a confidential one nobody is told, and nothing is kept."""

from dataclasses import dataclass

from feedback.models import NamedAnswer, Nomination, Round
from feedback.rounds.names import name_of


@dataclass(frozen=True)
class Progress:
    """Somebody who was invited to a named round."""

    nomination: Nomination
    has_answered: bool

    @property
    def as_whom(self) -> str:
        return name_of(self.nomination.perspective)


def progress_of(found: Round) -> list[Progress]:
    """Return everybody invited with whether they answered; nothing for a confidential round."""
    if found.is_confidential:
        return []
    answers = NamedAnswer.objects.filter(round=found, nomination__isnull=False)
    answered = set(answers.values_list("nomination", flat=True).distinct())
    rows = Nomination.objects.filter(round=found).with_people().in_order()
    return [Progress(row, row.pk in answered) for row in rows]
