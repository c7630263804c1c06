"""Propose a goal, change it, end it, talk about it."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Team
from core.forms import OnceForm
from core.widgets import DayInput
from goals.models import Goal

NO_DAY = {"invalid": _("Write a day, such as 2026-11-30.")}
NO_SUCH = {
    "invalid_choice": _("Choose it again. One of them is no longer there."),
    "invalid_pk_value": _("Choose it again. One of them is no longer there."),
    "invalid_list": _("Choose it again. One of them is no longer there."),
}
WHY = _("What becomes better, and for whom? Others decide by this whether to join.")


class ProposeForm(OnceForm):
    """A goal in its own words, with those who own it and what it hangs on."""

    title = forms.CharField(
        label=_("Goal"),
        help_text=_("As you would say it to a colleague."),
        max_length=200,
        error_messages={"required": _("Say in a few words what it is.")},
    )
    why_it_matters = forms.CharField(
        label=_("Why it matters"),
        help_text=WHY,
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={
            "required": _("Say why it matters. Others decide by this whether to join.")
        },
    )
    kind = forms.ChoiceField(
        label=_("Whose goal it is"),
        choices=[
            ("collective", _("Collective: it hangs on the purpose, or on another goal")),
            ("personal", _("Personal: my own undertaking")),
        ],
        widget=forms.RadioSelect,
        initial="collective",
    )
    work = forms.ChoiceField(
        label=_("What work it is"),
        choices=[
            ("change", _("Change: something will be different")),
            ("routine", _("Routine: what we do anyway, done well")),
        ],
        widget=forms.RadioSelect,
        initial="change",
    )
    aim = forms.ChoiceField(
        label=_("What it is for"),
        choices=[
            ("performing", _("Performing: reaching something")),
            ("learning", _("Learning: finding out how")),
        ],
        widget=forms.RadioSelect,
        initial="performing",
    )
    starts_on = forms.DateField(
        label=_("Start"), required=False, widget=DayInput, error_messages=NO_DAY
    )
    due_on = forms.DateField(
        label=_("Due"),
        help_text=_("A day helps others to plan. You can add it later."),
        required=False,
        widget=DayInput,
        error_messages=NO_DAY,
    )
    team = forms.ModelChoiceField(
        label=_("Team that carries it"),
        help_text=_("Only if it is the goal of a whole team."),
        queryset=Team.objects.none(),
        required=False,
        error_messages=NO_SUCH,
    )
    origin = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    owners = forms.ModelMultipleChoiceField(
        label=_("Owners"), queryset=Person.objects.none(), required=False, error_messages=NO_SUCH
    )
    parents = forms.ModelMultipleChoiceField(
        label=_("Hangs on"), queryset=Goal.objects.none(), required=False, error_messages=NO_SUCH
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owners"].queryset = Person.objects.visible_to(person)  # type: ignore[attr-defined]  # a field of models
        self.fields["parents"].queryset = Goal.objects.visible_to(person)  # type: ignore[attr-defined]  # a field of models
        team: Any = self.fields["team"]
        team.queryset = Team.objects.visible_to(person)
        # Those of the writer, and the one that is chosen: there may be thousands.
        chosen = [pk for pk in (self["team"].value(),) if as_id(pk)]
        near = team.queryset.filter(Q(memberships__person=person) | Q(pk__in=chosen)).distinct()
        team.choices = [("", _("No team")), *((one.pk, one.name) for one in near.order_by("name"))]

    def words(self) -> dict[str, Any]:
        """Return what the services take."""
        given = {name: value for name, value in self.cleaned_data.items() if name in NAMES}
        return {**given, "owners": list(given["owners"]), "parents": list(given["parents"])}


def as_id(value: object) -> UUID | None:
    """Return the id that a text is, None for any other text."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


class EditForm(ProposeForm):
    """The same over a version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ProposalForm(EditForm):
    """A change proposed to a goal of others, and why."""

    reason = forms.CharField(
        label=_("Why you propose this"),
        help_text=_("The owners decide by it. Every member can read it."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea,
    )
    field_order = ("reason",)


NAMES = frozenset(EditForm.base_fields) - {"idempotency_key", "version", "origin"}


class VersionForm(forms.Form):
    """The version that was on the page."""

    version = forms.IntegerField(min_value=1)


class EndForm(OnceForm):
    """What was learnt; the services say when it is needed."""

    learnt = forms.CharField(
        label=_("What we learnt"), required=False, max_length=20_000, widget=forms.Textarea
    )


class AnswerForm(OnceForm):
    """Why a proposal is accepted or declined; the services say when a reason is needed."""

    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("Needed to decline, welcome to accept. Every member can read it."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea,
    )


class CommentForm(OnceForm):
    text = forms.CharField(
        label=_("Add to the discussion"),
        max_length=10_000,
        widget=forms.Textarea,
        error_messages={"required": _("Write your comment first.")},
    )
