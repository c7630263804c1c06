"""What people type about people, teams and coaching, turned into values."""

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiToken, Person, Team
from core.forms import OnceForm
from core.widgets import DayInput

WEEKDAYS = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
]


def one_line(text: str) -> str:
    """Return a name without line breaks and doubled spaces."""
    return " ".join(text.split())


class PeopleSearch(forms.Form):
    """Find people; what makes no sense finds as if it had not been said."""

    q = forms.CharField(required=False)
    team = forms.UUIDField(required=False)

    def found(self, name: str) -> Any:
        """Return what was said under this name, or None."""
        self.full_clean()
        return self.cleaned_data.get(name)

    def words(self) -> str:
        return str(self.found("q") or "")[:200]

    def team_id(self) -> Any:
        return self.found("team")


class TeamForm(OnceForm):
    """What a team is called, of which kind it is, and what it is for."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Give it a name, so that others find it.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        widget=forms.RadioSelect,
        initial=Team.Kind.TEAM,
        choices=[
            (Team.Kind.TEAM, _("Team, for the work of every day")),
            (Team.Kind.WORKSTREAM, _("Workstream, for a change or across boundaries")),
            (Team.Kind.COMMUNITY, _("Community, for what people care about together")),
        ],
    )
    about = forms.CharField(
        label=_("What it is for"),
        help_text=_("One sentence. Everybody can read it."),
        max_length=300,
        required=False,
        widget=forms.Textarea,
    )

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])


class CoachingForm(OnceForm):
    """Ask somebody to coach oneself, or offer to coach them."""

    ASK, OFFER = "ask", "offer"

    way = forms.ChoiceField(
        label=_("What you ask"),
        widget=forms.RadioSelect,
        initial=ASK,
        choices=[(ASK, _("Ask them to coach me")), (OFFER, _("Offer to coach them"))],
    )
    person = forms.UUIDField(
        label=_("Whom"),
        error_messages={
            "required": _("Choose a person first."),
            "invalid": _("Choose a person of the list."),
        },
    )

    def __init__(self, viewer: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = Person.objects.visible_to(viewer)

    def clean_person(self) -> Person:
        found = self.people.filter(pk=self.cleaned_data["person"]).first()
        if found is None:
            raise forms.ValidationError(_("Choose a person of the list."))
        return found


class ProfileForm(OnceForm):
    """What somebody says about themselves."""

    preferred_name = forms.CharField(
        label=_("What colleagues call you"), max_length=80, required=False
    )
    pronouns = forms.CharField(label=_("Pronouns"), max_length=40, required=False)
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    location = forms.CharField(label=_("Where you work"), max_length=120, required=False)
    country = forms.CharField(
        label=_("Country"),
        help_text=_("Two letters, such as NO for Norway. It decides your public holidays."),
        max_length=2,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("Type the nearest big city, then choose, such as Europe/Oslo."),
        max_length=50,
        error_messages={"required": _("Choose the time zone in which you work.")},
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Your working days"),
        help_text=_("Nudges come on these days alone."),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one working day.")},
    )
    shortcuts = forms.BooleanField(
        label=_("Keyboard shortcuts"),
        help_text=_("Press ? on any page to see them."),
        required=False,
        widget=forms.CheckboxInput(attrs={"role": "switch"}),
    )

    @classmethod
    def of(cls, person: Person) -> "ProfileForm":
        """Fill the form with what stands."""
        names = [name for name in cls.base_fields if hasattr(person, name)]
        initial = {name: getattr(person, name) for name in names}
        return cls(initial={**initial, "shortcuts": not person.shortcuts_off})

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        if zone not in zoneinfo.available_timezones():
            raise forms.ValidationError(
                _("This time zone is not known. Choose one such as Europe/Oslo.")
            )
        return zone

    def changes(self) -> dict[str, Any]:
        """Return the values as the service takes them."""
        changes = {k: v for k, v in self.cleaned_data.items() if k != "idempotency_key"}
        changes["shortcuts_off"] = not changes.pop("shortcuts")
        return changes


DAY_MISTAKES = {
    "required": _("Choose a day."),
    "invalid": _("Choose a day, such as 2026-12-24."),
}


class AbsenceForm(OnceForm):
    """Days away, first and last included."""

    starts_on = forms.DateField(
        label=_("First day away"), widget=DayInput, error_messages=DAY_MISTAKES
    )
    ends_on = forms.DateField(
        label=_("Last day away"), widget=DayInput, error_messages=DAY_MISTAKES
    )


class TokenForm(OnceForm):
    """A personal key for programs."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        error_messages={"required": _("Say what it is for, so that you know it later.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        initial=[ApiToken.Scope.READ],
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes: Any = self.fields["scopes"]
        scopes.choices = [
            (ApiToken.Scope.READ, _("Read what I can read")),
            (ApiToken.Scope.WRITE, _("Read, and write in my name")),
        ]
        if person.is_admin:
            scopes.choices.append((ApiToken.Scope.ADMIN, _("Change settings")))


class OrganisationForm(OnceForm):
    """What the organisation is called."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        error_messages={"required": _("Write the name of the organisation.")},
    )

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])


class AgreementForm(forms.Form):
    """What one's own side commits to, over the version that was read.

    The version makes a repeated send harmless: the same words again are no change.
    """

    version = forms.IntegerField(
        min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput, required=False
    )
    text = forms.CharField(
        label=_("What you commit to"),
        help_text=_("A few sentences: what the other one can count on, and what not."),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": _("Write what you commit to.")},
    )

    @property
    def over(self) -> int:
        """The version that was read."""
        return int(self.cleaned_data.get("version") or 0)


class ConfirmForm(forms.Form):
    """Which version of the words one has read, and finds right."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 2)


class WelcomeForm(forms.Form):
    """The organisation and its first admin."""

    organisation = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        error_messages={"required": _("Write the name of the organisation.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("Your email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your email address. You sign in with it."),
            "invalid": _("Write the whole address, such as ada@example.org."),
        },
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least 12 characters. Three or four words that do not belong together."),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )

    def clean_organisation(self) -> str:
        return one_line(self.cleaned_data["organisation"])

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            somebody = Person(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(password, somebody)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
