"""Fields for long words."""

from typing import Any

from django import forms

from core.errors import RuleError
from feedback import words


class Words(forms.CharField):
    """A text on ruled paper. How long it may be and whether it may be empty the services say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea, **kwargs)
        self.validators = []  # NUL is refused by the services, with our sentence

    def to_python(self, value: Any) -> str:
        return words.tidy(str(value or ""))


def refuse(form: forms.Form, error: RuleError) -> None:
    """Put what a service refused beside the fields concerned, else above the form."""
    for name, sentence in error.fields.items():
        field = getattr(form, "stands_for", {}).get(name, name)
        form.add_error(field if field in form.fields else None, sentence)
    if not error.fields:
        form.add_error(None, error.sentence)
