"""What a piece of feedback is linked to, besides a goal: a capability, values, and a talk."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Person
from core.errors import RuleError
from feedback.models import Feedback
from feedback.talks import find_talk
from goals.models import Capability, Value


class WrongLink(RuleError):
    """A capability that does not count now, a retired value, or a talk with somebody else."""


def check_links(*, capability: Capability | None, values: Sequence[Value]) -> None:
    """Raise `WrongLink` unless the capability is adopted, and the values are current."""
    mistakes = {}
    if capability and not capability.is_adopted:
        mistakes["capability"] = _(
            "“%(name)s” is not adopted now. Choose another one, or none."
        ) % {"name": capability.name}
    retired = next((value for value in values if value.retired_at), None)
    if retired:
        mistakes["values"] = _("“%(name)s” was retired. Choose other values, or none.") % {
            "name": retired.name
        }
    if mistakes:
        raise WrongLink(next(iter(mistakes.values())), fields=mistakes)


def check_talk(checkin: UUID | None, people: Sequence[Person], *, by: Person) -> None:
    """Raise `WrongLink` unless it is a talk of the giver with the one who receives it."""
    if checkin is None:
        return
    talk = find_talk(checkin, person=by)
    if talk is None or any(person.pk != talk.other for person in people):
        sentence = _("Link a talk of the two of you, or none.")
        raise WrongLink(sentence, fields={"checkin": sentence})


def keep_values(copies: Sequence[Feedback], values: Sequence[Value]) -> None:
    """Write which values each of the copies names, and add them as `with_named_values` does."""
    in_order = sorted(set(values), key=lambda value: (value.position, value.added_at, value.pk))
    named = [{"id": str(value.pk), "name": value.name} for value in in_order]
    for copy in copies:
        copy.named_values = named  # type: ignore[attr-defined]  # as the queryset annotates it
    if not named:
        return
    link = Feedback.values.through
    link.objects.bulk_create(
        link(feedback_id=copy.pk, value_id=value.pk) for copy in copies for value in in_order
    )
