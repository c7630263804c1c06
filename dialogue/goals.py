"""Talks beside goals: what a goal was started from, and what its page links to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from core.days import within_sentence
from core.prepared import Question
from core.sections import Line, Section
from dialogue.models import CheckIn, Commitment, StartedGoal
from dialogue.selectors.names import called
from dialogue.services.locks import show
from goals.models import Goal
from goals.origins import Start

SHOWN = 5


class FromTalk:
    """Start a goal from a talk of one's own that one reads in full."""

    def find(self, pk: UUID, *, person: Person) -> Start | None:
        """Describe the talk to one of its sides."""
        found = CheckIn.objects.read_in_full_by(person).select_related("person", "partner")
        talk = found.filter(pk=pk).first()
        return Start(said(talk, person), address(talk)) if talk else None

    def keep(self, pk: UUID, *, goal: Goal, by: Person, at: datetime) -> None:
        """Keep what the goal was started from, for the sides of the talk."""
        StartedGoal.objects.create(checkin_id=pk, goal=goal, started_by=by, started_at=at)
        show([pk])


class FromCommitment:
    """Start a goal from a commitment that one reads."""

    def find(self, pk: UUID, *, person: Person) -> Start | None:
        """Describe the talk of the commitment to one of its sides."""
        talks = CheckIn.objects.read_in_full_by(person).select_related("person", "partner")
        talk = talks.filter(commitments=pk).first()
        return Start(said(talk, person), address(talk)) if talk else None

    def keep(self, pk: UUID, *, goal: Goal, by: Person, at: datetime) -> None:
        """Keep what the goal was started from, for the sides of the talk."""
        made = Commitment.objects.get(pk=pk)
        StartedGoal.objects.create(
            checkin_id=made.checkin_id, commitment=made, goal=goal, started_by=by, started_at=at
        )
        show([made.checkin_id])


def said(talk: CheckIn, viewer: Person) -> str:
    """Name the talk by whom the viewer talked with."""
    if talk.is_reflection:
        return _("A reflection of your own")
    return _("Your talk with %(name)s") % {"name": called(talk, viewer)}


def address(talk: CheckIn) -> str:
    return reverse("checkin", args=[talk.pk])


def ask_linked(goal: UUID, viewer: UUID) -> "QuerySet[Any, Any]":
    """The talks of the viewer that the goal was started from, as `line_of` takes them."""
    own = StartedGoal.objects.visible_to(Person(pk=viewer)).filter(goal=goal)
    columns = ("checkin__pk", "checkin__talk_at", "checkin__kind", "checkin__title")
    sides = [f"checkin__{side}__{name}" for side in ("person", "partner") for name in NAMED]
    return own.order_by("-started_at", "pk").values_list(*columns, *sides)[:SHOWN]


NAMED = ("pk", "name", "preferred_name")
LINKED = Question(ask_linked, 2)


def linked_talks(goal: Goal, viewer: Person) -> Section | None:
    """Return the talks of the viewer that the goal was started from."""
    rows = [] if viewer.has_left else LINKED.rows(goal.pk, viewer.pk)
    if not rows:
        return None
    return Section(
        code="talks",
        title=_("Talks it was started from"),
        lines=tuple(line_of(*row, viewer=viewer) for row in rows),
        note=_("Only those who talked see this."),
    )


def line_of(
    pk: UUID, talk_at: datetime, kind: str, title: str, *sides: Any, viewer: Person
) -> Line:
    """Name a talk by its other side, or by what its group calls it, and by its day."""
    person, partner = (
        Person(id=side[0], name=side[1], preferred_name=side[2]) if side[0] else None
        for side in (sides[:3], sides[3:])
    )
    talk = CheckIn(pk=pk, kind=kind, person=person, partner=partner)
    words = title or _("A talk of a group") if talk.is_group else said(talk, viewer)
    day = within_sentence(talk_at, today=timezone.localdate())
    return Line(words, address(talk), day[:1].upper() + day[1:])
