"""What is answered on Today, and what is searched for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm
from dialogue.forms.parts import Words

LONGEST_QUERY = 200


class AnswerForm(forms.Form):
    """The answer to one prompt, over the version of the preparation that was read."""

    text = Words(label=_("Your answer"))
    version = forms.IntegerField(
        min_value=0, max_value=2**31 - 2, required=False, widget=forms.HiddenInput
    )

    @property
    def over(self) -> int:
        """The version that was read."""
        return int(self.cleaned_data["version"] or 0)


class YesOrNoForm(OnceForm):
    """A yes, or a no, to a question of somebody."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    version = forms.IntegerField(required=False, min_value=0)


class SearchForm(forms.Form):
    """A few words, and which kind of thing to look for."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_QUERY)

    def words(self) -> str:
        """Return the words to look for; the beginning of what is too long."""
        data: Any = self.data
        return " ".join(str(data.get("q", "")).replace("\x00", "").split())[:LONGEST_QUERY]
