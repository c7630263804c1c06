"""Forms around a talk: when, why not, and what is written on its page."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm
from core.widgets import ClockInput, DayInput
from dialogue.models import PromptTemplate
from dialogue.selectors.sheet import Question, Sheet
from dialogue.services.agenda import LONGEST_POINT
from dialogue.services.checkins import LONGEST_REASON
from dialogue.services.commitments import LONGEST_WHAT
from dialogue.services.locks import LONGEST_TEXT


class Words(forms.CharField):
    """A long text. Browsers send line ends in two ways, depending on how a form is sent."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, max_length=LONGEST_TEXT, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class PartForm(OnceForm):
    """One of several forms on a page; `part` keeps the ids of their fields apart."""

    part: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.part}_%s", **kwargs})


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


class PlanForm(MomentForm):
    """A talk outside of any rhythm."""

    part = "plan"

    other = forms.UUIDField(
        label=_("With whom"),
        error_messages={"required": _("Choose whom you would like to talk with.")},
    )
    template = forms.ModelChoiceField(
        label=_("Prompts"), queryset=PromptTemplate.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["template"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  # declared above
        choice.queryset = PromptTemplate.objects.in_use()
        choice.empty_label = str(_("The usual ones"))


class SkipForm(PartForm):
    """Why a talk does not take place."""

    part = "skip"

    reason = forms.CharField(
        label=_("Why do you skip it?"),
        widget=forms.Textarea,
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say in a few words why you skip this talk.")},
    )


class VersionedForm(PartForm):
    """A text that is written over the version one has read."""

    version = forms.IntegerField(
        min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput, required=False
    )

    @property
    def over(self) -> int:
        """The version that was read."""
        return int(self.cleaned_data["version"] or 0)


class NotesForm(VersionedForm):
    """What was said, shared."""

    part = "notes"

    notes = Words(label=_("What was said"))


class PrivateNoteForm(VersionedForm):
    """What one keeps for oneself."""

    part = "private"

    text = Words(label=_("Your own notes"))


class PreparationForm(VersionedForm):
    """One field for each prompt, one for whatever else, and when the other side reads them."""

    part = "answers"

    shares_at_start = forms.BooleanField(
        label=_("Share my answers when the talk begins"), required=False
    )

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prompts: dict[str, UUID | None] = {}
        self.questions: list[tuple[str, Question]] = []
        for question in sheet.questions:
            name = f"answer_{question.prompt.pk}" if question.prompt else "text"
            label = question.prompt.text if question.prompt else _("Anything else on your mind?")
            self.prompts[name] = question.prompt.pk if question.prompt else None
            self.questions.append((name, question))
            self.fields[name] = Words(label=label, initial=question.mine)
        self.fields["shares_at_start"].initial = sheet.mine.shares_at_start
        self.fields["version"].initial = sheet.mine.version

    @property
    def rows(self) -> list[tuple[forms.BoundField, Question]]:
        """Each field beside the question it is for."""
        return [(self[name], question) for name, question in self.questions]

    @property
    def answers(self) -> dict[UUID | None, str]:
        """The answers by prompt; a field that was not sent is not an empty answer."""
        return {
            prompt: self.cleaned_data[name]
            for name, prompt in self.prompts.items()
            if name in self.data
        }


class AgendaPointForm(PartForm):
    """Something to talk about."""

    part = "point"

    text = forms.CharField(
        label=_("Add to the agenda"),
        max_length=LONGEST_POINT,
        error_messages={"required": _("Say what you would like to talk about.")},
    )


class CommitmentForm(PartForm):
    """Who will do what, and perhaps until when."""

    part = "commitment"

    what = forms.CharField(
        label=_("What will be done"),
        max_length=LONGEST_WHAT,
        error_messages={"required": _("Say what will be done.")},
    )
    who = forms.TypedChoiceField(label=_("Who"), widget=forms.RadioSelect, coerce=UUID)
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101  # declared above
        who.choices = [
            (str(sheet.viewer.pk), _("You")),
            (str(sheet.other.pk), sheet.other.called),
        ]
        who.initial = str(sheet.viewer.pk)
