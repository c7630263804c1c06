"""Who reads a report, in SQL."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import Person
    from feedback.models import Report


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, person: "Person") -> Self:
        """The reporter's own, and for trusted persons the open ones they are no party to.

        Twin of `policies.can_read_report`. An admin reads none, whoever named them.
        """
        if person.left_at is not None:
            return self.none()
        own = Q(reporter=person)
        if not person.is_trusted or person.is_admin:
            return self.filter(own)
        apart = ~Q(feedback__giver=person) & ~Q(feedback__recipient=person)
        invited = Exists(person.nominations.filter(round=OuterRef("round_text__round")))
        is_open = Q(withdrawn_at__isnull=True, closed_at__isnull=True)
        of_a_piece = Q(feedback__isnull=False) & apart
        of_a_text = Q(round_text__isnull=False) & ~Q(invited)
        return self.filter(own | is_open & (of_a_piece | of_a_text))

    def current(self, person: "Person", at: datetime) -> Self:
        """Within their thirty days; a reporter goes on seeing their own."""
        return self.filter(Q(reporter=person) | Q(closes_at__gt=at))

    def open(self) -> Self:
        return self.filter(withdrawn_at__isnull=True, closed_at__isnull=True)

    def waiting_for(self, person: "Person", at: datetime) -> Self:
        """What this trusted person may look at now."""
        return self.visible_to(person).open().filter(closes_at__gt=at).exclude(reporter=person)

    def newest_first(self) -> Self:
        return self.select_related("reporter", "closed_by").order_by(F("reported_at").desc(), "pk")
