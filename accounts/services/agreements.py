"""The coaching agreement: each side writes what they commit to, both confirm, both look back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import (
    Agreement,
    AgreementConfirmation,
    AgreementWording,
    Coaching,
    Person,
)
from accounts.services.coaching import locked
from core import audit, outbox
from core.errors import RuleError, StaleVersion

LONGEST = 4000  # characters of what one side commits to


class NothingWritten(RuleError):
    """There is nothing to confirm yet, or nothing was written."""


class NotGoingOn(RuleError):
    """The two have no coaching relation now."""


@transaction.atomic
def write(coaching: Coaching, *, by: Person, at: datetime, text: str, version: int) -> Agreement:
    """Write what one's own side commits to, having read `version` of the agreement (0: none).

    The same words again are no change. Other words are the next version, and ask both to confirm.
    What the other side wrote meanwhile stays. Raises `StaleVersion` when one's own words were
    changed meanwhile, in another tab or on another device: nothing is changed then.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise NothingWritten(
            _("Write what you commit to."), fields={"text": _("Write what you commit to.")}
        )
    if len(text) > LONGEST:
        sentence = _("This is too long. A few sentences are easier to keep.")
        raise RuleError(sentence, fields={"text": sentence})
    coaching, agreement = _held(coaching, by)
    own = AgreementWording.objects.filter(coaching=coaching, author=by).newest_first().first()
    if own and own.text == text:
        return agreement
    if version > agreement.version or (own and own.version > version):
        sentence = _("Your words were changed in another tab. Both texts are here.")
        raise StaleVersion(sentence, current=agreement.version)
    agreement.version += 1
    agreement.coach_confirmed_at = agreement.coachee_confirmed_at = None
    agreement.save(update_fields=["version", "coach_confirmed_at", "coachee_confirmed_at"])
    AgreementWording.objects.create(
        coaching=coaching, author=by, version=agreement.version, text=text, written_at=at
    )
    audit.record(by=by, action="agreement.write", on=coaching, at=at)
    _tell("agreement.written", agreement, by, at)
    return agreement


@transaction.atomic
def confirm(coaching: Coaching, *, by: Person, at: datetime, version: int) -> Agreement:
    """Say that both sides' words are right as they stand in `version`, which one has read.

    After half a year one says so again: kept as it is. Sooner, a second time changes nothing.
    Raises `StaleVersion` when either side wrote meanwhile.
    """
    coaching, agreement = _held(coaching, by)
    if version != agreement.version:
        sentence = _("The words were changed in between. Read them again, then confirm.")
        raise StaleVersion(sentence, current=agreement.version)
    authors = AgreementWording.objects.filter(coaching=coaching).values("author").distinct()
    if authors.count() < len((coaching.coach_id, coaching.coachee_id)):
        raise NothingWritten(_("Both of you write what you commit to first. Then you confirm."))
    confirmed_at = agreement.confirmed_by(by)
    if confirmed_at is None or agreement.is_to_look_back(by, at=at):
        _note(agreement, by=by, at=at, is_again=confirmed_at is not None)
    return agreement


def _note(agreement: Agreement, *, by: Person, at: datetime, is_again: bool) -> None:
    coaching, column = agreement.coaching, agreement.column_of(by)
    setattr(agreement, column, at)
    agreement.save(update_fields=[column])
    AgreementConfirmation.objects.create(
        coaching=coaching, person=by, version=agreement.version, is_again=is_again, at=at
    )
    verb = "keep" if is_again else "confirm"
    audit.record(by=by, action=f"agreement.{verb}", on=coaching, at=at)
    if not is_again:
        _tell("agreement.confirmed", agreement, by, at)


def _held(coaching: Coaching, by: Person) -> tuple[Coaching, Agreement]:
    """Return both rows as they stand, held until the transaction ends, for who may write."""
    coaching = locked(coaching)
    if not policies.can_read_coaching(by, coaching):
        raise PermissionDenied
    if not coaching.is_active or coaching.other_side(by).has_left:
        raise NotGoingOn(_("An agreement is written while one of you coaches the other."))
    agreement, _is_new = Agreement.objects.get_or_create(coaching=coaching)
    agreement.coaching = coaching
    return coaching, agreement


def _tell(kind: str, agreement: Agreement, by: Person, at: datetime) -> None:
    coaching = agreement.coaching
    outbox.tell(
        [coaching.other_side(by)], kind=kind, subject=coaching.pk, by=by, at=at,
        url=f"/coachings/{coaching.pk}/agreement/", slot=str(agreement.version),
    )  # fmt: skip
