"""Which kinds of writing hints somebody wants."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.guide import FEEDBACK_GUIDE
from goals.guide import GOAL_GUIDE


class GuideForm(forms.Form):
    """A tick for each rule that may ask."""

    wanted = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("Choose from the list. One of these is not in it.")},
    )

    def __init__(self, data: Any = None, *, choices: Mapping[str, bool]) -> None:
        self.usual = {**FEEDBACK_GUIDE.usual, **GOAL_GUIDE.usual}
        on = [rule for rule, asks in self.usual.items() if choices.get(rule, asks)]
        super().__init__(data, initial={"wanted": on})
        field: Any = self.fields["wanted"]
        field.choices = [(rule, rule) for rule in self.usual]
