"""What the forms of a page with several parts have in common."""

from typing import Any, ClassVar

from django import forms

from core.forms import OnceForm
from dialogue.services.locks import LONGEST_TEXT


class Words(forms.CharField):
    """A long text. Browsers send line ends in two ways, depending on how a form is sent."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, max_length=LONGEST_TEXT, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class PartForm(OnceForm):
    """One of several forms on a page; `part` keeps the ids of their fields apart."""

    part: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.part}_%s", **kwargs})
