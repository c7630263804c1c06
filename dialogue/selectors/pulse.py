"""Whether an open page of a talk is still what it was: asked every second and a half, so cheap."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Coaching, Person
from core.prepared import Question
from dialogue.models import CheckIn, Participant


@dataclass(frozen=True)
class Pulse:
    """The version of a page, whether one may still write on it, and who the sides are."""

    version: int
    goes_on: bool
    sides: tuple[UUID, ...]

    @property
    def mark(self) -> str:
        """What changes whenever the page does, whoever is on it."""
        return f"{self.version}{'' if self.goes_on else '-over'}"


def pulse_of(pk: UUID, viewer: Person) -> Pulse | None:
    """Return the pulse of a talk, in one query; None for whoever does not read it in full, now."""
    rows = PULSE.rows(pk, viewer.pk) if not viewer.has_left else []
    if not rows:
        return None
    version, coaching_id, coached, person, partner, group_ids = rows[0]
    sides = {one for one in (person, partner, *group_ids) if one}
    return Pulse(version, coached or coaching_id is None, tuple(sides))


def asked(pk: UUID, viewer: UUID) -> QuerySet[CheckIn, Any]:
    """The question; whether the viewer has left is asked before."""
    coaching = Coaching.objects.active().filter(
        coach=OuterRef("partner"), coachee=OuterRef("person")
    )
    group = Participant.objects.there().filter(checkin=OuterRef("pk")).values("person")
    talks = CheckIn.objects.read_in_full_by(Person(pk=viewer)).filter(pk=pk)
    known = talks.annotate(coached=Exists(coaching), group_ids=ArraySubquery(group))
    return known.values_list(
        "page_version", "coaching", "coached", "person", "partner", "group_ids"
    )


PULSE = Question(asked, 2)
