"""Requests as the two sides of them see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Person
from feedback.models import Asked, Feedback, FeedbackRequest, PartnerAnswer


@dataclass(frozen=True)
class AskedLine:
    """Somebody who was asked, as the asker sees it: the answer too, as far as it stands."""

    asked: Asked
    answer: Feedback | None
    words: PartnerAnswer | None

    @property
    def can_be_reminded(self) -> bool:
        is_waiting = self.asked.state in {"waiting", "unreachable"}
        return is_waiting and self.asked.reminded_at is None


@dataclass(frozen=True)
class RequestPage:
    """One request, for its asker (with everybody asked) or for somebody asked (with their own)."""

    request: FeedbackRequest
    lines: tuple[AskedLine, ...]
    mine: Asked | None

    @property
    def can_remind(self) -> bool:
        return any(line.can_be_reminded for line in self.lines)


def request_page(request: FeedbackRequest, *, viewer: Person) -> RequestPage:
    """Compose the page. Who else was asked is told to the asker alone."""
    if viewer.pk != request.asker_id:
        mine = Asked.objects.filter(request=request, person=viewer).first()
        return RequestPage(request, lines=(), mine=mine)
    rows = list(request.asked.select_related("person", "answer").order_by("asked_at", "pk"))
    readable = Feedback.objects.received_by(viewer).filter(answers__in=rows)
    answers: dict[UUID, Feedback] = {piece.pk: piece for piece in readable}
    words = {one.pk: one for one in PartnerAnswer.objects.filter(asked__in=rows)}
    lines = tuple(
        AskedLine(row, answers.get(row.answer_id) if row.answer_id else None, words.get(row.pk))
        for row in rows
    )
    return RequestPage(request, lines=lines, mine=None)


def asked_often(people: list[Person], *, at: datetime) -> list[Person]:
    """Return those of the chosen whom many have asked lately, so that others may be asked."""
    often = set(Asked.objects.often_lately(people, at=at))
    return [person for person in people if person.pk in often]
