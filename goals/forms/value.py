"""Word a value."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm
from goals.services.values import LONGEST_NAME, LONGEST_SENTENCE


class ValueForm(OnceForm):
    name = forms.CharField(
        label=_("Name"),
        help_text=_("One to three words, such as “Say it early”."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give it a short name.")},
    )
    sentence = forms.CharField(
        label=_("What it means"),
        help_text=_("One sentence from everyday work, which somebody could have seen."),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea,
        error_messages={"required": _("Say in one sentence what it means in everyday work.")},
    )


class EditValueForm(ValueForm):
    """The same over a version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
