"""What people type about a support group, and whom they ask to join it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import one_line
from core.forms import OnceForm
from goals.models import Capability


class GroupForm(OnceForm):
    """What a group is called, what it is for, and around which capabilities it meets."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Give it a name, so that others find it.")},
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        help_text=_("One sentence. Everybody can read it."),
        max_length=300,
        required=False,
        widget=forms.Textarea,
    )
    capabilities = forms.ModelMultipleChoiceField(
        label=_("What you want to get better at together"),
        help_text=_("One capability, or a few that belong together."),
        queryset=Capability.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one capability to meet around, and five at most.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["capabilities"]
        assert isinstance(choice, forms.ModelMultipleChoiceField)  # noqa: S101  # declared above
        choice.queryset = Capability.objects.adopted().order_by("name", "pk")

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    @property
    def words(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("name", "purpose", "capabilities")}


class InviteForm(OnceForm):
    """Whom a member asks to join."""

    person = forms.UUIDField(error_messages={"required": _("Choose whom you would like to ask.")})
