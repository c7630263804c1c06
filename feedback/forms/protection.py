"""What is typed to protect somebody: limits, pauses, reports."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.forms import OnceForm
from core.widgets import DayInput
from feedback.forms.people import PeopleField, known_people
from feedback.forms.texts import Words
from feedback.models import ProtectionSetting, Report


class LimitsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes none
    """The limits that an admin can set."""

    class Meta:
        model = ProtectionSetting
        fields: ClassVar = ["improvements_for_a_pair", "pieces_of_a_giver", "uses_slow_mode"]
        error_messages: ClassVar = {
            "improvements_for_a_pair": {
                "required": _("Choose a number from 1 to 5."),
                "invalid": _("Choose a number from 1 to 5."),
                "min_value": _("Choose a number from 1 to 5."),
                "max_value": _("Choose a number from 1 to 5."),
            },
            "pieces_of_a_giver": {
                "required": _("Choose a number from 5 to 50."),
                "invalid": _("Choose a number from 5 to 50."),
                "min_value": _("Choose a number from 5 to 50."),
                "max_value": _("Choose a number from 5 to 50."),
            },
        }

    def chosen_limits(self) -> dict[str, Any]:
        """Return what was chosen, by the names of `services.protection_settings.set_limits`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class TrustedForm(forms.Form):
    """Whom the organisation names as trusted persons."""

    trusted = PeopleField(required=False, label=_("Trusted persons"))

    @property
    def chosen(self) -> list[Person]:
        return known_people(self["trusted"].value() or [])


class PauseForm(OnceForm):
    """From whom feedback is paused, and until when."""

    whom = forms.ChoiceField(
        label=_("From whom"),
        choices=[("one", _("One person")), ("everyone", _("Everyone"))],
        widget=forms.RadioSelect,
        initial="one",
        error_messages={
            "required": _("Choose one person or everyone."),
            "invalid_choice": _("Choose one person or everyone."),
        },
    )
    giver = PeopleField(required=False, label=_("Person"))
    until = forms.DateField(
        required=False,
        label=_("Until the end of"),
        help_text=_("Leave it empty to end the pause yourself."),
        widget=DayInput,
        error_messages={"invalid": _("Write a day such as 2026-11-30.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("whom") == "one" and "giver" in said and len(said["giver"]) != 1:
            self.add_error("giver", _("Choose one person."))
        return said

    def paused(self) -> dict[str, Any]:
        """Return what was chosen, for the service."""
        one = self.cleaned_data["whom"] == "one"
        day = self.cleaned_data["until"]
        return {
            "giver": self.cleaned_data["giver"][0] if one else None,
            "ends_at": end_of(day) if day else None,
        }

    @property
    def chosen(self) -> list[Person]:
        return known_people(self["giver"].value() or [])[:1]


def end_of(day: Any) -> datetime | None:
    """Return the moment at which a day is over where this person is; None for one beyond reach."""
    try:
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    except (OverflowError, ValueError):
        return None


class EndPauseForm(forms.Form):
    """Whether what was kept aside comes in now."""

    lets_in = forms.BooleanField(required=False)


class ReportForm(OnceForm):
    """What troubles the reporter, and exactly what they show."""

    reason = Words(
        label=_("What troubles you?"),
        help_text=_("As much as you like. The trusted persons read this."),
    )
    show = forms.MultipleChoiceField(
        required=False,
        label=_("What you show of it"),
        choices=Report.Part.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the parts of this piece.")},
    )


class CloseReportForm(OnceForm):
    """What a trusted person answers."""

    answer = Words(
        label=_("Your answer"),
        help_text=_("What you talked about, or where help is. The reporter alone reads it."),
    )
