"""Two people decide what becomes of a suggestion: one asks the other, or one lets it go."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import policies
from accounts.models import Coaching, CoachingSuggestion, Person
from accounts.services import coaching
from core import audit


@transaction.atomic
def take_up(suggestion: CoachingSuggestion, *, by: Person, at: datetime) -> Coaching:
    """Ask the other one, or offer to coach them; they accept as with any other question."""
    if not policies.can_read_suggestion(by, suggestion):
        raise PermissionDenied
    return coaching.ask(suggestion.coach, coachee=suggestion.coachee, by=by, at=at)


@transaction.atomic
def dismiss(suggestion: CoachingSuggestion, *, by: Person, at: datetime) -> None:
    """Let it go, for both; it does not come back with the next import."""
    if not policies.can_read_suggestion(by, suggestion):
        raise PermissionDenied
    still = CoachingSuggestion.objects.filter(pk=suggestion.pk, dismissed_at__isnull=True)
    if still.update(dismissed_at=at, dismissed_by=by):
        audit.record(by=by, action="suggestion.dismiss", on=suggestion, at=at)
