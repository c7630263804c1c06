"""Which kinds of hints somebody wants."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core import audit
from core.models import HintChoice

if TYPE_CHECKING:
    from accounts.models import Person


def choices_of(person: "Person") -> dict[str, bool]:
    """Return what this person chose otherwise than is usual, by rule."""
    return dict(HintChoice.objects.visible_to(person).values_list("rule", "is_wanted"))


@transaction.atomic
def choose(
    person: "Person",
    *,
    wanted: Collection[str],
    usual: Mapping[str, bool],
    by: "Person",
    at: datetime,
) -> None:
    """Keep which rules may ask this person; `usual` has every rule, and whether it asks by itself.

    Only what differs from the usual is kept, so that a rule that is measured anew changes for
    everybody who never minded.
    """
    if by.pk != person.pk:
        raise PermissionDenied
    different = {rule: rule in wanted for rule, asks in usual.items() if (rule in wanted) != asks}
    person.hint_choices.all().delete()
    HintChoice.objects.bulk_create(
        HintChoice(owner=person, rule=rule, is_wanted=is_wanted, chosen_at=at)
        for rule, is_wanted in different.items()
    )
    audit.record(by=by, action="hints.choose", at=at)
