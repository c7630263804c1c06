"""What is typed into the course, and into the settings behind it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.forms.texts import Words


class PrinciplesForm(forms.Form):
    """The principles of one language, as admins word them."""

    text = Words(
        label=_("Principles"),
        help_text=_("An empty line between two of them. The first line of each is its heading."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class ConditionForm(forms.Form):
    """Whether the course is a condition."""

    is_required = forms.BooleanField(
        required=False,
        label=_("The course comes before the first improvement"),
        help_text=_("Praise is never held up by it."),
    )


class RewritingForm(forms.Form):
    """One's own version of something that was nearly sent."""

    text = Words(label=_("Your version"))
