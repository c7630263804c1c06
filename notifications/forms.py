"""Choices about nudges."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.kinds import REGISTERED
from notifications.models import Channel, Preference


class SnoozeForm(forms.Form):
    """Put something off until tomorrow or next week."""

    LATER: ClassVar = {"tomorrow": 1, "week": 7}
    later = forms.ChoiceField(
        choices=[("tomorrow", _("until tomorrow")), ("week", _("for a week"))]
    )

    def until(self, at: datetime) -> datetime:
        return at + timedelta(days=self.LATER[self.cleaned_data["later"]])


class PreferenceForm(forms.Form):
    """How often mail comes, and which kinds on which channel."""

    rhythm = forms.ChoiceField(
        label=_("Mail"), choices=Preference.Rhythm.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in REGISTERED.values():
            labels = [(c, Channel(c).label) for c in kind.channels]
            self.fields[self.name_for(kind.code)] = forms.MultipleChoiceField(
                label=kind.says(gettext("Somebody")),
                help_text=kind.why,
                choices=labels,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @staticmethod
    def name_for(code: str) -> str:
        """Return the field's name: addresses of fields know no dots."""
        return "kind_" + code.replace(".", "_")

    def muted(self) -> set[tuple[str, str]]:
        """Return the pairs of kind and channel that were left unticked."""
        return {
            (kind.code, channel)
            for kind in REGISTERED.values()
            for channel in kind.channels
            if channel not in self.cleaned_data[self.name_for(kind.code)]
        }
