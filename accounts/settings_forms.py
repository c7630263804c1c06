"""What admins type about people, turned into values."""

import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.imports.headings import FIELDS
from accounts.imports.mapping import ColumnMap
from accounts.models import Person
from core.forms import OnceForm
from core.widgets import DayInput


class AdminSearch(forms.Form):
    """Find people to look after; anything that makes no sense finds everybody."""

    HERE, LEFT, ADMINS = "here", "left", "admins"
    WHO = ((HERE, _("Here")), (LEFT, _("Left")), (ADMINS, _("Admins")))

    q = forms.CharField(required=False, max_length=200)

    def words(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    def who(self) -> str:
        asked = self.data.get("who", self.HERE)
        return asked if asked in dict(self.WHO) else self.HERE


class UploadForm(forms.Form):
    """The file itself."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, one person per row, up to 10 MB and 100,000 rows."),
        allow_empty_file=True,
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": _("Choose a CSV or XLSX file of at most 10 MB.")},
    )


class MappingForm(forms.Form):
    """One choice for each column that may be imported."""

    def __init__(self, *args: Any, columns: ColumnMap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = [("", _("Not imported")), *FIELDS.items()]
        for column in columns.columns:
            if not column.never:
                self.fields[f"column-{column.index}"] = forms.ChoiceField(
                    label=column.name,
                    choices=choices,
                    initial=column.field,
                    required=False,
                    widget=forms.Select(attrs={"class": "input grow"}),
                    error_messages={"invalid_choice": _("Choose one of the list.")},
                )

    def pairs(self) -> list[tuple[str, str]]:
        """Column name and field, in the order of the file."""
        return [
            (column.name, self.cleaned_data[f"column-{column.index}"])
            for column in self.columns.columns
            if not column.never
        ]

    def lines(self) -> list[tuple[Any, Any]]:
        """Each column with its choice, or without one where it is never imported."""
        return [
            (column, None if column.never else self[f"column-{column.index}"])
            for column in self.columns.columns
        ]


class ApplyForm(OnceForm):
    """Broken rows stop an import, unless somebody chooses to leave them out."""

    skip_broken = forms.BooleanField(required=False)


class PersonForm(OnceForm):
    """What the organisation knows of a person."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        error_messages={"required": _("Write the name that colleagues know.")},
    )
    preferred_name = forms.CharField(label=_("Preferred name"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They sign in with it."),
        error_messages={
            "required": _("Write the address they sign in with."),
            "invalid": _("Write an address such as ada@example.org."),
        },
    )
    personnel_no = forms.CharField(
        label=_("Personnel number"),
        max_length=40,
        required=False,
        help_text=_("Imports know people by it when an address changes."),
    )
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    home_team = forms.CharField(
        label=_("Home team"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "team-names", "autocomplete": "off"}),
        help_text=_("A team of a new name is founded."),
    )
    location = forms.CharField(label=_("Location"), max_length=120, required=False)
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=50,
        error_messages={"required": _("Choose a time zone such as Europe/Oslo.")},
    )
    started_on = forms.DateField(label=_("First day"), widget=DayInput, required=False)
    leaves_on = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        required=False,
        help_text=_("The account closes when this day is over where they work."),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_personnel_no(self) -> str | None:
        return self.cleaned_data["personnel_no"] or None

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"])
        if zone not in zoneinfo.available_timezones():
            raise ValidationError(_("Choose a time zone such as Europe/Oslo."))
        return zone

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("started_on"), said.get("leaves_on")
        if first and last and last < first:
            self.add_error("leaves_on", _("The last day is before the first day."))
        return said

    def details(self) -> dict[str, Any]:
        """What `accounts.services.administration.edit` takes."""
        extra = {"home_team", "idempotency_key"}
        return {name: value for name, value in self.cleaned_data.items() if name not in extra}


class NewPersonForm(PersonForm):
    """Bring one person in; they set a password by mail."""

    leaves_on = None  # type: ignore[assignment]  # Django's way to take a field out
    invite = forms.BooleanField(
        label=_("Send a mail with a link to set a password"), required=False, initial=True
    )

    def details(self) -> dict[str, Any]:
        return {name: value for name, value in super().details().items() if name != "invite"}


def initial_of(person: Person, home_team: str) -> dict[str, Any]:
    """What the form shows before anybody types."""
    shown = {
        name: getattr(person, name) for name in PersonForm.base_fields if hasattr(person, name)
    }
    return {**shown, "home_team": home_team}
