"""What is typed to ask for feedback, and what partners outside answer."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.forms import OnceForm
from feedback.forms.people import PeopleField, known_people
from feedback.forms.texts import Words
from goals.models import Goal

SEPARATORS = re.compile(r"[\s,;]+")


class AskForm(OnceForm):
    """A question about oneself, and who is asked."""

    people = PeopleField(required=False, label=_("Colleagues"))
    question = Words(
        label=_("Your question"),
        help_text=_("One question is easier to answer than three. Ask about what you do."),
    )
    emails = forms.CharField(
        required=False,
        label=_("Partners outside"),
        help_text=_(
            "Addresses of customers or suppliers, one on each line. "
            "Each gets a personal link that shows your question and nothing else."
        ),
        widget=forms.Textarea,
        max_length=4_000,
    )
    goal = forms.ModelChoiceField(
        Goal.objects.all(),
        required=False,
        label=_("About a goal"),
        error_messages={"invalid_choice": _("This goal is not there any more.")},
    )

    def clean_emails(self) -> list[str]:
        """Return the addresses one by one; what separates them may be anything usual."""
        return [part for part in SEPARATORS.split(self.cleaned_data["emails"]) if part]

    @property
    def chosen(self) -> list[Person]:
        """The people chosen so far, whatever else is to be corrected."""
        value: Any = self["people"].value() or []
        return known_people(value if isinstance(value, list | tuple) else [value])


class PartnerForm(forms.Form):
    """What a partner outside writes."""

    helped = Words(
        label=_("What helped you?"), help_text=_("One moment is enough: what was done, and when.")
    )
    next_time = Words(
        label=_("What could be tried next time?"),
        help_text=_("One thing that could be done differently, if there is one."),
    )
    name = forms.CharField(
        required=False,
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": 120}),
    )
