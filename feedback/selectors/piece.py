"""What the page of one piece of feedback asks for, in questions that are written down once."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person
from accounts.querysets import names_of
from core.prepared import Question
from feedback.models import Feedback, Reply, StartedGoal


def readable(pk: UUID, *, viewer: Person) -> Feedback | None:
    """Return the piece with the names it shows, if the viewer may read it now.

    Its `has_unread` tells whether the other side wrote something in it that was not opened yet.
    """
    found: Feedback | None = None if viewer.has_left else READABLE.first(pk, viewer.pk)
    return found


def replies_in(feedback: Feedback, *, viewer: Person) -> list[Reply]:
    """Return what the two sides wrote to each other, the oldest first."""
    return [] if viewer.has_left else REPLIES.all(feedback.pk, viewer.pk)


def started_from(feedback: Feedback, *, viewer: Person) -> list[StartedGoal]:
    """Return the goals that its recipient started from it, for them alone."""
    return [] if viewer.has_left else STARTED.all(feedback.pk, viewer.pk)


def ask_readable(pk: UUID, viewer: UUID) -> "QuerySet[Any]":
    person = Person(pk=viewer)
    unread = Reply.objects.unread_by(person).filter(feedback=OuterRef("pk"))
    pieces = Feedback.objects.visible_to(person).filter(pk=pk).with_names()
    return pieces.annotate(has_unread=Exists(unread))


def ask_replies(pk: UUID, viewer: UUID) -> "QuerySet[Reply]":
    replies = Reply.objects.visible_to(Person(pk=viewer)).filter(feedback=pk)
    return replies.oldest_first().only("text", "at", *names_of("author"))


def ask_started(pk: UUID, viewer: UUID) -> "QuerySet[StartedGoal]":
    return StartedGoal.objects.visible_to(Person(pk=viewer)).filter(feedback=pk).with_goals()


READABLE = Question(ask_readable, ids=2)
REPLIES = Question(ask_replies, ids=2)
STARTED = Question(ask_started, ids=2)
