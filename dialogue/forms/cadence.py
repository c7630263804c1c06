"""A rule as a page asks for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Coaching, Person, Team
from core.errors import RuleError
from core.forms import OnceForm
from dialogue.cadence import USUAL, Rule, Scope, countries
from dialogue.models import CadenceRule
from dialogue.selectors.cadence import Proposal
from dialogue.services import cadence as services

WHOM = ("scope", "team", "person", "coach")
RULE = (
    "every",
    "unit",
    "local_time",
    "lead_days",
    "remind_after_days",
    "quiet_from",
    "quiet_to",
    "country",
    "starts_on",
)
A_NUMBER = {
    "invalid": gettext_lazy("Give a whole number."),
    "required": gettext_lazy("Give a number."),
}


class Number(forms.IntegerField):
    """A small number inside a sentence; its label is read to those who do not see the sentence."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        widget = forms.TextInput(attrs={**_inside(label, "num"), "inputmode": "numeric"})
        super().__init__(label=label, required=required, widget=widget, error_messages=A_NUMBER)


class WallTime(forms.TimeField):
    """Hours and minutes, such as 14:30."""

    def __init__(self, label: Any) -> None:
        sentence = gettext_lazy("Give hours and minutes, such as 14:30.")
        super().__init__(
            label=label,
            input_formats=["%H:%M"],
            widget=forms.TimeInput(
                format="%H:%M", attrs={**_inside(label, "time"), "inputmode": "numeric", "size": 5}
            ),
            error_messages={"invalid": sentence, "required": sentence},
        )


def _inside(label: Any, width: str) -> dict[str, Any]:
    return {"class": f"input input--{width}", "aria-label": label}


class RuleForm(OnceForm):
    """A rule for somebody, or what is changed of one (`fixed`: for whom it is stays)."""

    scope = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=[
            ("everyone", gettext_lazy("Everyone and their coach")),
            ("team", gettext_lazy("Everyone in a team and their coach")),
            ("pair", gettext_lazy("A person and one of their coaches")),
            ("person", gettext_lazy("A person and all of their coaches")),
        ],
        widget=forms.RadioSelect,
        initial="everyone",
        error_messages={"invalid_choice": gettext_lazy("Choose for whom the rule is.")},
    )
    team = forms.ModelChoiceField(
        Team.objects.by_name(),
        label=gettext_lazy("The team"),
        required=False,
        empty_label=gettext_lazy("no team"),
        error_messages={"invalid_choice": gettext_lazy("There is no such team.")},
    )
    person = forms.CharField(
        label=gettext_lazy("The person"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("A name or an email address"),
    )
    coach = forms.CharField(
        label=gettext_lazy("Their coach"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("For a pair alone: a name or an email address"),
    )
    every = Number(gettext_lazy("How many weeks or months"))
    unit = forms.ChoiceField(
        label=gettext_lazy("Weeks or months"),
        choices=CadenceRule.Unit.choices,
        widget=forms.Select(attrs=_inside(gettext_lazy("Weeks or months"), "auto")),
        error_messages={"invalid_choice": gettext_lazy("Choose weeks or months.")},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On"),
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The first of these on which both work. None means any day."),
        error_messages={"invalid_choice": gettext_lazy("Choose from Monday to Sunday.")},
    )
    local_time = WallTime(gettext_lazy("Time of the talk"))
    starts_on = forms.DateField(
        label=gettext_lazy("From which day on"),
        widget=forms.DateInput(
            format="%Y-%m-%d",
            attrs={**_inside(gettext_lazy("From which day on"), "auto"), "type": "date"},
        ),
        error_messages={
            "invalid": gettext_lazy("Give a day that exists, such as 2026-11-16."),
            "required": gettext_lazy("Give the day from which on the rule holds."),
        },
    )
    lead_days = Number(gettext_lazy("Days before"))
    remind_after_days = Number(gettext_lazy("Days after"))
    quiet_from = WallTime(gettext_lazy("Quiet from"))
    quiet_to = WallTime(gettext_lazy("Quiet to"))
    country = forms.ChoiceField(
        label=gettext_lazy("Public holidays of"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a country from the list.")},
    )
    min_weeks = Number(gettext_lazy("At least so many weeks"), required=False)
    max_weeks = Number(gettext_lazy("At most so many weeks"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, fixed: Proposal | None, today: date
    ) -> None:
        super().__init__(data, initial=initial_values(fixed, today))
        self.fixed = fixed
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)  # noqa: S101 - for the type checker
        country.choices = [("", _("no country")), *countries().items()]
        for name in WHOM if fixed else ():
            del self.fields[name]
        if fixed and fixed.scope in ("pair", "person"):
            del self.fields["min_weeks"], self.fields["max_weeks"]

    def clean_person(self) -> Person | None:
        return _the_one(self.cleaned_data["person"])

    def clean_coach(self) -> Person | None:
        return _the_one(self.cleaned_data["coach"])

    def clean(self) -> dict[str, Any]:
        """Ask the service what is wrong with the whole, once each field can be read."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            services.check(self.proposal())
        except RuleError as refused:
            self.refuse(refused)
        return cleaned

    def refuse(self, refused: RuleError) -> None:
        """Show a refusal of the service beside the fields it names."""
        for field, sentence in (refused.fields or {"": refused.sentence}).items():
            name = {"coaching": "coach"}.get(field, field)
            self.add_error(name if name in self.fields else None, sentence)

    def proposal(self) -> Proposal:
        """What was asked for, as the services take it."""
        sent = self.cleaned_data
        rule = Rule(**{name: sent[name] for name in RULE}, weekdays=tuple(sent["weekdays"]))
        return replace(
            self.fixed or self._whom(),
            rule=rule,
            min_weeks=sent.get("min_weeks"),
            max_weeks=sent.get("max_weeks"),
        )

    def _whom(self) -> Proposal:
        sent = self.cleaned_data
        scope: Scope = sent["scope"]
        pair = _pair(sent["person"], sent["coach"]) if scope == "pair" else None
        person = None if scope == "pair" else sent["person"]
        return Proposal(scope, USUAL, team=sent["team"], coaching=pair, person=person)


def initial_values(fixed: Proposal | None, today: date) -> dict[str, Any]:
    """The rule that is changed, or the usual one from today on."""
    proposal = fixed or usual_proposal(today)
    values = {name: getattr(proposal.rule, name) for name in RULE}
    return {
        **values,
        "weekdays": list(proposal.rule.weekdays),
        "min_weeks": proposal.min_weeks,
        "max_weeks": proposal.max_weeks,
    }


def usual_proposal(today: date) -> Proposal:
    """What a new rule starts from: every second Friday, for everyone, from today on."""
    return Proposal("everyone", replace(USUAL, starts_on=today, weekdays=(5,)))


def _the_one(words: str) -> Person | None:
    """The person of this address or name; nobody for no words."""
    if not words:
        return None
    here = Person.objects.here()
    by_address = here.filter(email=words.lower()).first()
    if by_address:
        return by_address
    found = list(here.matching(words)[:2])
    if not found:
        raise forms.ValidationError(_("Nobody of that name. Try the first or the last name alone."))
    if len(found) > 1:
        raise forms.ValidationError(_("Several people have this name. Give the email address."))
    return found[0]


def _pair(person: Person | None, coach: Person | None) -> Coaching | None:
    found = Coaching.objects.active().with_people().filter(coachee=person, coach=coach).first()
    if person and coach and not found:
        raise forms.ValidationError(_("These two have no coaching relation."))
    return found
