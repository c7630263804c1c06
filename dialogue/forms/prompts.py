"""The form of a template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm
from dialogue.services.prompts import LONGEST_NAME


class TemplateForm(OnceForm):
    """A name, and one question on each line."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give it a name.")},
    )
    questions = forms.CharField(
        label=_("Questions"),
        help_text=_("One on each line: what was done, how, what came of it, what was learnt."),
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": _("Ask at least one question.")},
    )

    @property
    def texts(self) -> list[str]:
        """The questions, one for each line that has words."""
        lines = self.cleaned_data["questions"].splitlines()
        return [line.strip() for line in lines if line.strip()]
