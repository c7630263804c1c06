"""Whether the reason of a nudge still stands."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from goals.models import Comment, Ownership, Participation
from notifications.models import Notification

Rows = QuerySet[Notification]


def answer_is_waited_for(rows: Rows, _at: datetime) -> Rows:
    """The person is named as owner, has not answered, and the goal is open."""
    named = Ownership.objects.unanswered().filter(
        goal=OuterRef("subject"), person=OuterRef("person")
    )
    return rows.filter(Exists(named))


def still_in(rows: Rows, _at: datetime) -> Rows:
    """Whoever joined has not left again."""
    return rows.filter(Exists(Participation.objects.current().filter(pk=OuterRef("subject"))))


def still_said(rows: Rows, _at: datetime) -> Rows:
    """The comment was not taken back."""
    said = Comment.objects.filter(pk=OuterRef("subject"), withdrawn_at__isnull=True)
    return rows.filter(Exists(said))
