"""What to show of a box."""

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.forms.people import as_uuid
from feedback.models import Feedback


class FilterForm(forms.Form):
    """Kind, person and words. What is not understood filters nothing."""

    q = forms.CharField(required=False, label=_("Words in it"), max_length=200)
    kind = forms.ChoiceField(
        required=False,
        label=_("Kind"),
        choices=[("", _("Praise and improvement")), *Feedback.Kind.choices],
    )
    person = forms.CharField(required=False, label=_("Person"))

    def clean_person(self) -> str:
        return str(as_uuid(self.cleaned_data["person"]) or "")
