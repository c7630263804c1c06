"""A talk begins, was held, and what was written down is confirmed by all of its sides."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core import audit
from core.errors import RuleError, StaleVersion
from dialogue.models import CheckIn, Confirmation, Preparation
from dialogue.services import agenda
from dialogue.services.locks import lock, lock_open


class NotHeldYet(RuleError):
    """Notes are confirmed after the talk."""


@transaction.atomic
def start(checkin: CheckIn, *, by: Person, at: datetime) -> None:
    """Begin to talk: answers that wait for the talk are shared now. Twice is the same as once."""
    locked = lock_open(checkin, by=by)
    if locked.started_at:
        return
    locked.started_at, locked.started_by = at, by
    locked.save(update_fields=["started_at", "started_by"])
    share_waiting(locked, by=by, at=at)
    audit.record(by=by, action="checkin.start", on=locked, at=at)


@transaction.atomic
def hold(checkin: CheckIn, *, by: Person, at: datetime) -> None:
    """Say that the talk was held, early or late.

    Open commitments stay open, and unfinished points of the agenda go on to the next talk.
    """
    locked = lock_open(checkin, by=by)
    locked.held_at, locked.held_by = at, by
    locked.save(update_fields=["held_at", "held_by"])
    share_waiting(locked, by=by, at=at)
    agenda.carry_on(locked, at=at)
    audit.record(by=by, action="checkin.hold", on=locked, at=at)


@transaction.atomic
def confirm(checkin: CheckIn, *, by: Person, at: datetime, version: int | None = None) -> None:
    """Confirm the notes of a talk as they stand; `version` is the one that was read.

    Whoever changes the notes afterwards takes all confirmations away (`notes.write_notes`).
    """
    locked = lock(checkin, by=by)
    if not locked.held_at:
        raise NotHeldYet(_("Talk first. The notes are confirmed after the talk."))
    if version is not None and version != locked.notes_version:
        sentence = _("The notes were changed in between. Read them again, then confirm.")
        raise StaleVersion(sentence, current=locked.notes_version)
    _row, is_new = Confirmation.objects.get_or_create(
        checkin=locked, person=by, defaults={"notes_version": locked.notes_version, "at": at}
    )
    if is_new:
        audit.record(by=by, action="checkin.confirm", on=locked, at=at)


def share_waiting(checkin: CheckIn, *, by: Person, at: datetime) -> None:
    """Share the answers that were to be shared as the talk begins.

    Whoever begins or closes a talk shares their own. Those of the other sides are shared if the day
    they were written for has come; a talk held days before leaves them private, so that nobody
    opens another's answers by a click. Of a reflection nothing is shared, ever.
    """
    if checkin.is_reflection:
        return
    waiting = Preparation.objects.select_for_update().filter(
        checkin=checkin, shares_at_start=True, shared_at__isnull=True
    )
    sides = {side.pk: side for side in checkin.sides}
    for preparation in waiting:
        side = sides.get(preparation.person_id)  # who left the group takes their answers along
        if side and (side.pk == by.pk or day_has_come(checkin, side, at)):
            preparation.shared_at, preparation.shared_by = at, by
            preparation.save(update_fields=["shared_at", "shared_by"])


def day_has_come(checkin: CheckIn, side: Person, at: datetime) -> bool:
    """Tell whether it is the day of the talk, or later, where this side lives."""
    zone = ZoneInfo(side.time_zone)
    return at.astimezone(zone).date() >= checkin.planned_at.astimezone(zone).date()
