"""Who has answered a named round. Of a confidential one nobody is told, and nothing is kept."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

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
    answers = NamedAnswer.objects.filter(nomination=OuterRef("pk"))
    rows = Nomination.objects.filter(round=found).annotate(answered=Exists(answers))
    return [Progress(row, row.answered) for row in rows.with_people().in_order()]
