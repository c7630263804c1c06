"""Choose the mastery for which a piece of feedback shall speak."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import OnceForm
from goals.models import Mastery
from goals.selectors.mastery_readers import Sight


class ReleaseForm(OnceForm):
    """One of one's own masteries, each told with who can see it."""

    mastery = forms.ChoiceField(
        label=_("What it speaks for"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it speaks for."),
            "invalid_choice": _("Choose one of those shown."),
        },
    )

    def __init__(
        self, *args: Any, own: Mapping[UUID, Mastery], sights: Mapping[UUID, Sight], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.own = {str(pk): one for pk, one in own.items()}
        self.fields["mastery"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key, label(one, sights[one.pk])) for key, one in self.own.items()
        ]

    def chosen(self) -> Mastery:
        return self.own[self.cleaned_data["mastery"]]


def label(mastery: Mastery, sight: Sight) -> str:
    """Say for what, and who can see that."""
    told = {"capability": mastery.capability.name, "readers": sight.short}
    return gettext("%(capability)s. Who can see it: %(readers)s") % told
