"""The form in which feedback is written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from feedback import words
from feedback.forms.people import PeopleField, known_people
from feedback.forms.texts import Words
from feedback.services.giving import TEXTS, Piece
from goals.models import Goal


class ComposerForm(forms.Form):
    """A piece of feedback as it is typed; names as in the API and in the draft."""

    recipients = PeopleField(required=False, label=_("For whom"))
    kind = forms.CharField(required=False, label=_("What kind"))
    readers = forms.CharField(required=False, label=_("Who reads it"), initial="recipient")
    situation = Words(
        label=_("When and where was it?"), help_text=_("One moment, with a date and a place.")
    )
    behaviour = Words(
        label=_("What did you see or hear?"),
        help_text=_("What you saw, not why you think it was. Leave out “always” and “never”."),
    )
    impact = Words(
        label=_("What did it lead to?"),
        help_text=_("Facts anyone could check, or what it did to you."),
    )
    recommendation = Words(
        label=_("What could they try, exactly?"),
        help_text=_("One thing they can do themselves, within the next two weeks."),
    )
    goal = forms.ModelChoiceField(
        Goal.objects.all(),
        required=False,
        label=_("Link it"),
        error_messages={"invalid_choice": _("This goal is not there any more.")},
    )

    asked = forms.CharField(required=False)  # the id of the request that this answers

    def piece(self) -> Piece:
        """Return what was typed, for the service."""
        typed = {**self.cleaned_data}
        del typed["recipients"], typed["asked"]
        return Piece(**typed)

    def typed(self) -> dict[str, Any]:
        """Return what was typed as a draft keeps it, whether it could be sent or not."""
        return as_draft({name: self[name].value() for name in self.fields})

    @property
    def chosen(self) -> list[Person]:
        """The people chosen so far, whatever else is to be corrected."""
        return known_people(self.typed()["recipients"])


def as_draft(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a draft in one shape, whoever kept them: a script, a form or a call."""
    names = (*TEXTS, "kind", "readers")
    texts = {name: words.tidy(str(fields.get(name) or "")).replace("\x00", "") for name in names}
    lists = {name: as_list(fields.get(name)) for name in ("recipients", "goal", "asked")}
    return {**texts, **lists}


def as_list(value: Any) -> list[str]:
    """Return one id or several as a list of texts."""
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values if one]
