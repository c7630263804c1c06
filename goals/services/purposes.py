"""State what the organisation or a team is here for."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, Person, Team
from core import audit
from goals import policies
from goals.models import Purpose
from goals.services.words import needed


@transaction.atomic
def state(text: str, *, team: Team | None, by: Person, at: datetime) -> Purpose:
    """Put a new wording above the ones before it; the same words again change nothing."""
    if not policies.can_state_purpose(by, team):
        raise PermissionDenied
    sentence = _("Write in a sentence or two what you are here for.")
    words = needed(text, field="text", longest=2000, sentence=sentence)
    lock(team)
    newest = Purpose.objects.of(team).first()
    if newest and newest.text == words:
        return newest
    purpose = Purpose.objects.create(team=team, text=words, stated_at=at, stated_by=by)
    audit.record(by=by, action="purpose.state", on=purpose, at=at, admin=team is None)
    return purpose


def lock(team: Team | None) -> None:
    """Let one wording after the other in."""
    if team is None:
        Organisation.objects.select_for_update(no_key=True).first()
    else:
        Team.objects.select_for_update(no_key=True).get(pk=team.pk)
