"""An admin sets the limits that keep feedback kind."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.policies import can_administer
from core import audit
from core.errors import RuleError
from feedback import limits
from feedback.models import ProtectionSetting
from feedback.selectors.protection import setting_in_force


class OutOfBounds(RuleError):
    """A limit is tighter or wider than it may be."""


@transaction.atomic
def set_limits(
    *,
    improvements_for_a_pair: int,
    pieces_of_a_giver: int,
    uses_slow_mode: bool,
    by: Person,
    at: datetime,
) -> ProtectionSetting:
    """Set the limits; they hold from now on. The same again changes nothing."""
    if not can_administer(by):
        raise PermissionDenied
    chosen = {
        "improvements_for_a_pair": improvements_for_a_pair,
        "pieces_of_a_giver": pieces_of_a_giver,
        "uses_slow_mode": uses_slow_mode,
    }
    standing = setting_in_force()
    if {name: getattr(standing, name) for name in chosen} == chosen:
        return standing
    setting = ProtectionSetting(**chosen, set_at=at, set_by=by)
    refuse_out_of_bounds(setting)
    setting.save(force_insert=True)
    words = audit.figures(chosen)
    audit.record(by=by, action="protection.set_limits", at=at, admin=True, words=words)
    return setting


def refuse_out_of_bounds(setting: ProtectionSetting) -> None:
    """Raise `OutOfBounds` with a sentence for each number that cannot be kept."""
    sentences = {
        "improvements_for_a_pair": _("Choose a number from 1 to 5."),
        "pieces_of_a_giver": _("Choose a number from 5 to %(most)s.")
        % {"most": limits.MOST_RECIPIENTS},
    }
    try:
        setting.clean_fields(exclude=["set_at", "set_by"])
    except ValidationError as error:
        fields = {name: sentences[name] for name in error.message_dict}
        raise OutOfBounds(next(iter(fields.values())), fields=fields) from error
