"""Numbers of a goal and their measurements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Person
from core.forms import OnceForm
from core.widgets import DayInput
from goals.forms.goal import NO_DAY, NO_SUCH
from goals.forms.numbers import NumberField

TOO_LONG = _("Shorten this to %(limit_value)d characters. It has %(show_value)d.")


class MetricForm(OnceForm):
    """A number: what it tells, where it started, the ambition, and apart from it the forecast."""

    name = forms.CharField(
        label=_("What is measured"),
        help_text=_("Such as: visits that fixed it the first time."),
        max_length=120,
        error_messages={"required": _("Say what is measured."), "max_length": TOO_LONG},
    )
    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("What follows the figure: %, hours, of 14."),
        max_length=40,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    direction = forms.ChoiceField(
        label=_("Which way is better"),
        choices=[("up", _("More is better")), ("down", _("Less is better"))],
        widget=forms.RadioSelect,
        initial="up",
    )
    baseline = NumberField(label=_("Where we started"), required=False)
    ambition = NumberField(
        label=_("Ambition"), help_text=_("Where we would love to be."), required=False
    )
    forecast = NumberField(
        label=_("Honest forecast"),
        help_text=_("Where we expect to end up. It may differ from the ambition, and may change."),
        required=False,
    )
    confidence = forms.ChoiceField(
        label=_("How sure we are of the forecast"),
        choices=[
            ("", _("Not said")),
            ("low", pgettext_lazy("confidence", "Low")),
            ("medium", pgettext_lazy("confidence", "Medium")),
            ("high", pgettext_lazy("confidence", "High")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    every = forms.ChoiceField(
        label=_("How often it is updated"),
        help_text=_("Whoever keeps it finds it on Today when it is time."),
        choices=[
            ("", _("When there is news")),
            ("week", _("Each week")),
            ("month", _("Each month")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    keeper = forms.ModelChoiceField(
        label=_("Who keeps the number"),
        queryset=Person.objects.none(),
        required=False,
        error_messages=NO_SUCH,
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keeper"].queryset = Person.objects.visible_to(person)  # type: ignore[attr-defined]  # a field of models

    def words(self) -> dict[str, Any]:
        """Return what the services take."""
        return {name: value for name, value in self.cleaned_data.items() if name in NAMES}


NAMES = frozenset(MetricForm.base_fields) - {"idempotency_key"}


class ChangeForm(MetricForm):
    """The same over a version that was read, and why the ambition or the forecast moves."""

    note = forms.CharField(
        label=_("Why it changes"),
        help_text=_(
            "A sentence that stands beside the change, for everybody who reads the number."
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": TOO_LONG},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def change(self) -> dict[str, Any]:
        """Return what the service takes: the words, the version that was read, and the note."""
        more = {name: self.cleaned_data[name] for name in ("version", "note")}
        return {**self.words(), **more}


class MeasureForm(OnceForm):
    """Where the number stands, on which day, and what to know about it."""

    value = NumberField(
        label=_("Value"), error_messages={"required": _("Write a number, such as 88 or 74.5.")}
    )
    measured_on = forms.DateField(
        label=_("Measured on"), required=False, widget=DayInput, error_messages=NO_DAY
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What should others know about this value?"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": TOO_LONG},
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)
    bare = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def words(self) -> dict[str, Any]:
        """Return what the services take."""
        return {name: self.cleaned_data[name] for name in ("value", "measured_on", "note")}
