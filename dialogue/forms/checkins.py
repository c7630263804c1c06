"""Forms around a talk: when, why not, and what is written on its page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.widgets import DayInput
from dialogue.feelings import FEELINGS
from dialogue.forms.parts import PartForm, Words
from dialogue.selectors.prepared import Question
from dialogue.selectors.sheet import Sheet
from dialogue.services.agenda import LONGEST_POINT
from dialogue.services.checkins import LONGEST_REASON
from dialogue.services.commitments import LONGEST_WHAT


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

    feelings = forms.MultipleChoiceField(
        label=_("How do you come to this talk?"),
        choices=FEELINGS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_feelings = forms.CharField(
        label=_("In other words"),
        help_text=_("Separate several by commas."),
        max_length=200,
        required=False,
    )
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
        known = {word for word, _label in FEELINGS}
        chosen = sheet.mine.feelings
        self.fields["feelings"].initial = [word for word in chosen if word in known]
        others = ", ".join(word for word in chosen if word not in known)
        self.fields["other_feelings"].initial = others
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

    @property
    def words(self) -> list[str] | None:
        """How somebody comes to the talk; None where the form did not ask."""
        if "other_feelings" not in self.data:
            return None
        own = [word.strip() for word in self.cleaned_data["other_feelings"].split(",")]
        return [*self.cleaned_data["feelings"], *(word for word in own if word)]


class AgendaPointForm(PartForm):
    """Something to talk about."""

    part = "point"

    text = forms.CharField(
        label=_("Add to the agenda"),
        max_length=LONGEST_POINT,
        error_messages={"required": _("Say what you would like to talk about.")},
    )


class TalkAboutForm(PartForm):
    """A point about something, for a talk that is to come."""

    part = "about"

    text = forms.CharField(
        label=_("What would you like to talk about?"),
        max_length=LONGEST_POINT,
        error_messages={"required": _("Say what you would like to talk about.")},
    )
    talk = forms.TypedChoiceField(
        label=_("In which talk"),
        widget=forms.RadioSelect,
        coerce=UUID,
        error_messages={"required": _("Choose one of your talks.")},
    )

    def __init__(self, *args: Any, talks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["talk"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
        choice.choices = talks
        choice.initial = talks[0][0] if talks else None


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
        here = [side for side in sheet.checkin.sides if side.pk != sheet.viewer.pk]
        who.choices = [
            (str(sheet.viewer.pk), _("You")),
            *((str(side.pk), side.called) for side in here),
        ]
        who.initial = str(sheet.viewer.pk)
