"""Feedback beside goals: what a goal was started from, and what its page links to."""

from dataclasses import dataclass
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
from feedback.models import Feedback, Round, StartedGoal
from feedback.services.rounds.ending import add_goal
from goals.models import Goal
from goals.origins import Start

SHOWN = 5


class FromFeedback:
    """Start a goal from a piece of feedback that one received."""

    def find(self, pk: UUID, *, person: Person) -> Start | None:
        """Describe the piece to its recipient; the goal it is about is proposed as parent."""
        piece = Feedback.objects.received_by(person).with_people().filter(pk=pk).first()
        if piece is None or person.has_left:
            return None
        sentence = _("What %(name)s wrote to you") % {"name": piece.giver.called}
        goal = piece.goal if piece.goal and piece.goal.is_open else None
        return Start(sentence, piece.get_absolute_url(), goal)

    def keep(self, pk: UUID, *, goal: Goal, by: Person, at: datetime) -> None:
        """Keep what the goal was started from, for the recipient alone."""
        StartedGoal.objects.create(feedback_id=pk, goal=goal, started_by=by, started_at=at)


class FromRound:
    """Start a goal from the report of one's own 360 round."""

    def find(self, pk: UUID, *, person: Person) -> Start | None:
        """Name the round to its subject, once it is released."""
        own = Round.objects.report_read_by(person).filter(subject=person)
        about = own.filter(pk=pk).first()
        if about is None:
            return None
        sentence = _("Your round “%(title)s”") % {"title": about.title}
        return Start(sentence, about.get_absolute_url())

    def keep(self, pk: UUID, *, goal: Goal, by: Person, at: datetime) -> None:
        """Keep that the goal came of the round, for its subject alone."""
        add_goal(Round(pk=pk), goal=goal, by=by, at=at)


@dataclass(frozen=True)
class LinkedPiece:
    """What a line about a piece of feedback says, and none of its words."""

    pk: UUID
    kind: str
    given_at: datetime
    giver: UUID
    giver_name: str
    recipient: UUID
    recipient_name: str


def ask_linked(goal: UUID, viewer: UUID) -> "QuerySet[Any, Any]":
    """The pieces about a goal, or that it was started from, which the viewer may read.

    As `LinkedPiece` takes them.
    """
    person = Person(pk=viewer)
    own = StartedGoal.objects.visible_to(person).filter(goal=goal)
    about = Feedback.objects.filter(goal=goal)
    # United by id, so that each way uses its own index.
    ids = about.values("pk").union(own.values("feedback"), all=True)
    linked = Feedback.objects.visible_to(person).filter(pk__in=ids)
    standing = linked.filter(withdrawn_at__isnull=True).newest_first()
    sides = ("giver", "giver__name", "recipient", "recipient__name")
    return standing.values_list("pk", "kind", "given_at", *sides)[: SHOWN + 1]


LINKED = Question(ask_linked, 2)


def linked_feedback(goal: Goal, viewer: Person) -> Section | None:
    """Return the pieces about a goal, or that it was started from, which the viewer may read."""
    rows = [] if viewer.has_left else LINKED.rows(goal.pk, viewer.pk)
    found = [LinkedPiece(*row) for row in rows]
    if not found:
        return None
    return Section(
        code="feedback",
        title=_("Feedback linked here"),
        lines=tuple(line_of(piece, viewer) for piece in found[:SHOWN]),
        note=_("You see the pieces that you may read."),
        more=Line(_("All your feedback"), reverse("feedback_inbox"))
        if len(found) > SHOWN
        else None,
    )


def line_of(piece: LinkedPiece, viewer: Person) -> Line:
    """Say what kind it is, from whom to whom, and when; none of its words."""
    names = {
        "giver": _("you") if piece.giver == viewer.pk else piece.giver_name,
        "recipient": _("you") if piece.recipient == viewer.pk else piece.recipient_name,
    }
    if piece.kind == Feedback.Kind.IMPROVEMENT:
        text = _("Improvement from %(giver)s to %(recipient)s") % names
    else:
        text = _("Praise from %(giver)s to %(recipient)s") % names
    day = within_sentence(piece.given_at, today=timezone.localdate())
    return Line(text, Feedback(pk=piece.pk).get_absolute_url(), day[:1].upper() + day[1:])
