"""The form in which feedback is written."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.widgets import ClockInput, DayInput
from feedback import words
from feedback.forms.people import PeopleField, known_people
from feedback.forms.texts import Words
from feedback.services.giving import TEXTS, Piece
from goals.models import Capability, Goal, Value

MORNING = time(8)


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

    capability = forms.ModelChoiceField(
        Capability.objects.adopted().by_name(),
        required=False,
        label=_("Capability"),
        empty_label=_("None"),
        error_messages={
            "invalid_choice": _("This capability is not adopted now. Choose another one, or none.")
        },
    )
    values = forms.ModelMultipleChoiceField(
        Value.objects.current().in_order(),
        required=False,
        label=_("Values"),
        error_messages={
            name: _("One of these values was retired. Choose again, or none.")
            for name in ("invalid_choice", "invalid_pk_value", "list")
        },
    )
    send_on = forms.DateField(
        required=False,
        label=_("Day"),
        widget=DayInput,
        error_messages={"invalid": _("Choose a day from the calendar.")},
    )
    send_clock = forms.TimeField(
        required=False,
        label=_("Time"),
        widget=ClockInput,
        input_formats=["%H:%M"],
        error_messages={"invalid": _("Write the time as hours and minutes, such as 08:00.")},
    )

    checkin = forms.UUIDField(
        required=False, error_messages={"invalid": _("This talk is not there for you.")}
    )
    asked = forms.CharField(required=False)  # the id of the request that this answers

    stands_for: ClassVar = {"send_at": "send_on"}  # what a service calls it, and the field here

    def clean(self) -> dict[str, Any]:
        """A time without a day would go out at once, which is not what was meant."""
        typed = self.cleaned_data
        if typed.get("send_clock") and not typed.get("send_on") and "send_on" not in self.errors:
            self.add_error("send_on", _("Choose a day too, or leave both empty to send it now."))
        return typed

    def piece(self) -> Piece:
        """Return what was typed, for the service."""
        typed = {**self.cleaned_data, "send_at": self.send_at}
        for name in ("recipients", "asked", "send_on", "send_clock"):
            del typed[name]
        return Piece(**typed)

    @property
    def send_at(self) -> datetime | None:
        """When it goes out, on the clock of who writes: in the morning, unless a time is said."""
        day, clock = self.cleaned_data["send_on"], self.cleaned_data["send_clock"]
        return timezone.make_aware(datetime.combine(day, clock or MORNING)) if day else None

    def typed(self) -> dict[str, Any]:
        """Return what was typed as a draft keeps it, whether it could be sent or not."""
        return as_draft({name: self[name].value() for name in self.fields})

    def offer(self, capabilities: Sequence[tuple[UUID, str]]) -> None:
        """Put the capabilities to choose from into their field, which then asks for none."""
        field = self.fields["capability"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
        field.choices = [("", field.empty_label or ""), *capabilities]

    @property
    def chosen(self) -> list[Person]:
        """The people chosen so far, whatever else is to be corrected."""
        return known_people(self.typed()["recipients"])


def as_draft(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a draft in one shape, whoever kept them: a script, a form or a call."""
    names = (*TEXTS, "kind", "readers", "capability", "checkin", "send_on", "send_clock")
    texts = {name: words.tidy(str(fields.get(name) or "")).replace("\x00", "") for name in names}
    lists = {name: as_list(fields.get(name)) for name in ("recipients", "goal", "asked", "values")}
    return {**texts, **lists}


def as_list(value: Any) -> list[str]:
    """Return one id or several as a list of texts."""
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values if one]
