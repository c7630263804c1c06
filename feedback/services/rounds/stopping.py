"""A round stops taking answers before its date, or never begins."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from feedback.models import Round
from feedback.services.rounds.errors import NotInThisState
from feedback.services.rounds.locks import lock_in


@transaction.atomic
def close(about: Round, *, by: Person, at: datetime) -> Round:
    """The subject closes it early, for good. The report comes when promised, no sooner."""
    locked = lock_in(about, Round.State.OPEN, by=by)
    if not locked.takes_answers(at):
        raise NotInThisState(_("This round has closed by its date."))
    locked.closed_at, locked.closed_by = at, by
    locked.save(update_fields=["closed_at", "closed_by"])
    audit.record(by=by, action="round.close", on=locked, at=at)
    return locked


@transaction.atomic
def cancel(about: Round, *, by: Person, at: datetime) -> Round:
    """The subject lets it go before its launch. Afterwards people have been promised something."""
    locked = lock_in(about, Round.State.PREPARING, by=by)
    locked.cancelled_at, locked.cancelled_by = at, by
    locked.save(update_fields=["cancelled_at", "cancelled_by"])
    audit.record(by=by, action="round.cancel", on=locked, at=at)
    return locked
