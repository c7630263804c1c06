"""Choose a capability to master, note levels, open it, ask witnesses and answer as one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Team
from core.forms import OnceForm
from core.widgets import DayInput
from goals.forms.goal import NO_DAY, NO_SUCH
from goals.models import Level, Measurement
from goals.services.mastery.visibility import Audience
from goals.templatetags.figures import of

MANY = 50


class LevelField(forms.ChoiceField):
    """One of the levels of a capability, told with its behaviour; cleans to the level."""

    def __init__(self, levels: Sequence[Level] = (), **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        options.setdefault("error_messages", {})
        options["error_messages"] = {
            "required": _("Choose the level whose behaviour fits best."),
            "invalid_choice": _("Choose one of the levels shown."),
            **options["error_messages"],
        }
        super().__init__(**options)
        self.offer(levels)

    def offer(self, levels: Sequence[Level]) -> None:
        """Offer these levels, the lowest first."""
        self.levels = {str(level.pk): level for level in levels}
        self.choices = [(key, self.said(level)) for key, level in self.levels.items()]

    def said(self, level: Level) -> str:
        told = {"name": level.name, "behaviour": level.behaviour}
        return gettext("%(name)s: %(behaviour)s") % told

    def clean(self, value: Any) -> Any:
        return self.levels.get(super().clean(value))


class LevelsForm(OnceForm):
    """A form about the levels of one capability."""

    def __init__(self, *args: Any, levels: Sequence[Level], **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, LevelField):
                field.offer(levels)

    def given(self) -> dict[str, Any]:
        """Return what the services take."""
        apart = ("idempotency_key", "version")
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}


WHY = _("What would you be able to do, and for whom?")


class AimForm(LevelsForm):
    """How far, and why."""

    ideal_level = LevelField(
        label=_("How far you want to get"),
        error_messages={"required": _("Choose the level you want to reach.")},
    )
    why = forms.CharField(
        label=_("Why you want to get there"),
        help_text=WHY,
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": _("Say in a sentence why you want to get there.")},
    )


class ChangeAimForm(AimForm):
    """The same over a version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class NoteForm(LevelsForm):
    """Where one sees oneself now."""

    level = LevelField(label=_("Where you see yourself now"))
    reached_on = forms.DateField(
        label=_("Since when"), required=False, widget=DayInput, error_messages=NO_DAY
    )
    reflection = forms.CharField(
        label=_("What makes you say so"),
        help_text=_("A step back is as welcome here as a step forward."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
    )


class BeginForm(AimForm):
    """Choose a capability: how far and why, and if one likes, where one is now."""

    level = LevelField(label=_("Where you see yourself now"), required=False)
    reflection = forms.CharField(
        label=_("What makes you say so"), max_length=10_000, required=False, widget=forms.Textarea
    )


class ReflectionForm(OnceForm):
    words = forms.CharField(
        label=_("What happened"),
        help_text=_("One moment in which the level showed, or did not."),
        max_length=10_000,
        widget=forms.Textarea,
        error_messages={"required": _("Write in a few words what happened.")},
    )


class MeasurementChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has none
    def label_from_instance(self, measurement: Any) -> str:
        told = {
            "metric": measurement.metric.name,
            "value": of(measurement.value, measurement.metric),
            "day": date_format(measurement.measured_on),
        }
        return gettext("%(metric)s: %(value)s, %(day)s") % told


class MeasurementForm(OnceForm):
    """One of the newest values of numbers that one keeps."""

    measurement = MeasurementChoice(
        label=_("Measurement"),
        empty_label=_("Choose one"),
        queryset=Measurement.objects.none(),
        error_messages={"required": _("Choose a measurement."), **NO_SUCH},
    )
    words = forms.CharField(
        label=_("What it shows"), max_length=10_000, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, offered: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Measurement.objects.filter(pk__in=[one.pk for one in offered])
        self.fields["measurement"].queryset = rows.select_related("metric").newest_first()  # type: ignore[attr-defined]  # a field of models


class SomePeopleForm(OnceForm):
    """A form with people from the picker."""

    people = forms.ModelMultipleChoiceField(
        label=_("People"), queryset=Person.objects.none(), required=False, error_messages=NO_SUCH
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = Person.objects.visible_to(person)  # type: ignore[attr-defined]  # a field of models

    def clean_people(self) -> list[Person]:
        return list(self.cleaned_data["people"])


class TeamsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django has none
    """Teams ticked, and perhaps one of a list that begins with none."""

    def clean(self, value: Any) -> Any:
        return super().clean([key for key in value or [] if key])


class OpenForm(SomePeopleForm):
    """Whom it is for."""

    to = forms.ChoiceField(
        label=_("Who can see it"),
        choices=[
            ("me", _("Only me")),
            ("chosen", _("Those I choose below")),
            ("everyone", _("Every member")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who can see it.")},
    )
    coaches = forms.BooleanField(label=_("My coaches"), required=False)
    teams = TeamsField(
        label=_("Teams"), queryset=Team.objects.none(), required=False, error_messages=NO_SUCH
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, person=person, **options)
        self.fields["teams"].queryset = Team.objects.visible_to(person)  # type: ignore[attr-defined]  # a field of models

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        chosen = any(words.get(name) for name in ("coaches", "people", "teams"))
        if words.get("to") == "chosen" and not chosen and not self.errors:
            raise ValidationError(_("Choose your coaches, a team or a person, or “Only me”."))
        return words

    def audience(self) -> Audience:
        """Return whom it is for; what was ticked counts only beside "those I choose"."""
        words = self.cleaned_data
        if words["to"] != "chosen":
            return Audience(everyone=words["to"] == "everyone")
        return Audience(
            coaches=words["coaches"], people=words["people"], teams=list(words["teams"])
        )


class AskForm(SomePeopleForm):
    """Whom to ask, and about what."""

    question = forms.CharField(
        label=_("What you would like to know"),
        help_text=_("If you leave it empty, they are asked what they saw you do."),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )


class AnswerForm(LevelsForm):
    """What a witness saw."""

    level = LevelField(label=_("Which of these did you see"))
    words = forms.CharField(
        label=_("What you saw or heard"),
        help_text=_("One moment is enough: when it was, and what happened."),
        max_length=10_000,
        widget=forms.Textarea,
        error_messages={"required": _("Write what you saw. One moment is enough.")},
    )
