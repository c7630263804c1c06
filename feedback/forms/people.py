"""Choosing people by id, with sentences of ours."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.prepared import in_bulk
from feedback import limits


class PeopleField(forms.Field):
    """Some people, from the person picker; cleans to a list in the order chosen.

    Rules about who may be chosen are the services'; here it only has to be somebody.
    """

    widget = forms.SelectMultiple
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("Choose again. One of these people is not known here."),
        "too_many": _("Choose at most %(most)s people at once."),
    }

    def to_python(self, value: Any) -> list[Person]:
        ids = list(dict.fromkeys(value or []))
        if len(ids) > limits.MOST_RECIPIENTS:
            message = self.error_messages["too_many"]
            raise ValidationError(message, params={"most": limits.MOST_RECIPIENTS})
        people = known_people(ids)
        if len(people) < len(ids):
            raise ValidationError(self.error_messages["unknown"])
        return people


def known_people(ids: Any) -> list[Person]:
    """Return the people with these ids, in the same order; what is no id, or nobody's, is left out.

    Everybody may know who is in the organisation, those who left included.
    """
    wanted = list(filter(None, (as_uuid(one) for one in ids)))[: limits.MOST_RECIPIENTS]
    found = in_bulk(Person, wanted) if wanted else {}
    return [found[one] for one in dict.fromkeys(wanted) if one in found]


def as_uuid(text: Any) -> UUID | None:
    """Read an id; None for whatever is not one."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
