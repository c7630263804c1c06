"""Choices about the published ratio."""

from typing import Any, ClassVar

from django import forms

from feedback.models import RatioSetting


class RatioSettingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes none
    """The parameters an admin can set; the service decides from when they hold."""

    class Meta:
        model = RatioSetting
        fields: ClassVar = [
            "publishes", "allows_opt_out", "adds_noise", "fewest_items", "fewest_recipients",
            "fewest_givers", "largest_share", "most_for_a_pair",
        ]  # fmt: skip

    def parameters(self) -> dict[str, Any]:
        """Return what was chosen, by the names of `feedback.services.ratio.Parameters`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
