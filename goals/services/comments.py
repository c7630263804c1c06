"""Say something about a goal, and take it back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from goals import policies
from goals.models import Comment, Goal
from goals.services.goals import goal_carriers
from goals.services.words import needed
from notifications.services.notify import notify


@transaction.atomic
def comment(goal: Goal, *, text: str, by: Person, at: datetime) -> Comment:
    """Say something that everybody can read; those who carry the goal are told."""
    if not policies.can_take_part(by):
        raise PermissionDenied
    words = needed(text, field="text", longest=10_000, sentence=_("Write your comment first."))
    said = Comment.objects.create(goal=goal, author=by, text=words, at=at)
    audit.record(by=by, action="goal.comment", on=goal, at=at)
    notify(
        Person.objects.here().filter(pk__in=goal_carriers(goal)).exclude(pk=by.pk),
        kind="goal.commented",
        subject=said.pk,
        url=reverse("goal", args=[goal.pk]),
        by=by,
        at=at,
    )
    return said


@transaction.atomic
def withdraw(said: Comment, *, by: Person, at: datetime) -> None:
    """Take one's own words back; nobody reads them any more."""
    if not policies.can_withdraw_comment(by, said):
        raise PermissionDenied
    if Comment.objects.filter(pk=said.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
        audit.record(by=by, action="goal.withdraw_comment", on=said, at=at)
