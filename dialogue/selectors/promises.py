"""Commitments on the page of a talk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import Person
from dialogue.models import CheckIn, Commitment
from dialogue.policies.checkins import why_over

LATELY = timedelta(days=14)  # what was kept lately stays in view, so that a tick can be undone


@dataclass(frozen=True)
class Promise:
    """A commitment, and what this reader may do with it."""

    commitment: Commitment
    is_mine: bool
    may_drop: bool
    carried_from: datetime | None


def promises_on(checkin: CheckIn, viewer: Person, at: datetime) -> list[Promise]:
    """Commitments made in this talk; on an open one also those of earlier talks that are open."""
    here = Q(checkin=checkin)
    if not why_over(checkin):
        lately = Q(done_at__gte=at - LATELY)
        here |= Q(done_at__isnull=True) | lately
    rows = (
        Commitment.objects.visible_to(viewer)
        .of_people(checkin)
        .filter(here)
        .filter(dropped_at__isnull=True)
        .select_related("checkin")
        .defer("checkin__notes")
        .order_by("made_at", "pk")
    )
    return [
        Promise(
            commitment=row,
            is_mine=row.who_id == viewer.pk,
            may_drop=viewer.pk in (row.who_id, row.made_by_id),
            carried_from=row.checkin.talk_at if row.checkin_id != checkin.pk else None,
        )
        for row in rows
    ]
