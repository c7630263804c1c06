"""When people talk, with whom, and prepared with what."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.widgets import ClockInput, DayInput
from dialogue.forms.parts import PartForm
from dialogue.library import ready_in
from dialogue.models import PromptTemplate
from dialogue.services.groups import LONGEST_TITLE


def prompts_for(person: Person) -> list[Any]:
    """The prompts a talk can take: the usual ones, others in use, one's own, and the library."""
    in_use = PromptTemplate.objects.visible_to(person).in_use().filter(library="")
    rows = list(in_use.values_list("pk", "name", "owner"))
    groups = {
        _("Of the organisation"): [(pk, name) for pk, name, owner in rows if owner is None],
        _("Your own"): [(pk, name) for pk, name, owner in rows if owner is not None],
    }
    choices: list[Any] = [("", _("The usual ones"))]
    for title, sets in groups.items():
        if sets:
            choices.append((title, [(f"template/{pk}", name) for pk, name in sets]))
    ready = ready_in(get_language() or "").values()
    choices.append((_("From the library"), [(f"library/{one.code}", one.name) for one in ready]))
    return choices


class MomentForm(PartForm):
    """A day and a time on the clock of who fills it in."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    clock = forms.TimeField(label=_("Time"), widget=ClockInput, input_formats=["%H:%M"])

    @property
    def planned_at(self) -> datetime:
        """The moment in the active time zone; in the hour that comes twice, the first."""
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["day"], given["clock"]))


class MoveForm(MomentForm):
    """Another moment for a talk."""

    part = "move"


class AgainForm(MomentForm):
    """When a group talks the next time."""

    part = "again"


class WithPrompts(MomentForm):
    """A moment, and what is asked: the organisation's prompts, one's own, or of the library."""

    template = forms.ChoiceField(label=_("Prompts"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["template"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
        choice.choices = prompts_for(person)

    @property
    def chosen(self) -> tuple[str, str]:
        """Which prompts: ("template", id), ("library", code), or ("", "")."""
        kind, _slash, name = str(self.cleaned_data["template"]).partition("/")
        return kind, name


class PlanForm(WithPrompts):
    """A talk outside of any rhythm, with one person, or with several as a group."""

    part = "plan"
    nobody = ""  # what is said where nobody was chosen

    title = forms.CharField(
        label=_("What it is about"),
        help_text=_("A group reads it above its page; with one person it opens the agenda."),
        max_length=LONGEST_TITLE,
        required=False,
    )


class ReflectForm(WithPrompts):
    """A reflection of one's own."""

    part = "reflect"


class AddForm(PartForm):
    """Somebody who joins a group."""

    part = "add"

    person = forms.UUIDField(
        error_messages={"required": _("Choose whom you would like to take in.")},
    )
