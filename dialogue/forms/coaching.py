"""What coachees ask for and hand over, and what coaches answer, turned into values."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.forms import OnceForm
from dialogue.services import asking, handover
from goals.models import Goal

MOST_GOALS = 100


class HelpForm(OnceForm):
    """A line, and which of one's coaches see it."""

    text = forms.CharField(
        label=_("What would you like help with?"),
        max_length=asking.LONGEST,
        error_messages={"required": _("Write in a line what you would like help with.")},
    )
    coaches = forms.MultipleChoiceField(
        label=_("Who sees it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose whom to ask among those who coach you.")},
    )

    def __init__(self, *args: Any, coaches: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["coaches"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # declared above
        field.choices = [(str(coach.pk), coach.name) for coach in coaches]


class AnswerHelpForm(OnceForm):
    """A line in answer; without words it says that one will help."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_(
            "A line is enough: when you could talk, or what has helped you. It may be empty."
        ),
        max_length=asking.LONGEST_ANSWER,
        required=False,
    )


class HandoverForm(forms.Form):
    """What a coach may start from, over the version that was shown before."""

    version = forms.IntegerField(
        min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput, required=False
    )
    words = forms.CharField(
        label=_("Where you stand, in your own words"),
        widget=forms.Textarea,
        max_length=handover.LONGEST,
        required=False,
    )
    commitments = forms.MultipleChoiceField(
        label=_("Your open commitments, as you wrote them down"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    goals = forms.MultipleChoiceField(
        label=_("Your goals"), widget=forms.CheckboxSelectMultiple, required=False
    )
    shows_agreements = forms.BooleanField(
        label=_("What you committed to in coaching agreements"), required=False
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = handover.own_open_commitments(person)
        owned = Goal.objects.owned_by(Person.objects.filter(pk=person.pk)).open()
        goals = owned.order_by("due_on", "pk").values_list("pk", "title")[:MOST_GOALS]
        self.offer("commitments", [(str(one.pk), one.what) for one in mine])
        self.offer("goals", [(str(pk), title) for pk, title in goals])

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Let these be chosen; a question that nothing answers is not asked."""
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # declared above
        field.choices = choices
        if not choices:
            del self.fields[name]

    @property
    def over(self) -> int:
        """The version that was shown before."""
        return int(self.cleaned_data.get("version") or 0)

    def given(self) -> dict[str, Any]:
        """Return what the service takes."""
        data = self.cleaned_data
        return {
            "words": data["words"],
            "commitments": [UUID(pk) for pk in data.get("commitments", [])],
            "goals": [UUID(pk) for pk in data.get("goals", [])],
            "shows_agreements": data["shows_agreements"],
        }
