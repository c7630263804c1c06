"""Word a purpose."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm


class PurposeForm(OnceForm):
    text = forms.CharField(
        label=_("What we are here for"),
        help_text=_("A sentence or two that people would say aloud."),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Write in a sentence or two what you are here for.")},
    )
