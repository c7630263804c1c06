"""The row of a round, locked for its subject, in the state that an act needs."""

from collections.abc import Collection
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Person
from feedback.models import Round
from feedback.policies.rounds import is_subject
from feedback.services.rounds.errors import NotInThisState

RELEASED: Final = (Round.State.RELEASED, Round.State.ENDED)


def lock(about: Round, *, by: Person) -> Round:
    """Return the row as it is now, locked, for its subject only."""
    locked = Round.objects.select_for_update().get(pk=about.pk)
    if not is_subject(by, locked):
        raise PermissionDenied
    return locked


def lock_in(about: Round, *states: Round.State, by: Person) -> Round:
    """Return the row locked for its subject; refuse it outside of these states."""
    locked = lock(about, by=by)
    require_state(locked, states)
    return locked


def require_state(about: Round, states: Collection[Round.State]) -> None:
    """Raise `NotInThisState`, saying where the round stands, unless it is in one of these."""
    if about.state not in states:
        raise NotInThisState(where_it_stands(about))


def where_it_stands(about: Round) -> str:
    """Say in a sentence what state the round is in, and what that means."""
    return {
        Round.State.PROPOSED: _("This round is a proposal. Accept it first."),
        Round.State.DECLINED: _("This proposal was not accepted."),
        Round.State.PREPARING: _("This round has not been launched yet."),
        Round.State.OPEN: _("This round has been launched. What it promised stays as it is."),
        Round.State.CLOSED: _("This round is closed. Its report comes at the moment that was set."),
        Round.State.RELEASED: _("The report of this round is there. The round can be ended now."),
        Round.State.ENDED: _("This round has ended."),
        Round.State.CANCELLED: _("This round was cancelled."),
    }[about.state]
